/** show_dispatches: what agents have, what waits and why. */
import { expect, it } from 'vitest';
import { wordsOf } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';

const { desk, drafted, tools } = useDesk({ per: 'file', begin: 'drafted' });

it('S4-42: shows what was given to an agent, from its approval until it is taken back', async () => {
  const [first = ''] = drafted.keys;
  await desk.type(`/docket assign ${first} to research`);
  await tools.house.services.dispatcher.sweep(desk.dana.workspaceId);
  expect(wordsOf(await desk.type('/docket dispatches'))).toContain('No agent has anything to do');
  await desk.type(`/docket approve ${first}`);
  await tools.house.services.dispatcher.sweep(desk.dana.workspaceId);
  await tools.house.services.workflows.settled({ threadId: desk.dana.threadId! });
  const shown = await desk.type('/docket dispatches');
  expect(wordsOf(shown)).toMatch(/waits for a person[\s\S]*Is \S+ done with what Research Agent reported/);
  expect(shown.wire).toMatchObject({
    dispatches: [{ ticket: first, agent: 'research', state: 'running', work_status: 'in_progress' }],
  });
  await desk.type(`/docket assign ${first} nobody`);
  await tools.house.services.dispatcher.sweep(desk.dana.workspaceId);
  expect(wordsOf(await desk.type(`/docket dispatches ${first}`))).toContain('taken back');
});
