/** update_repo_ticket: statuses and notes, as the command would have written them. */
import { expect, it } from 'vitest';
import { useRepoDesk } from '../support/repo-desk.ts';
import { refusalOf } from '../support/tool-house.ts';

const { begin, run, asModel } = useRepoDesk();

it('S3-74: sets a status and logs work, and only a person reopens', async () => {
  const repo = await begin();
  const id = await repo.do('new', '--title', 'Export');
  await asModel('update_repo_ticket', { ticket: id, status: 'doing' });
  await run('update_repo_ticket', { ticket: id, text: 'Found the cause.' });
  await run('update_repo_ticket', { ticket: id, status: 'done', resolution: 'completed', text: 'all green' });
  expect(repo.log(id).map(({ summary, event_type: type }) => [summary, type])).toEqual([
    ['Status changed from todo to doing', 'status'],
    ['Found the cause.', 'work'],
    ['Status changed from doing to done', 'status'],
  ]);
  expect(repo.log(id).at(-1)).toMatchObject({ context: ['all green'], written_by: 'tickets' });
  expect(repo.ticket(id)).toContain('resolution: completed');
  const reopened = await asModel('update_repo_ticket', { ticket: id, status: 'todo' });
  expect(reopened.output).toMatchObject({ done: false, said: 'Only a human may reopen a terminal ticket.' });
  expect((await run('update_repo_ticket', { ticket: id, status: 'todo' })).output.ticket.status).toBe('todo');
  expect(await refusalOf(run('update_repo_ticket', { ticket: id }))).toMatchObject({ code: 'INVALID_INPUT' });
  expect((await repo.run('validate', '--strict')).code).toBe(0);
});
