/** How a step ends: done, tried again, passed over, sent back, or stopped for a person (U-98 to U-100). */

import type { AgentResult } from '../domain/agent-result.ts';
import { type AgentId, agentName } from '../domain/agent-role.ts';
import { mostVisits, type OnFailure } from '../domain/workflow.ts';
import { later, type RunEdit } from './edit-run.ts';
import { askPeople, isIdle } from './waiting.ts';

/** What came of working on a step. `handover` is what a person has to do before it holds. */
export type Outcome = { result: AgentResult; handover?: string | null; tokens?: number; costMicros?: number };

export type Decision = { approve: boolean; by: string; note: string | null };

const longestBackoffMs = 24 * 60 * 60_000;

/** The step must be running. */
export function settleOutcome(edit: RunEdit, id: string, outcome: Outcome): void {
  const { result, handover = null, tokens = 0, costMicros = 0 } = outcome;
  const step = edit.step(id);
  edit.set(id, {
    result,
    awaited: false,
    tokens: step.tokens + tokens,
    costMicros: step.costMicros + costMicros,
  });
  settleResult(edit, id, result, handover ?? edit.plan(id).gate?.prompt ?? null);
  stopOverBudget(edit);
}

function settleResult(edit: RunEdit, id: string, result: AgentResult, question: string | null): void {
  const error = result.error ?? result.summary;
  if (result.status === 'failed') settleFailure(edit, id, error);
  else if (result.status === 'blocked') stopForPeople(edit, id, error, 'blocked');
  else if (question !== null) askPeople(edit, id, question);
  else complete(edit, id, null);
}

function complete(edit: RunEdit, id: string, note: string | null): void {
  const step = edit.set(id, { status: 'completed', error: null, note, dueAt: null, finishedAt: edit.now });
  edit.tell('WorkflowStepFinished', { step: id, status: 'completed' });
  const { agent } = edit.plan(id);
  if (agent === null) return;
  const details = [step.result?.summary, note].filter(Boolean).join(' ');
  edit.report({ of: step, agent, result: 'passed', details, error: null, final: false });
}

/** Tries again while the step may be, and does what the step says of failures then. */
export function settleFailure(edit: RunEdit, id: string, error: string): void {
  const { retry } = edit.plan(id);
  const { attempt } = edit.step(id);
  if (attempt > retry.max) {
    giveUp(edit, id, error, edit.plan(id).onFailure);
    return;
  }
  const waitMs = Math.min(retry.backoffMs * 2 ** (attempt - 1), longestBackoffMs);
  edit.set(id, {
    status: 'pending',
    attempt: attempt + 1,
    error,
    dueAt: later(edit.now, waitMs),
    awaited: false,
  });
  edit.tell('WorkflowChanged', { step: id, status: 'pending', attempt: attempt + 1 });
}

function giveUp(edit: RunEdit, id: string, error: string, then: OnFailure): void {
  if (then === 'block') {
    stopForPeople(edit, id, error, 'failed');
    return;
  }
  if (typeof then === 'object' && edit.step(then.goto).visit >= mostVisits) {
    stopForPeople(edit, id, `${error} (sent back ${mostVisits - 1} times already)`, 'failed');
    return;
  }
  markFailed(edit, id, error);
  if (typeof then === 'object') edit.set(id, { reworkTo: then.goto });
  else if (then === 'fail') endRun(edit, 'failed', sayReported(edit, id, error));
  tellFailure(edit, id, error, then === 'fail' ? 'failed' : 'note', then === 'fail');
}

/** The run is paused at this step, until a person has it tried again or ends it. */
function stopForPeople(edit: RunEdit, id: string, error: string, result: 'failed' | 'blocked'): void {
  markFailed(edit, id, error);
  edit.run.status = 'paused';
  edit.run.stoppedAt = id;
  edit.run.reason = sayReported(edit, id, error);
  tellFailure(edit, id, error, result);
}

function markFailed(edit: RunEdit, id: string, error: string): void {
  edit.set(id, {
    status: 'failed',
    error,
    question: null,
    dueAt: null,
    awaited: false,
    finishedAt: edit.now,
  });
  edit.tell('WorkflowStepFinished', { step: id, status: 'failed' });
}

/** A failure that the workflow itself deals with blocks nothing, so the ticket is only told of it; a final one fails it. */
function tellFailure(
  edit: RunEdit,
  id: string,
  error: string,
  result: 'failed' | 'blocked' | 'note',
  final = false,
): void {
  const agent = edit.plan(id).agent ?? ('ticketing' satisfies AgentId);
  const details = result === 'note' ? `Failed: ${error}` : (edit.step(id).result?.summary ?? error);
  edit.report({ of: edit.step(id), agent, result, details, error: result === 'note' ? null : error, final });
}

/** `QA Agent reported: …`. */
function sayReported(edit: RunEdit, id: string, error: string): string {
  const { agent } = edit.plan(id);
  return `${agent === null ? `Step ${id}` : agentName(agent)} reported: ${error}`;
}

/** A person's word on a step that waits for one. */
export function settleDecision(edit: RunEdit, id: string, { approve, by, note }: Decision): void {
  const { gate, agent } = edit.plan(id);
  const said = note ? `${by}: ${note}` : `by ${by}`;
  edit.set(id, { question: null, dueAt: null });
  if (approve) {
    if (agent === null) edit.set(id, { result: { status: 'passed', summary: `Approved ${said}.` } });
    complete(edit, id, `Approved ${said}.`);
    return;
  }
  const error = note ? `${by} said no: ${note}` : `${by} said no`;
  const then = gate ? gate.onReject : edit.plan(id).onFailure;
  if (then !== 'cancel') {
    giveUp(edit, id, error, then);
    return;
  }
  markFailed(edit, id, error);
  endRun(edit, 'cancelled', error);
}

/** Whatever was not finished is called off with it. */
export function endRun(edit: RunEdit, status: 'failed' | 'cancelled', reason: string): void {
  const { run } = edit;
  run.status = status;
  run.reason = reason;
  run.stoppedAt = null;
  run.finishedAt = edit.now;
  for (const step of edit.current()) {
    if (!isIdle(step) && step.status !== 'running' && step.status !== 'waiting_human') continue;
    edit.set(step.stepId, {
      status: 'cancelled',
      question: null,
      dueAt: null,
      awaited: false,
      finishedAt: edit.now,
    });
  }
  edit.tell('WorkflowFinished', { status });
}

/** A run that has used what it may use in all stops and asks; a person may let it go on with as much again. */
function stopOverBudget(edit: RunEdit): void {
  const { run } = edit;
  const said = run.status === 'running' ? sayOverBudget(edit) : null;
  if (said === null) return;
  run.status = 'paused';
  run.reason = `Stopped at ${said}. Resume to allow as much again.`;
  edit.tell('WorkflowChanged', { status: 'paused' });
}

function sayOverBudget({ run, now, ...edit }: RunEdit): string | null {
  const { tokens, dollars, durationMs } = run.workflow.budget;
  const steps = edit.done().state.steps;
  const times = run.budgetsLifted + 1;
  const used = steps.reduce((sum, step) => sum + step.tokens, 0);
  const spent = steps.reduce((sum, step) => sum + step.costMicros, 0) / 1_000_000;
  if (tokens !== null && used >= tokens * times)
    return `its budget of ${(tokens * times).toLocaleString('en')} tokens`;
  if (dollars !== null && spent >= dollars * times) return `its budget of $${(dollars * times).toFixed(2)}`;
  const workedMs = steps.reduce((sum, step) => sum + workedOn(step.startedAt, step.finishedAt ?? now), 0);
  if (durationMs !== null && workedMs >= durationMs * times) return 'its budget of time';
  return null;
}

function workedOn(from: string | null, to: string): number {
  return from === null ? 0 : Math.max(0, Date.parse(to) - Date.parse(from));
}

/** Gives the run to an instance. What another one was at when it went away is done again where it may be (U-101). */
export function takeOver(edit: RunEdit, lease: { owner: string; until: string }): void {
  const { run } = edit;
  run.leaseOwner = lease.owner;
  run.leaseUntil = lease.until;
  run.leaseEpoch += 1;
  for (const { stepId, status, awaited } of edit.current()) {
    if (status !== 'running' || awaited) continue;
    if (edit.plan(stepId).idempotent)
      edit.set(stepId, { status: 'pending', note: 'begun again after a stop', dueAt: null });
    else stopForPeople(edit, stepId, 'nobody knows whether it was done when Docket stopped', 'blocked');
  }
}
