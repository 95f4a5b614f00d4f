/** Tickets and their files in step: either side changes, the other follows with the right actor, and nothing is lost. */
import { beforeAll, expect, it } from 'vitest';
import { useRepoDesk } from '../../support/repo-desk.ts';
import type { TicketRepo } from '../../support/ticket-repo.ts';

const { begin, run, step, eventsOf } = useRepoDesk();

let repo: TicketRepo;
beforeAll(async () => {
  repo = await begin();
});

/** A ticket that was taken over, by its id. */
async function takeOver(...flags: string[]): Promise<string> {
  const id = await repo.do('new', '--title', 'Export as CSV', ...flags);
  await run('import_from_repo', { tickets: [id] });
  await step();
  return id;
}

const shown = async (id: string) => (await run('show_ticket', { ticket: id })).wire;
const show = async (id: string) => {
  const wire = await shown(id);
  return wire.ticket ?? wire;
};

it('S3-74, U-52: what is done in chat stands in the file and its log, in the name of whoever did it', async () => {
  const id = await takeOver('--priority', 'low');
  const untouched = repo.ticket(id);
  await step();
  expect(repo.ticket(id)).toBe(untouched);
  await run('move_tickets', { select: { ids: [id] }, status: 'in_progress' });
  await run('edit_ticket', { ticket: id, title: 'Export every list', priority: 'P0' });
  await step();
  expect(repo.ticket(id)).toContain('status: doing');
  expect(repo.ticket(id)).toContain('title: Export every list');
  expect(repo.ticket(id)).toContain('priority: critical');
  expect(repo.log(id).at(-1)).toMatchObject({
    event_type: 'status',
    summary: 'Status changed from todo to doing',
    actor_id: '@dana',
    actor_type: 'human',
  });
  const settled = repo.ticket(id);
  await step();
  expect(repo.ticket(id)).toBe(settled);
  expect((await repo.run('validate', '--strict', '--all-fields')).out).toBe('');
});

it('S3-74: what is done in the files shows in chat: by the command, as its actor; by an editor, as nobody’s', async () => {
  const id = await takeOver();
  repo.environment = { USER: 'dana' };
  repo.now = Date.now();
  await repo.do('status', '--ticket', id, '--status', 'done');
  await step();
  expect(await show(id)).toMatchObject({ work_status: 'done' });
  expect((await eventsOf(id)).at(-1)).toMatchObject({ actor: { kind: 'user', name: 'Dana' } });
  repo.edit(id, (text) => text.replace('Export as CSV', 'Export as ODS').replace('- [ ]', '- [x]'));
  await step();
  expect(await show(id)).toMatchObject({ title: 'Export as ODS', work_status: 'done' });
  const actors = (await eventsOf(id)).slice(-2).map(({ actor }) => actor.id);
  expect(actors).toEqual(['system:repository', 'system:repository']);
  const file = repo.ticket(id);
  await step();
  expect(repo.ticket(id)).toBe(file);
  expect(file).toContain('- [x]');
});

it('S3-55: a word of an agent in the files starts the work first, and its resolution is kept', async () => {
  const id = await takeOver();
  repo.now = Date.now();
  const actor = ['--actor-id', 'agent:codex', '--actor-type', 'agent'];
  await repo.do('status', '--ticket', id, '--status', 'canceled', '--resolution', 'merged', ...actor);
  await step();
  expect(await show(id)).toMatchObject({ work_status: 'cancelled' });
  await step();
  expect(repo.ticket(id)).toContain('resolution: merged');
});

it('where both changed the same, the file’s stands and the other is kept in its log; the rest of both is kept', async () => {
  const id = await takeOver();
  const { key } = await show(id);
  for (const status of ['in_progress', 'done']) await run('move_tickets', { select: { ids: [id] }, status });
  await run('edit_ticket', { ticket: id, priority: 'P1' });
  repo.now = Math.max(repo.now, Date.now());
  await repo.do('status', '--ticket', id, '--status', 'blocked', '--actor-id', '@dana');
  await step();
  expect(await show(id)).toMatchObject({ work_status: 'blocked', priority: 'P1' });
  expect(repo.ticket(id)).toContain('status: blocked');
  expect(repo.ticket(id)).toContain('priority: high');
  expect(repo.ticket(id)).not.toContain('resolution');
  const lost = repo.log(id).find(({ summary }) => String(summary).startsWith('Changed on both sides'));
  expect(lost).toMatchObject({
    summary: `Changed on both sides; in ${key} it was status, resolution`,
    context: ['status: "done"', 'resolution: "completed"'],
    actor_id: 'agent:docket',
  });
});

it('U-52: what agents report and who claims a ticket stands in the log of its file', async () => {
  const id = await takeOver();
  await run('report_work', { ticket: id, agent: 'qa', result: 'note', details: 'Seven cases pass.' });
  await run('claim_ticket', { ticket: id, minutes: 30 });
  await step();
  expect(repo.log(id)).toContainEqual(
    expect.objectContaining({
      event_type: 'work',
      summary: 'qa reported note: Seven cases pass.',
      actor_id: 'agent:qa',
    }),
  );
  const claim = repo.log(id).find(({ event_type }) => event_type === 'claim');
  expect(claim).toMatchObject({ claim: { action: 'acquire', holder_id: '@dana' } });
  const count = repo.log(id).length;
  await step();
  expect(repo.log(id)).toHaveLength(count);
});

it('leaves alone what is gone or broken', async () => {
  const id = await takeOver();
  repo.edit(id, () => 'no front matter');
  await run('edit_ticket', { ticket: id, title: 'Changed meanwhile' });
  await step();
  expect(repo.ticket(id)).toBe('no front matter');
  expect(await show(id)).toMatchObject({ title: 'Changed meanwhile' });
});

it('S3-51: what a file may not say is said in a comment, and the file is given back what the ticket says', async () => {
  const id = await takeOver();
  repo.now = Date.now();
  await repo.do('status', '--ticket', id, '--status', 'done', '--actor-id', '@dana');
  await step();
  repo.edit(id, (text) => text.replace('status: done', 'status: doing'));
  await step();
  expect(await show(id)).toMatchObject({ work_status: 'done' });
  expect(repo.ticket(id)).toContain('status: done');
  expect((await shown(id)).comments.at(-1).text).toContain(
    'The file in the repository said status "in_progress"',
  );
  const settled = repo.ticket(id);
  await step();
  await step();
  expect(repo.ticket(id)).toBe(settled);
  expect((await shown(id)).comments).toHaveLength(1);
});
