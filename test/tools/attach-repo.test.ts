/** attach_repo: who may name a folder, and which folders there are. */
import { expect, it } from 'vitest';
import { useRepoDesk } from '../support/repo-desk.ts';
import { TicketRepo } from '../support/ticket-repo.ts';
import { refusalOf, wordsOf } from '../support/tool-house.ts';

const { desk, begin, run, asModel, asViewer } = useRepoDesk();

it('S3-74: attaches a checkout, says which, and takes it away', async () => {
  const repo = await begin();
  await repo.do('new', '--title', 'x');
  const name = repo.root.split('/').at(-1);
  expect(wordsOf(await run('attach_repo'))).toContain(`${name} is attached, with 1 ticket.`);
  expect(wordsOf(await run('attach_repo', { folder: null }))).toContain('No repository is attached.');
  expect(await refusalOf(run('show_repo'))).toMatchObject({
    code: 'NOT_FOUND',
    message: 'No repository is attached here.',
  });
});

it('takes a folder with tickets only, from an owner in person, in the workspace that runs Docket', async () => {
  const repo = new TicketRepo();
  expect(await refusalOf(run('attach_repo', { folder: repo.root }))).toMatchObject({ code: 'NOT_FOUND' });
  expect(await refusalOf(run('attach_repo', { folder: 'relative' }))).toMatchObject({ code: 'NOT_FOUND' });
  await repo.do('init');
  const folder = { folder: repo.root };
  expect(await refusalOf(asModel('attach_repo', folder))).toMatchObject({ code: 'HUMAN_APPROVAL_REQUIRED' });
  expect(await refusalOf(asViewer('attach_repo', folder))).toMatchObject({ code: 'FORBIDDEN' });
  expect(await refusalOf(desk.call('attach_repo', folder))).toMatchObject({ code: 'FORBIDDEN' });
});
