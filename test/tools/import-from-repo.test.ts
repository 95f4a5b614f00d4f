/** import_from_repo: files become tickets under their own ids, and what changes in the files comes after them. */
import { expect, it } from 'vitest';
import { useRepoDesk } from '../support/repo-desk.ts';
import { wordsOf } from '../support/tool-house.ts';

const { begin, run, asModel } = useRepoDesk();

it('S3-74: takes over open tickets with status and links, changes no file, and follows the files', async () => {
  const repo = await begin();
  const group = await repo.do('new', '--title', 'Launch', '--node-type', 'group');
  const one = await repo.do(
    'new',
    '--title',
    'Export as CSV',
    '--priority',
    'high',
    '--label',
    'bug',
    '--group-id',
    group,
  );
  const two = await repo.do('new', '--title', 'Announce it', '--dependency', one, '--lane', 'launch');
  const finished = await repo.do('new', '--title', 'Old', '--status', 'done');
  await repo.do('status', '--ticket', one, '--status', 'doing');
  repo.edit(one, (text) =>
    text
      .replace('(fill in)', 'Every list.')
      .replace('- [ ] Define clear, checkable outcomes.', '- [x] It opens\n- [ ] It is fast'),
  );
  const before = [group, one, two, finished].map((id) => repo.ticket(id));
  const first = await asModel('import_from_repo');
  expect(wordsOf(first)).toContain('3 tickets taken over from the repository.');
  const shown = async (id: string) => (await run('show_ticket', { ticket: id })).output.ticket.ticket;
  const ticket = await shown(one);
  expect(ticket).toMatchObject({
    id: one,
    type: 'bug',
    title: 'Export as CSV',
    description: 'Every list.',
    priority: 2,
    work: { status: 'in_progress' },
    review: { status: null },
    origin: { kind: 'repoImport' },
  });
  expect(ticket.criteria).toMatchObject([
    { text: 'It opens', met: true },
    { text: 'It is fast', met: null },
  ]);
  const listed = (await run('list_tickets', { select: { ids: [two] } })).output.tickets[0];
  expect(listed.dependsOn).toEqual([ticket.key]);
  expect(listed.ticket.planning.lane).toBe('launch');
  expect((await run('import_from_repo')).output).toMatchObject({ added: [], changed: [], unchanged: 3 });
  expect([group, one, two, finished].map((id) => repo.ticket(id))).toEqual(before);
  await repo.do('status', '--ticket', one, '--status', 'done');
  repo.edit(two, (text) => text.replace('Announce it', 'Announce it loudly'));
  expect((await run('import_from_repo')).output).toMatchObject({ added: [], unchanged: 1, refused: [] });
  expect((await shown(one)).work).toMatchObject({ status: 'done', resolution: 'completed' });
  expect((await shown(two)).title).toBe('Announce it loudly');
});
