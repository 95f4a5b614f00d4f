/** add_collaborator: somebody joins a ticket beside whoever has it. */
import { expect, it } from 'vitest';
import { refusalOf, wordsOf } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';

const { desk } = useDesk({ per: 'file' });
const raise = async (title: string, kind = 'bug') =>
  (await desk.type(`/docket raise ${kind} ${title}`)).wire.key;

it('S4-16: joins a person or an agent once per role, by name', async () => {
  const key = await raise('Login loops');
  expect(wordsOf(await desk.type(`/docket join ${key} me as reviewer`))).toContain(
    `Dana joins ${key} as reviewer.`,
  );
  const qa = await desk.type(`/docket join ${key} QA Agent`);
  expect(qa.wire).toMatchObject({
    added: true,
    collaborators: [{ role: 'reviewer' }, { principal_id: 'qa', type: 'agent' }],
  });
  expect(wordsOf(await desk.type(`/docket join ${key} qa`))).toContain('already');
  expect((await refusalOf(desk.type(`/docket join ${key} Nobody Here`))).code).toBe('NOT_FOUND');
});
