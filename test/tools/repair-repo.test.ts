/** repair_repo: mends what loses nothing, says what it did, and leaves the rest to a person at the command line. */
import { expect, it } from 'vitest';
import { useRepoDesk } from '../support/repo-desk.ts';
import { refusalOf, wordsOf } from '../support/tool-house.ts';

const { begin, run, asModel, asViewer } = useRepoDesk();

it('S3-74, S3-44: mends what is safe and counts what is not', async () => {
  const repo = await begin();
  expect(wordsOf(await run('repair_repo'))).toContain('nothing to mend');
  const id = await repo.do('new', '--title', 'x');
  repo.edit(id, (text) => text.replace('## Verification', '## Checks').replace(/^id: .*/m, 'id: 42'));
  expect((await asModel('repair_repo')).asksPerson).toBe(true);
  const { output } = await run('repair_repo');
  expect(output).toMatchObject({ done: [expect.stringContaining('ticket.md')], left: 1 });
  expect(repo.ticket(id)).toContain('## Verification\n(fill in)');
  expect(repo.ticket(id)).toContain('id: 42');
  expect(await refusalOf(asViewer('repair_repo'))).toMatchObject({ code: 'FORBIDDEN' });
});
