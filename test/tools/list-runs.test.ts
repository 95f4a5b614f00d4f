/** list_runs: what goes on, and what an agent is at. */
import { expect, it } from 'vitest';
import { runIt, writeBug } from '../support/run-desk.ts';
import { refusalOf, wordsOf } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';

const { desk } = useDesk();

it('lists what goes on, all there was on request, and whom an agent keeps busy', async () => {
  const key = await writeBug(desk);
  await runIt(desk, 'bug-fix', key);
  await runIt(desk, 'weekly-report', null);
  expect((await desk.call('list_runs')).wire.runs).toHaveLength(1);
  expect((await desk.type('/docket runs all')).wire.runs).toHaveLength(2);
  expect(wordsOf(await desk.call('list_runs', { agent: 'Engineer Agent' }))).toContain(`Bug fix on ${key}`);
  expect(wordsOf(await desk.call('list_runs', { agent: 'ops' }))).toContain('Ops Agent is not at work.');
  expect((await refusalOf(desk.call('list_runs', { agent: 'plumber' }))).code).toBe('NOT_FOUND');
});
