/** list_workflows: what can be run. */
import { expect, it } from 'vitest';
import { wordsOf } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';

const { desk } = useDesk();

it('lists those that come with Docket and those made here, with their steps', async () => {
  await desk.call('plan_workflow', { plan: 'research, then qa', name: 'Look and test' });
  const listed = await desk.call('list_workflows');
  expect(listed.wire.map(({ id }: { id: string }) => id)).toEqual(
    expect.arrayContaining(['bug-fix', 'feature', 'weekly-report', 'look-and-test']),
  );
  expect(listed.wire.every(({ problem }: { problem: unknown }) => problem === null)).toBe(true);
  expect(wordsOf(listed)).toContain('research → implement → document ∥ test');
});
