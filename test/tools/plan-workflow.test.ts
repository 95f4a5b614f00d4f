/** plan_workflow: a workflow of one's own from words, drawn, kept as a version, and run with a press. */
import { expect, it } from 'vitest';
import { writeBug } from '../support/run-desk.ts';
import { choicesOf, refusalOf } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';

const { desk } = useDesk();

const stepsOf = async (plan: string) =>
  (await desk.call('plan_workflow', { plan })).wire.steps.map(
    ({ id, needs }: { id: string; needs: string[] }) => [id, ...needs],
  );

it.each([
  [
    'research, then engineer and security, then qa',
    [['research'], ['engineer', 'research'], ['security', 'research'], ['qa', 'engineer', 'security']],
  ],
  [
    'investigate the crash -> fix it -> my approval -> deploy',
    [['research'], ['engineer', 'research'], ['decide', 'engineer'], ['ops', 'decide']],
  ],
  ['research, engineer, qa', [['research'], ['engineer', 'research'], ['qa', 'engineer']]],
  [
    'research, if security issue then security, if slow then ops, otherwise engineer',
    [['research'], ['security', 'research'], ['ops', 'research'], ['engineer', 'research']],
  ],
])('S2-29: "%s" is planned as it is meant', async (plan, steps) => {
  expect(await stepsOf(plan)).toEqual(steps);
});

it('S2-29: shows the plan before it runs, and runs it with the button; another text is the next version', async () => {
  const key = await writeBug(desk);
  const planned = await desk.call('plan_workflow', {
    plan: 'research, then qa',
    name: 'Two steps',
    ticket: key,
  });
  expect((await desk.call('list_runs', { all: true })).wire.runs).toEqual([]);
  const { output } = await desk.press(choicesOf(planned)[`Run on ${key}`]!);
  expect(output.runs[0].run).toMatchObject({ workflowId: 'two-steps', workflowVersion: 1 });
  const again = await desk.call('plan_workflow', { plan: 'research, then ops, then qa', name: 'Two steps' });
  expect(again.wire.version).toBe(2);
  expect((await desk.call('show_run', { run: key })).wire).toMatchObject({
    workflow_version: 1,
    steps: { length: 2 },
  });
});

it('refuses a plan with a part nobody can do, and YAML that cannot be run', async () => {
  expect((await refusalOf(desk.call('plan_workflow', { plan: 'research, then sing' }))).message).toContain(
    '"sing"',
  );
  expect(
    (await refusalOf(desk.call('plan_workflow', { text: 'steps: [{ id: a, agent: qa, needs: [a] }]' }))).code,
  ).toBe('WORKFLOW_CYCLE');
  expect((await refusalOf(desk.call('plan_workflow', { plan: 'qa' }, { by: desk.viewer }))).code).toBe(
    'FORBIDDEN',
  );
});
