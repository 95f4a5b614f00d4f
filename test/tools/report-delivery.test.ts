/** report_delivery: what repositories and build servers say, never a model. */
import { expect, it } from 'vitest';
import { refusalOf } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';

const { desk } = useDesk({ per: 'file' });

it('S1-29: merged work is done once, a red build blocks, a green one goes on', async () => {
  const { wire: raised } = await desk.type('/docket hotfix component:billing The total is wrong');
  const merged = { capability: raised.key, kind: 'merged' };
  expect((await refusalOf(desk.call('report_delivery', merged, { by: desk.model }))).code).toBe('FORBIDDEN');
  const fix = raised.tickets.find((one: { stage_role: string }) => one.stage_role === 'work');
  expect((await refusalOf(desk.call('report_delivery', merged))).message).toContain('acceptance_criteria');
  await desk.type(`/docket stage-fields ${fix.key} acceptance_criteria=It adds up`);
  expect((await desk.type(`/docket delivered ${raised.key} merged ${fix.key}`)).wire.stage).toBe('cicd');
  const again = await desk.type(`/docket delivered ${raised.key} merged ${fix.key}`);
  expect(again.wire.tickets).toHaveLength(3);
  const red = await desk.type(`/docket delivered ${raised.key} ci failure`);
  expect(red.wire.tickets.at(-1)).toMatchObject({ stage_role: 'deploy', work_status: 'blocked' });
  expect((await desk.type(`/docket delivered ${raised.key} ci success`)).wire.stage).toBe('release');
});
