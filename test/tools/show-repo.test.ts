/** show_repo: what is ready, who holds what, and what changed in the files a moment ago. */
import { expect, it } from 'vitest';
import { useRepoDesk } from '../support/repo-desk.ts';
import { wordsOf } from '../support/tool-house.ts';

const { begin, run } = useRepoDesk();

it('S3-74: answers what is ready from the files as they are now', async () => {
  const repo = await begin();
  const group = await repo.do('new', '--title', 'Launch', '--node-type', 'group');
  const one = await repo.do('new', '--title', 'Export as CSV', '--priority', 'high', '--group-id', group);
  await repo.do('new', '--title', 'Announce it', '--dependency', one, '--group-id', group);
  const ready = wordsOf(await run('show_repo'));
  expect(ready).toContain('is ready to start.');
  expect(ready).toContain('Export as CSV');
  expect(ready).not.toContain('Announce it');
  expect(ready).toContain('0 of 2 done');
  expect(wordsOf(await run('show_repo', { list: 'waiting' }))).toContain('waits for 1');
  await repo.do('claim', '--ticket', one, '--actor-id', 'agent:codex', '--ttl-minutes', '40');
  await repo.do('status', '--ticket', one, '--status', 'done');
  expect(wordsOf(await run('show_repo'))).toContain('Announce it');
  expect(wordsOf(await run('show_repo', { list: 'claimed' }))).toMatch(
    /🔒 claimed by agent:codex, (?:39|40) min left/,
  );
});

it('names what validation finds, with file and line', async () => {
  const repo = await begin();
  expect(wordsOf(await run('show_repo', { list: 'problems' }))).toContain('are valid');
  const id = await repo.do('new', '--title', 'x');
  repo.edit(id, (text) => text.replace('status: todo', 'status: open'));
  const said = wordsOf(await run('show_repo', { list: 'problems' }));
  expect(said).toContain(`error: status invalid`);
  expect(said).toContain(`.tickets/${id}/ticket.md:6`);
});

it('S3-60: finds tickets by what they say, finished ones too', async () => {
  const repo = await begin();
  const id = await repo.do('new', '--title', 'Export as CSV', '--status', 'done');
  await repo.do('new', '--title', 'Invite people');
  repo.edit(id, (text) => text.replace('(fill in)', 'The ORCHESTRATION of it.'));
  const { output } = await run('show_repo', { text: 'orchestration' });
  expect(output).toMatchObject({ list: 'all', total: 1, tickets: [{ id }] });
});
