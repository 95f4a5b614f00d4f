/** What people do to a run: begin it, pause it, let it go on, have a step tried again, decide, and call it off. */
import { DocketError } from '../domain/errors.ts';
import type { WorkflowStep } from '../domain/workflow.ts';
import { hasEnded, type RunState, type WorkflowRun } from '../domain/workflow-run.ts';
import { type Edited, editRun, freshStep, type RunEdit } from './edit-run.ts';
import { type Decision, endRun, settleDecision } from './settle-step.ts';
import { holdsUp } from './waiting.ts';

export type NewRun = Pick<
  WorkflowRun,
  'id' | 'workspaceId' | 'ticketId' | 'threadId' | 'workflow' | 'source' | 'inputs' | 'startedBy'
> & {
  /** Whoever is to see it was shown nothing of it yet. */
  byItself?: boolean;
};

export function beginRun({ byItself = false, ...given }: NewRun, now: string): Edited {
  const run: WorkflowRun = {
    ...given,
    ...{ workflowId: given.workflow.id, workflowVersion: given.workflow.version },
    ...{ status: 'running', reason: null, stoppedAt: null, budgetsLifted: 0, reports: [], rev: 0 },
    ...{ leaseOwner: null, leaseUntil: null, leaseEpoch: 0, wakeAt: now },
    ...{ createdAt: now, updatedAt: now, finishedAt: null },
  };
  const steps = given.workflow.steps.map(({ id }) => freshStep(run, id));
  const edit = editRun({ run, steps }, now);
  for (const { id } of given.workflow.steps)
    edit.set(id, given.workflow.alertAll ? { status: 'standby' } : {});
  edit.tell('WorkflowStarted', { version: given.workflow.version, ...(byItself ? { by_itself: true } : {}) });
  return edit.done();
}

/** Throws INVALID_TRANSITION for a run that has ended or is paused already. */
export function pauseRun(edit: RunEdit, by: string): void {
  requireGoing(edit.run);
  if (edit.run.status === 'paused') throw refuse('is paused already', 'Press Resume to let it go on.');
  edit.run.status = 'paused';
  edit.run.reason = `Paused by ${by}.`;
  edit.tell('WorkflowChanged', { status: 'paused' });
}

/** Throws INVALID_TRANSITION for a run that is not paused, or that a failed step holds up. */
export function resumeRun(edit: RunEdit): void {
  const { run } = edit;
  requireGoing(run);
  if (run.status !== 'paused') throw refuse('is not paused', 'There is nothing to resume.');
  const stopped = run.stoppedAt;
  if (
    stopped !== null &&
    edit.step(stopped).status === 'failed' &&
    edit.plan(stopped).onFailure !== 'continue'
  ) {
    throw refuse(
      `waits at the step ${run.stoppedAt}`,
      'Press Retry step once what stopped it is mended, or Cancel.',
    );
  }
  if (run.reason?.startsWith('Stopped at its budget')) run.budgetsLifted += 1;
  run.status = 'running';
  run.reason = null;
  run.stoppedAt = null;
  edit.tell('WorkflowChanged', { status: 'running' });
}

/** Tries a failed step once more, the one the run stopped at unless one is named. Throws INVALID_TRANSITION and NOT_FOUND. */
export function retryStep(edit: RunEdit, named: string | null): void {
  const { run } = edit;
  requireGoing(run);
  const failed = edit.current().filter((one) => holdsUp(edit, one));
  const step =
    named === null
      ? (failed.find(({ stepId }) => stepId === run.stoppedAt) ?? failed[0])
      : findStep(edit, named);
  if (!step || !failed.includes(step)) {
    throw refuse(
      named === null ? 'has no step that failed' : `has no failed step ${named}`,
      'Only a step that failed can be tried again.',
    );
  }
  edit.set(step.stepId, {
    status: 'pending',
    attempt: step.attempt + 1,
    dueAt: null,
    finishedAt: null,
    result: null,
  });
  if (run.stoppedAt === step.stepId) {
    run.stoppedAt = null;
    run.reason = null;
    run.status = 'running';
  }
  edit.tell('WorkflowChanged', { step: step.stepId, status: 'pending' });
}

/** Throws INVALID_TRANSITION for a run that has ended already. */
export function cancelRun(edit: RunEdit, reason: string): void {
  requireGoing(edit.run);
  endRun(edit, 'cancelled', reason);
}

/** Throws STALE when the step does not wait for a decision any more, and NOT_FOUND. */
export function decideStep(edit: RunEdit, named: string, decision: Decision): void {
  const step = findStep(edit, named);
  if (step.status !== 'waiting_human') {
    throw new DocketError('STALE', {
      message: `The step ${named} does not wait for a decision any more. Nothing was changed.`,
      remedy: 'Look at the card of the run again.',
    });
  }
  settleDecision(edit, named, decision);
}

/** The one step that waits for people, or the one of this name. Throws NOT_FOUND and AMBIGUOUS. */
export function findWaiting({ run, ...state }: RunState, named: string | null): WorkflowStep {
  const edit = editRun({ run, ...state }, run.updatedAt);
  if (named !== null) return edit.plan(findStep(edit, named).stepId);
  const waiting = edit.current().filter(({ status }) => status === 'waiting_human');
  if (waiting.length === 1) return edit.plan(waiting[0]!.stepId);
  throw new DocketError(waiting.length === 0 ? 'NOT_FOUND' : 'AMBIGUOUS', {
    message:
      waiting.length === 0
        ? 'No step of this run waits for a person.'
        : `${waiting.length} steps wait for a person.`,
    remedy:
      waiting.length === 0
        ? 'Look at the card of the run again.'
        : `Name one: ${waiting.map(({ stepId }) => stepId).join(', ')}.`,
  });
}

function findStep(edit: RunEdit, named: string) {
  const found = edit.current().find(({ stepId }) => stepId === named);
  if (found) return found;
  throw new DocketError('NOT_FOUND', {
    message: `The run has no step "${named}". Nothing was changed.`,
    remedy: `Its steps are: ${edit
      .current()
      .map(({ stepId }) => stepId)
      .join(', ')}.`,
  });
}

function requireGoing(run: WorkflowRun): void {
  if (hasEnded(run))
    throw refuse(`has ended (${run.status})`, 'Start it anew with: /docket run <workflow> <ticket>');
}

function refuse(what: string, remedy: string): DocketError {
  return new DocketError('INVALID_TRANSITION', { message: `This run ${what}. Nothing was changed.`, remedy });
}
