/** What only one side has crosses by itself: files, tickets, links, parents, claims and comments, once each, also after a kill. */
import { cpSync, existsSync, mkdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { beforeAll, expect, it } from 'vitest';
import { createStepping } from '../../../src/repo-tickets/stepping.ts';
import { useRepoDesk } from '../../support/repo-desk.ts';
import type { TicketRepo } from '../../support/ticket-repo.ts';
import { wordsOf } from '../../support/tool-house.ts';

const { begin, run, step, eventsOf, homeCaller, depsOf } = useRepoDesk();

let repo: TicketRepo;
beforeAll(async () => {
  repo = await begin();
});

const ticketOf = async (id: string) => {
  const { wire } = await run('show_ticket', { ticket: id });
  return wire.ticket ?? wire;
};
const commentsOf = async (id: string) => (await run('show_ticket', { ticket: id })).wire.comments ?? [];
const relationsOf = (id: string) => depsOf().tickets.relations(homeCaller(), id);
const make = async (...flags: string[]) => {
  repo.now = Math.max(repo.now, Date.now());
  return repo.do('new', '--title', 'From the files', ...flags);
};

async function writeInChat(title: string, more: object = {}): Promise<{ id: string; key: string }> {
  const { output } = await run('create_ticket', { title, type: 'task', ...more });
  const { id, key } = output.ticket.ticket ?? output.ticket;
  return { id, key };
}

it('S3-74: a new file is a ticket without anybody asking, in the name of whoever its log names; a finished one is none', async () => {
  const mine = await make('--priority', 'high', '--lane', 'build');
  const agents = await make();
  await repo.do('log', '--ticket', agents, '--summary', 'Looked into it.', '--actor-id', 'agent:codex');
  const finished = await make('--status', 'done');
  const before = [repo.ticket(mine), repo.ticket(agents)];
  await step();
  expect(await ticketOf(mine)).toMatchObject({
    title: 'From the files',
    priority: 'P1',
    work_status: 'open',
  });
  expect((await eventsOf(mine))[0]).toMatchObject({
    type: 'TicketCreated',
    actor: { id: 'system:repository' },
  });
  expect((await eventsOf(agents))[0]).toMatchObject({ actor: { kind: 'agent', id: 'agent:codex' } });
  expect(await commentsOf(agents)).toMatchObject([{ text: 'Looked into it.', author: 'codex' }]);
  await expect(ticketOf(finished)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  const events = (await eventsOf(agents)).length;
  await step();
  await step();
  expect([repo.ticket(mine), repo.ticket(agents)]).toEqual(before);
  expect(await eventsOf(agents)).toHaveLength(events);
});

it('S3-74: a ticket is a file once a person has approved it, in their name, and not before', async () => {
  const { id, key } = await writeInChat('From chat');
  await step();
  expect(existsSync(repo.path('.tickets', id))).toBe(false);
  await run('approve_tickets', { select: { ids: [key] } });
  await step();
  expect(repo.ticket(id)).toContain(`key: ${key}`);
  expect(repo.log(id)).toMatchObject([
    { summary: `Written from ${key}`, actor_id: '@dana', actor_type: 'human' },
  ]);
  const count = (await eventsOf(id)).length;
  await step();
  expect(repo.log(id)).toHaveLength(1);
  expect(await eventsOf(id)).toHaveLength(count);
  expect(await commentsOf(id)).toEqual([]);
});

it('S3-17, U-45: links made and taken away on one side come and go on the other, whichever file says them', async () => {
  const [one, other] = [await make(), await make()];
  const third = await make('--dependency', one, '--precedes', other);
  await step();
  const { key: keyOfOne } = await ticketOf(one);
  const { key: keyOfThird } = await ticketOf(third);
  expect(await relationsOf(third)).toMatchObject({ blockedBy: [keyOfOne], precedes: [expect.any(String)] });
  await run('unlink_tickets', { from: [keyOfOne], kind: 'blocks', on: [keyOfThird] });
  await run('link_tickets', { from: [one], kind: 'relates_to', on: [other] });
  await step();
  expect(repo.ticket(third)).not.toContain(one);
  expect(repo.ticket(one)).toContain(`related:\n  - ${other}`);
  expect(repo.log(third).at(-1)).toMatchObject({ actor_id: '@dana' });
  repo.edit(third, (text) => text.replace(`precedes:\n    - ${other}`, 'precedes: []'));
  repo.edit(other, (text) => text.replace(/^status:/m, `dependencies:\n  - ${one}\nstatus:`));
  await step();
  expect(await relationsOf(third)).toMatchObject({ precedes: [] });
  expect(await relationsOf(one)).toMatchObject({ blocking: [(await ticketOf(other)).key] });
  const files = [one, other, third].map((id) => repo.ticket(id));
  await step();
  await step();
  expect([one, other, third].map((id) => repo.ticket(id))).toEqual(files);
  expect((await repo.run('validate', '--strict')).out).toBe('');
});

it('U-46: a parent changed in chat stands in the file, and one taken out of the file is taken away in chat', async () => {
  const [child, parent] = [await make(), await make()];
  await step();
  await run('set_parent', { select: { ids: [child] }, parent });
  await step();
  expect(repo.ticket(child)).toContain(`group_ids:\n    - ${parent}`);
  expect(repo.ticket(child)).toContain(`parent: ${parent}`);
  expect(repo.ticket(parent)).toContain('node_type: group');
  expect((await repo.run('validate', '--strict')).out).toBe('');
  repo.edit(child, (text) => text.replace(`group_ids:\n    - ${parent}`, 'group_ids: []'));
  await step();
  expect(await relationsOf(child)).toMatchObject({ subIssueOf: [], memberOf: [] });
  await step();
  expect(repo.ticket(child)).toContain('group_ids: []');
});

it('S3-55, U-63: who holds a ticket in the files holds it on its card, and gives it back there too', async () => {
  const id = await make();
  await step();
  await repo.do('claim', '--ticket', id, '--ttl-minutes', '40', '--actor-id', '@alice');
  await step();
  expect(wordsOf(await run('show_ticket', { ticket: id }))).toContain('@alice, 40 min left');
  const taken = run('claim_ticket', { ticket: id, minutes: 30 });
  await expect(taken).rejects.toMatchObject({ code: 'CLAIMED' });
  await run('claim_ticket', { ticket: id, minutes: 30, reason: 'Alice is away.' });
  await step();
  expect(repo.log(id).at(-1)?.claim).toMatchObject({
    action: 'override',
    holder_id: '@dana',
    reason: 'Alice is away.',
  });
  repo.now = Math.max(repo.now, Date.now());
  await repo.do('claim', '--ticket', id, '--release', '--actor-id', '@dana');
  await step();
  expect(wordsOf(await run('show_ticket', { ticket: id }))).not.toContain('min left');
  const count = repo.log(id).length;
  await step();
  expect(repo.log(id)).toHaveLength(count);
});

it('S3-55: of two claims of the same moment the file’s holds, and the other is told in a comment', async () => {
  const id = await make();
  await step();
  await run('claim_ticket', { ticket: id, minutes: 30 });
  await repo.do('claim', '--ticket', id, '--actor-id', 'agent:codex');
  await step();
  expect(wordsOf(await run('show_ticket', { ticket: id }))).toContain('agent:codex, 60 min left');
  expect((await commentsOf(id)).at(-1).text).toContain('agent:codex holds this in the repository');
});

it('U-52: comments stand in the log with their text, and what is logged is a comment: once each', async () => {
  const id = await make();
  await step();
  await run('comment_ticket', { select: { ids: [id] }, text: 'Which columns?\nAll of them?' });
  await repo.do(
    'log',
    '--ticket',
    id,
    '--summary',
    'Asked the team.',
    '--next-steps',
    'Wait',
    '--actor-id',
    '@alice',
  );
  await step();
  await step();
  const said = repo.log(id).filter(({ summary }) => String(summary).startsWith('Dana commented'));
  expect(said).toMatchObject([
    { event_type: 'work', actor_id: '@dana', context: ['Which columns?\nAll of them?'] },
  ]);
  const texts = (await commentsOf(id)).map(({ text }: { text: string }) => text);
  expect(texts.toSorted()).toEqual(['Asked the team.\nNext: Wait', 'Which columns?\nAll of them?']);
});

it('S3-74: after a kill at any moment the next process says nothing twice and misses nothing', async () => {
  const id = await make();
  await step();
  await run('edit_ticket', { ticket: id, title: 'Changed in chat' });
  await run('comment_ticket', { select: { ids: [id] }, text: 'Before the kill.' });
  // Killed when the file was written and nothing was noted: what was agreed on is as before.
  const { store } = depsOf();
  const before = await store.repoBases.get(homeCaller().workspaceId, id);
  await step();
  const [file, lines] = [repo.ticket(id), repo.log(id).length];
  await store.repoBases.put(before!);
  await createStepping(depsOf())();
  expect(repo.ticket(id)).toBe(file);
  expect(repo.log(id)).toHaveLength(lines);
  expect(await commentsOf(id)).toHaveLength(1);
});

it('a file that is gone, as on another branch, is not written again, and takes no link away', async () => {
  const one = await make();
  const other = await make('--dependency', one);
  await step();
  renameSync(repo.path('.tickets', one), repo.path('elsewhere'));
  await run('edit_ticket', { ticket: one, title: 'Changed meanwhile' });
  await step();
  expect(existsSync(repo.path('.tickets', one))).toBe(false);
  renameSync(repo.path('elsewhere'), repo.path('.tickets', one));
  await step();
  expect(repo.ticket(one)).toContain('title: Changed meanwhile');
  expect(await relationsOf(other)).toMatchObject({ blockedBy: [(await ticketOf(one)).key] });
});

it('files of an earlier commit are no news: nothing is taken from them and nothing written into them', async () => {
  const id = await make();
  await step();
  const folder = repo.path('.tickets', id);
  cpSync(folder, repo.path('main'), { recursive: true });
  await repo.do('status', '--ticket', id, '--status', 'done', '--actor-id', '@dana');
  await step();
  renameSync(folder, repo.path('feature'));
  renameSync(repo.path('main'), folder);
  const before = repo.ticket(id);
  await run('edit_ticket', { ticket: id, title: 'Changed meanwhile' });
  await step();
  expect(repo.ticket(id)).toBe(before);
  expect(await ticketOf(id)).toMatchObject({ work_status: 'done', title: 'Changed meanwhile' });
  expect(await commentsOf(id)).toEqual([]);
  rmSync(folder, { recursive: true });
  renameSync(repo.path('feature'), folder);
  await step();
  expect(repo.ticket(id)).toMatch(/title: Changed meanwhile\nstatus: done/);
});

it('what cannot be read keeps nobody else from being brought in step', async () => {
  const one = await make();
  repo.write(
    `.tickets/${one.replace(/.$/, (last) => (last === '0' ? '1' : '0'))}/ticket.md/x`,
    'a folder where a file should be',
  );
  const [linked, log] = [await make(), await make()];
  rmSync(repo.path('.tickets', linked, 'ticket.md'));
  symlinkSync(repo.path('TICKETS.md'), repo.path('.tickets', linked, 'ticket.md'));
  mkdirSync(repo.path('.tickets', log, 'logs', 'a.jsonl'), { recursive: true });
  await step();
  expect(await ticketOf(one)).toMatchObject({ title: 'From the files' });
  expect(await ticketOf(log)).toMatchObject({ title: 'From the files' });
  await expect(ticketOf(linked)).rejects.toMatchObject({ code: 'NOT_FOUND' });
});
