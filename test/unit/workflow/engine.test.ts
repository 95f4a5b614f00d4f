/** Runs on real storage: order, parallel work, ways taken, failures, people, time, and what is left after a stop. */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { cancelRun, decideStep, pauseRun, resumeRun, retryStep } from '../../../src/workflow/steer-run.ts';
import { shareTestStorage, type TestStorage } from '../../support/storage.ts';
import {
  failing,
  forever,
  openWorkflowDesk,
  passed,
  slowly,
  type WorkflowDesk,
} from '../../support/workflow-desk.ts';

let storage: TestStorage;
let desk: WorkflowDesk;
beforeAll(async () => {
  storage = await shareTestStorage();
});
beforeEach(async () => {
  desk = await openWorkflowDesk(storage);
});
afterAll(() => storage.close());

const chain = 'steps: [{ id: a, agent: research }, { id: b, agent: engineer }, { id: c, agent: qa }]';

it('S2-25, S2-41, U-97: a sequence runs in order, tells its start and end, and the last success is the final one', async () => {
  const { run } = await desk.run(chain);
  expect(run).toMatchObject({
    status: 'completed',
    leaseOwner: null,
    wakeAt: null,
    workflowVersion: 1,
    source: chain,
  });
  expect(desk.begun).toEqual(['a', 'b', 'c']);
});

it('U-91, U-96: what needs nothing of each other overlaps, up to the limit, and waits for nobody else', async () => {
  let at = 0;
  let most = 0;
  const overlapping = async () => {
    at += 1;
    most = Math.max(most, at);
    await sleep(30);
    at -= 1;
    return passed();
  };
  for (const id of ['g1-research', 'g1-security', 'g1-ops']) desk.script.set(id, [overlapping]);
  await desk.run(
    'parallel_groups: [{ group: 1, agents: [research, security, ops] }, { group: 2, agents: [qa], depends_on_group: 1 }]',
  );
  expect(most).toBe(3);
  expect(desk.begun.at(-1)).toBe('g2-qa');
  most = 0;
  for (const id of ['a', 'b', 'c']) desk.script.set(id, [overlapping]);
  await desk.run(
    'max_parallel: 2\nsteps: [{ id: a, agent: qa, needs: [] }, { id: b, agent: qa, needs: [] }, { id: c, agent: qa, needs: [] }]',
  );
  expect(most).toBe(2);
});

it('U-96: a step does not wait for slow steps it does not need', async () => {
  desk.script.set('slow', [slowly(60)]);
  await desk.run(
    'steps: [{ id: slow, agent: qa, needs: [] }, { id: fast, agent: ops, needs: [] }, { id: next, agent: ops, needs: [fast] }]',
  );
  expect(desk.begun).toEqual(['slow', 'fast', 'next']);
});

it.each([
  [passed(undefined, ['performance_issue', 'security_issue']), 'security', 'completed'],
  [passed({ performance_issue: 'slow query' }), 'ops', 'completed'],
  [passed(), 'engineer', 'completed'],
])('S2-27, U-92: the first way that holds is taken, and the others are skipped', async (answer, way) => {
  desk.script.set('research', [async () => answer]);
  const { run } = await desk.run(
    'initial: research\nconditions: { if_security_issue: security, if_performance_issue: ops, default: engineer }',
  );
  const statuses = await desk.statuses(run.id);
  expect(statuses).toEqual({
    research: 'completed',
    security: 'skipped',
    ops: 'skipped',
    engineer: 'skipped',
    [way]: 'completed',
  });
});

it('U-92: with match: all every way that holds is taken, and without a default the run ends where none does', async () => {
  desk.script.set('research', [async () => passed(undefined, ['x', 'y'])]);
  const both = await desk.run(
    'match: all\ninitial: research\nconditions: { if_x: security, if_y: ops, default: qa }',
  );
  expect(await desk.statuses(both.run.id)).toEqual({
    research: 'completed',
    security: 'completed',
    ops: 'completed',
    qa: 'skipped',
  });
  const none = await desk.run('initial: research\nconditions: { if_x: security }');
  expect(none.run.status).toBe('completed');
});

it('U-94: what a condition skips counts as done, and a step whose needs were all skipped is skipped too', async () => {
  const text = `inputs: [deep]
steps:
 - { id: a, agent: research }
 - { id: b, agent: security, needs: [a], when: 'inputs.deep == "yes"' }
 - { id: c, agent: qa, needs: [b] }
 - { id: d, agent: qa, needs: [a, b] }`;
  const { run } = await desk.run(text, { inputs: { deep: 'no' } });
  expect(await desk.statuses(run.id)).toEqual({ a: 'completed', b: 'skipped', c: 'skipped', d: 'completed' });
});

it('U-98: a failed step is tried again after its wait, and then holds the run up until a person has it retried', async () => {
  desk.script.set('b', [failing, failing, failing]);
  const id = await desk.begin(
    'steps: [{ id: a, agent: research }, { id: b, agent: qa, retry: { max: 1, backoff: 20ms } }, { id: c, agent: ops }]',
  );
  await desk.engine.settled([id]);
  const { run } = await desk.state(id);
  expect(run).toMatchObject({ status: 'paused', stoppedAt: 'b', reason: 'QA Agent reported: it broke' });
  expect(desk.begun).toEqual(['a', 'b', 'b']);
  expect((await desk.steer(id, (edit) => retryStep(edit, null))).run.status).toBe('paused');
  expect((await desk.steer(id, (edit) => retryStep(edit, null))).run.status).toBe('completed');
  expect(desk.begun).toEqual(['a', 'b', 'b', 'b', 'b', 'c']);
});

it('U-98: a failure may fail the run, or be passed over', async () => {
  desk.script.set('a', [failing, failing]);
  const failed = await desk.run('steps: [{ id: a, agent: qa, on_failure: fail }, { id: b, agent: ops }]');
  expect(failed.run).toMatchObject({ status: 'failed', reason: 'QA Agent reported: it broke' });
  expect(await desk.statuses(failed.run.id)).toEqual({ a: 'failed', b: 'cancelled' });
  const passedOver = await desk.run(
    'steps: [{ id: a, agent: qa, on_failure: continue }, { id: b, agent: ops }]',
  );
  expect(passedOver.run.status).toBe('completed');
  expect(await desk.statuses(passedOver.run.id)).toEqual({ a: 'failed', b: 'completed' });
});

it('U-98: work is sent back at most twice, with all that depends on it, and then a person is asked', async () => {
  desk.script.set('test', [failing, failing, failing]);
  const { run } = await desk.run(
    'steps: [{ id: fix, agent: engineer }, { id: notes, agent: documentation, needs: [fix] }, { id: test, agent: qa, needs: [fix], on_failure: goto:fix }]',
  );
  expect(desk.begun.filter((one) => one.startsWith('fix'))).toEqual(['fix', 'fix#2', 'fix#3']);
  expect(desk.begun.filter((one) => one.startsWith('notes'))).toHaveLength(3);
  expect(run).toMatchObject({ status: 'paused', stoppedAt: 'test' });
  expect((await desk.steer(run.id, (edit) => retryStep(edit, 'test'))).run.status).toBe('completed');
});

it('U-99: an answer that is no result is asked for once more, and is a failure then', async () => {
  desk.script.set('a', [{ summary: 'no status' }, async ({ complaint }) => passed({ complaint })]);
  const mended = await desk.run('steps: [{ id: a, agent: qa }]');
  expect(mended.steps[0]).toMatchObject({
    status: 'completed',
    result: { output: { complaint: expect.stringContaining('status') } },
  });
  desk.script.set('a', ['nonsense', 'nonsense']);
  const lost = await desk.run('steps: [{ id: a, agent: qa, on_failure: fail }]');
  expect(lost.steps[0]!.error).toMatch(/^Malformed agent result: /);
});

it('U-99: output that the schema of the step refuses is asked for once more', async () => {
  const text = 'steps: [{ id: a, agent: qa, output_schema: { type: object, required: [verdict] } }]';
  desk.script.set('a', [async () => passed({}), async ({ complaint }) => passed({ verdict: complaint! })]);
  expect((await desk.run(text)).steps[0]!.result?.output).toMatchObject({
    verdict: expect.stringContaining("'verdict'"),
  });
});

it('gives a step up that takes longer than it may', async () => {
  desk.script.set('a', [forever]);
  const { run } = await desk.run('steps: [{ id: a, agent: qa, timeout: 30ms }]');
  expect(run).toMatchObject({ status: 'paused', reason: 'QA Agent reported: it took longer than 30 ms' });
});

const gated = `steps:
 - { id: a, agent: engineer }
 - { id: ok, gate: { approvers: [tech_lead], prompt: "Deploy?", on_reject: goto:a } }
 - { id: b, agent: ops }`;

it('U-100: a gate waits for a person, who lets the run go on or sends it back', async () => {
  const { run } = await desk.run(gated);
  expect(run).toMatchObject({ status: 'running', leaseOwner: null, wakeAt: null });
  expect(await desk.statuses(run.id)).toEqual({ a: 'completed', ok: 'waiting_human', b: 'pending' });
  await desk.steer(run.id, (edit) =>
    decideStep(edit, 'ok', { approve: false, by: 'Dana', note: 'too slow' }),
  );
  expect(desk.begun).toEqual(['a', 'a#2']);
  const done = await desk.steer(run.id, (edit) =>
    decideStep(edit, 'ok', { approve: true, by: 'Dana', note: null }),
  );
  expect(done.run.status).toBe('completed');
  expect(desk.begun).toEqual(['a', 'a#2', 'b']);
});

it('U-100: a gate that nobody decides in time decides itself as it says', async () => {
  const { run } = await desk.run(
    gated.replace('on_reject: goto:a', 'on_reject: cancel, timeout: 20ms, on_timeout: reject'),
  );
  expect(run).toMatchObject({ status: 'cancelled', reason: 'Nobody said no: nobody decided in time' });
});

it('U-104: a paused run starts nothing, goes on when it is resumed, and a cancelled one ends with all its steps', async () => {
  const held = Promise.withResolvers<void>();
  desk.script.set('a', [() => held.promise.then(() => passed())]);
  const id = await desk.begin(chain);
  while (!desk.begun.includes('a')) await sleep(2);
  const about = {
    workspaceId: desk.workspaceId,
    actor: { kind: 'user', id: 'x', name: 'X' },
    runId: id,
  } as const;
  await desk.engine.steer(about, (edit) => pauseRun(edit, 'Dana'));
  held.resolve();
  await desk.engine.settled([id]);
  expect((await desk.state(id)).run.status).toBe('paused');
  expect(desk.begun).toEqual(['a']);
  desk.script.set('c', [forever]);
  await desk.engine.steer(about, resumeRun);
  while (!desk.begun.includes('c')) await sleep(2);
  const { run } = await desk.steer(id, (edit) => cancelRun(edit, 'Not needed.'));
  expect(run).toMatchObject({ status: 'cancelled', reason: 'Not needed.' });
  expect(await desk.statuses(id)).toEqual({ a: 'completed', b: 'completed', c: 'cancelled' });
  await expect(desk.steer(id, resumeRun)).rejects.toThrow('has ended (cancelled)');
});

it('a run that has used up its budget stops, and a person lets it go on', async () => {
  for (const id of ['a', 'b', 'c']) desk.script.set(id, [async () => ({ ...passed(), tokens: 600 })]);
  const { run } = await desk.run(`budget: { tokens: 1000 }\n${chain}`);
  expect(run).toMatchObject({
    status: 'paused',
    reason: expect.stringContaining('its budget of 1,000 tokens'),
  });
  expect(desk.begun).toEqual(['a', 'b']);
  expect((await desk.steer(run.id, resumeRun)).run.status).toBe('completed');
});

it('U-61: two instances never work on the same run at once', async () => {
  const other = desk.openEngine();
  desk.script.set('a', [slowly(30)]);
  const id = await desk.begin(chain);
  await Promise.all([other.recover(), other.recover(), desk.engine.recover()]);
  await Promise.all([desk.engine.settled([id]), other.settled([id])]);
  await other.recover();
  await other.settled([id]);
  expect(desk.begun).toEqual(['a', 'b', 'c']);
});

it('U-101: what a stopped instance had finished is not done again, and what it was at is', async () => {
  desk.script.set('b', [forever]);
  const id = await desk.begin(chain);
  while (!desk.begun.includes('b')) await sleep(2);
  await desk.engine.stop();
  const next = desk.openEngine();
  await next.recover();
  await next.settled([id]);
  expect((await desk.state(id)).run.status).toBe('completed');
  expect(desk.begun).toEqual(['a', 'b', 'b', 'c']);
});

it('U-101: a step that must not be done twice waits for a person after a stop', async () => {
  desk.script.set('b', [forever]);
  const id = await desk.begin(chain.replace('agent: engineer', 'agent: engineer, idempotent: false'));
  while (!desk.begun.includes('b')) await sleep(2);
  await desk.engine.stop();
  const next = desk.openEngine();
  await next.recover();
  await next.settled([id]);
  expect((await desk.state(id)).run).toMatchObject({
    status: 'paused',
    stoppedAt: 'b',
    reason: expect.stringContaining('nobody knows'),
  });
});

it('what an instance that lost its lease still comes up with does not count', async () => {
  let answer = (_worked: unknown) => {};
  desk.script.set('a', [() => new Promise((resolve) => (answer = resolve as never))]);
  const id = await desk.begin('steps: [{ id: a, agent: research }]');
  while (!desk.begun.includes('a')) await sleep(2);
  // Another instance finds the lease run out, as it would be after a long stall of this one.
  const { run } = await desk.state(id);
  const stalled = {
    ...run,
    rev: run.rev + 1,
    leaseUntil: new Date(0).toISOString(),
    wakeAt: new Date(0).toISOString(),
  };
  expect(await storage.store.workflows.swap(stalled, [], [])).toBe(true);
  const other = desk.openEngine();
  await other.recover();
  await other.settled([id]);
  answer(passed({ from: 'the one before' }));
  await desk.engine.settled([id]);
  const { run: after, steps } = await desk.state(id);
  expect(after.status).toBe('completed');
  expect(steps[0]!.result?.output).toBeUndefined();
});
