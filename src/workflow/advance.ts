/** What a run does next by itself: skips what is not taken, starts what is ready, sends work back, and ends. */
import { agentName } from '../domain/agent-role.ts';
import { stepsAfter } from '../domain/workflow.ts';
import type { StepRun } from '../domain/workflow-run.ts';
import { isSettled, type TicketFacts, whySkipped } from './conditions.ts';
import type { RunEdit } from './edit-run.ts';
import { settleDecision, settleFailure } from './settle-step.ts';
import { askPeople, holdsUp, isIdle } from './waiting.ts';

/** Gives the steps that were started, which somebody must now work on. Starts nothing in a run that does not run. */
export function advance(edit: RunEdit, ticket: TicketFacts): StepRun[] {
  expire(edit);
  sendBack(edit);
  const started: string[] = [];
  // A skipped step may make the next one ready; each pass settles at least one, or is the last.
  for (let isMoving = true; isMoving && edit.run.status === 'running'; ) {
    isMoving = false;
    for (const { stepId } of edit.current().filter(isIdle)) {
      const moved = moveStep(edit, stepId, ticket);
      if (moved === 'started') started.push(stepId);
      isMoving ||= moved !== 'waits';
    }
  }
  finishWhenSettled(edit);
  pauseWhenHeldUp(edit);
  return started.map(edit.step);
}

function moveStep(edit: RunEdit, id: string, ticket: TicketFacts): 'waits' | 'settled' | 'started' {
  const { agent, gate } = edit.plan(id);
  const { dueAt } = edit.step(id);
  if (!needsAreMet(edit, id)) return 'waits';
  const skipped = whySkipped(edit, id, ticket);
  if (skipped !== null) {
    edit.set(id, { status: 'skipped', note: skipped, finishedAt: edit.now });
    edit.tell('WorkflowStepFinished', { step: id, status: 'skipped' });
    return 'settled';
  }
  if (dueAt !== null && dueAt > edit.now) return 'waits';
  if (agent === null && gate !== null) {
    askPeople(edit, id, gate.prompt);
    return 'settled';
  }
  const running = edit.current().filter(({ status, awaited }) => status === 'running' && !awaited).length;
  if (running >= edit.run.workflow.maxParallel) return 'waits';
  startStep(edit, id);
  return 'started';
}

function startStep(edit: RunEdit, id: string): void {
  const step = edit.set(id, {
    ...{ status: 'running', epoch: edit.run.leaseEpoch, startedAt: edit.now, finishedAt: null },
    ...{ dueAt: null, question: null, note: null, awaited: false },
  });
  const { agent, task } = edit.plan(id);
  edit.tell('WorkflowStepStarted', { step: id, agent });
  edit.report({ of: step, agent: agent!, result: 'started', details: task, error: null, final: false });
}

/** What nobody decided in time, and what a program elsewhere never answered. */
function expire(edit: RunEdit): void {
  if (edit.run.status !== 'running') return;
  for (const { stepId, status, dueAt, awaited } of edit.current()) {
    if (dueAt === null || dueAt > edit.now) continue;
    const { gate } = edit.plan(stepId);
    if (status === 'running' && awaited) settleFailure(edit, stepId, 'no answer came in time');
    if (status !== 'waiting_human' || !gate) continue;
    const approve = gate.onTimeout === 'approve';
    settleDecision(edit, stepId, { approve, by: 'Nobody', note: 'nobody decided in time' });
  }
}

/** Work goes back when nothing that depends on it is under way any more (U-98). */
function sendBack(edit: RunEdit): void {
  if (edit.run.status !== 'running') return;
  for (const { stepId, reworkTo, note, error } of edit.current()) {
    if (reworkTo === null) continue;
    const again = [reworkTo, ...stepsAfter(edit.run.workflow, [reworkTo])];
    if (again.some((id) => edit.step(id).status === 'running')) continue;
    const visit = edit.step(reworkTo).visit + 1;
    edit.set(stepId, { reworkTo: null });
    for (const id of again) {
      if (edit.step(id).status === 'waiting_human')
        edit.set(id, { status: 'cancelled', finishedAt: edit.now });
      if (!isIdle(edit.step(id))) edit.visitAgain(id, Math.max(visit, edit.step(id).visit + 1));
    }
    edit.set(reworkTo, { note: `sent back: ${error ?? note ?? ''}`.slice(0, 300) });
    edit.tell('WorkflowChanged', { step: stepId, sent_back_to: reworkTo });
  }
}

function finishWhenSettled(edit: RunEdit): void {
  const { run } = edit;
  const steps = edit.current();
  if (run.status !== 'running' || !steps.every((step) => isSettled(edit, step))) return;
  run.status = 'completed';
  run.finishedAt = edit.now;
  run.reason = null;
  edit.tell('WorkflowFinished', { status: 'completed' });
  const last = steps.findLast((step) => step.status === 'completed' && edit.plan(step.stepId).agent !== null);
  if (run.workflow.onComplete === null || !last) return;
  const agent = edit.plan(last.stepId).agent!;
  // The last success is what closes the ticket (S2-41); where it was told already, closing follows it.
  const told = run.reports.find(
    ({ key, result }) => result === 'passed' && key.startsWith(`${last.stepId}.${last.visit}.`),
  );
  const { output } = last.result ?? {};
  if (told) Object.assign(told, { final: true }, output === undefined ? {} : { output });
  else {
    const details = `${agentName(agent)}: the workflow "${run.workflow.name}" is done.`;
    edit.report({
      of: { ...last, attempt: last.attempt + 1000 },
      agent,
      result: 'passed',
      details,
      error: null,
      final: true,
      ...(output === undefined ? {} : { output }),
    });
  }
}

/** What a step needs is done. One that is to be tried again may wait for work that was sent back meanwhile. */
function needsAreMet(edit: RunEdit, id: string): boolean {
  return edit.plan(id).needs.every((need) => isSettled(edit, edit.step(need)));
}

/** Where only failed steps are left to move, a person has to. */
function pauseWhenHeldUp(edit: RunEdit): void {
  const { run } = edit;
  const steps = edit.current();
  const held = steps.find((step) => holdsUp(edit, step));
  if (run.status !== 'running' || !held) return;
  const isMoving = steps.some(
    ({ stepId, status, dueAt, reworkTo }) =>
      status === 'running' ||
      status === 'waiting_human' ||
      reworkTo !== null ||
      (status === 'pending' && dueAt !== null && needsAreMet(edit, stepId)),
  );
  if (isMoving) return;
  run.status = 'paused';
  run.stoppedAt = held.stepId;
  run.reason = held.error;
  edit.tell('WorkflowChanged', { status: 'paused' });
}
