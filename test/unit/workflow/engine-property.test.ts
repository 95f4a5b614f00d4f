/** Random workflows, results and crashes: no finished step is done again, none starts before its needs, and every run ends. */
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { stepsBefore, type Workflow } from '../../../src/domain/workflow.ts';
import { currentSteps, hasEnded, type RunState, type StepRun } from '../../../src/domain/workflow-run.ts';
import { advance } from '../../../src/workflow/advance.ts';
import { editRun, later, type RunEdit } from '../../../src/workflow/edit-run.ts';
import { readWorkflow } from '../../../src/workflow/read-workflow.ts';
import { settleOutcome, takeOver } from '../../../src/workflow/settle-step.ts';
import { beginRun, decideStep, pauseRun, resumeRun, retryStep } from '../../../src/workflow/steer-run.ts';
import { person } from '../../support/workflow-desk.ts';

const agents = ['research', 'engineer', 'qa', 'ops', 'security'];

type Drawn = {
  needs: number[];
  agent: number;
  failure: number;
  retries: number;
  when: number;
  gate: boolean;
  again: boolean;
};

const drawn: fc.Arbitrary<Drawn[]> = fc.array(
  fc.record({
    needs: fc.array(fc.nat(7), { maxLength: 3 }),
    agent: fc.nat(4),
    failure: fc.nat(9),
    retries: fc.nat(2),
    when: fc.nat(9),
    gate: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
    again: fc.boolean(),
  }),
  { minLength: 1, maxLength: 8 },
);

/** Steps need earlier steps only, so there is no circle. */
function write(steps: readonly Drawn[], maxParallel: number): Workflow {
  const lines = steps.map((step, at) => {
    const needs = [...new Set(step.needs.map((need) => need % Math.max(1, at)))].filter(() => at > 0);
    const target = needs.length > 0 ? `goto:s${needs[0]}` : 'block';
    const failure = ['block', 'block', 'fail', 'continue', 'continue', target][step.failure % 6];
    const when = step.when === 0 && needs.length > 0 ? `, when: steps.s${needs[0]}.flags.up` : '';
    const who = step.gate
      ? `gate: { prompt: "Go on?", on_reject: ${target} }`
      : `agent: ${agents[step.agent]}`;
    return ` - { id: s${at}, ${who}, needs: [${needs.map((need) => `s${need}`)}], on_failure: ${failure}, retry: { max: ${step.retries}, backoff: 1s }, idempotent: ${step.again}${when} }`;
  });
  return readWorkflow('drawn.yml', `max_parallel: ${maxParallel}\nsteps:\n${lines.join('\n')}`);
}

/** One process after another works on a run, as luck has it; `dice` decides who does what, and when it dies. */
function live(workflow: Workflow, dice: () => number): { state: RunState; turns: number } {
  let now = '2026-11-02T08:00:00.000Z';
  const given = {
    id: 'run',
    workspaceId: 'w',
    ticketId: 't',
    threadId: null,
    workflow,
    source: '',
    inputs: {},
    startedBy: person,
  };
  let state = beginRun(given, now).state;
  const finished = new Map<string, StepRun>();
  const change = (work: (edit: RunEdit) => void) => {
    const edit = editRun(state, now);
    work(edit);
    const before = state;
    state = edit.done().state;
    check(before, state, finished);
  };
  let turns = 0;
  for (
    change((edit) => takeOver(edit, { owner: 'one', until: now }));
    !hasEnded(state.run) && turns < 600;
    turns++
  ) {
    now = later(now, 400);
    change((edit) => void advance(edit, null));
    const running = currentSteps(state).filter(({ status }) => status === 'running');
    const waiting = currentSteps(state).filter(({ status }) => status === 'waiting_human');
    const chance = dice() % 20;
    if (hasEnded(state.run)) break;
    if (chance === 0) change((edit) => takeOver(edit, { owner: `next-${turns}`, until: now }));
    else if (chance === 1 && state.run.status === 'running') change((edit) => pauseRun(edit, 'Dana'));
    else if (running.length > 0 && chance > 4) finishOne(change, running[dice() % running.length]!, dice());
    else if (waiting.length > 0)
      change((edit) =>
        decideStep(edit, waiting[dice() % waiting.length]!.stepId, {
          approve: dice() % 4 > 0,
          by: 'Dana',
          note: null,
        }),
      );
    else if (state.run.status === 'paused') change(goOn);
  }
  return { state, turns };
}

function finishOne(change: (work: (edit: RunEdit) => void) => void, step: StepRun, luck: number): void {
  const status = luck % 5 === 0 ? 'failed' : luck % 23 === 0 ? 'blocked' : 'passed';
  const result = { status, summary: 'So it went.', flags: luck % 2 === 0 ? ['up'] : [] } as const;
  change((edit) => settleOutcome(edit, step.stepId, { result: { ...result, flags: [...result.flags] } }));
}

function goOn(edit: RunEdit): void {
  const { stoppedAt } = edit.run;
  if (stoppedAt !== null && edit.step(stoppedAt).status === 'failed') retryStep(edit, null);
  else resumeRun(edit);
}

const settled = new Set(['completed', 'skipped', 'failed']);

/** What must hold between any two states of a run. */
function check(before: RunState, after: RunState, finished: Map<string, StepRun>): void {
  const name = ({ stepId, visit }: StepRun) => `${stepId}#${visit}`;
  const old = new Map(before.steps.map((step) => [name(step), step]));
  for (const step of after.steps) {
    const was = old.get(name(step));
    if (step.status === 'completed') finished.set(name(step), step);
    else if (finished.has(name(step)))
      throw new Error(`${name(step)} was finished and is ${step.status} again`);
    if (step.status !== 'running' || was?.status === 'running') continue;
    const current = new Map(currentSteps(after).map((one) => [one.stepId, one]));
    const { needs } = after.run.workflow.steps.find(({ id }) => id === step.stepId)!;
    for (const need of needs) {
      if (!settled.has(current.get(need)!.status))
        throw new Error(`${name(step)} started before ${need} was done`);
    }
  }
  const running = currentSteps(after).filter(({ status }) => status === 'running').length;
  if (running > after.run.workflow.maxParallel) throw new Error(`${running} steps run at once`);
  if (after.steps.some(({ visit }) => visit > 3 * after.run.workflow.steps.length))
    throw new Error('rework never ends');
}

const runs = process.env.DOCKET_TEST_DEEP ? 20_000 : 300;

it('U-96, U-98, U-101: no finished step is done again, none starts before its needs, and a run always ends', () => {
  const ends = new Set<string>();
  fc.assert(
    fc.property(
      drawn,
      fc.integer({ min: 1, max: 4 }),
      fc.infiniteStream(fc.nat(10_000)),
      (steps, maxParallel, stream) => {
        const { state, turns } = live(write(steps, maxParallel), () => stream.next().value!);
        ends.add(state.run.status);
        expect(
          hasEnded(state.run),
          `it went on for ${turns} turns: ${state.run.status}, ${state.run.reason}`,
        ).toBe(true);
        const open = currentSteps(state).filter(
          ({ status }) => !settled.has(status) && status !== 'cancelled',
        );
        expect(open, 'steps left open').toEqual([]);
      },
    ),
    { numRuns: runs },
  );
  expect([...ends].sort()).toEqual(['completed', 'failed']);
});

it('U-104: a step comes after all that must be done before it, whatever is sent back', () => {
  fc.assert(
    fc.property(drawn, (steps) => {
      const workflow = write(steps, 4);
      for (const { id, needs } of workflow.steps) {
        const before = stepsBefore(workflow, id);
        expect(before).toEqual(expect.arrayContaining(needs));
        expect(before).not.toContain(id);
      }
    }),
    { numRuns: 50 },
  );
});
