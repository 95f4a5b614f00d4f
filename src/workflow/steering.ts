/** What people say to runs, checked and carried out. */

import { DocketError } from '../domain/errors.ts';
import type { Id } from '../domain/ids.ts';
import { type Caller, requirePerson, requireWriter } from '../domain/principal.ts';
import type { TicketView } from '../domain/ticket-view.ts';
import type { WorkflowStep } from '../domain/workflow.ts';
import { currentSteps, type RunState, type WorkflowRun } from '../domain/workflow-run.ts';
import type { RunView } from '../domain/workflow-view.ts';
import type { Store } from '../ports/store.ts';
import type { StepWord, Workflows } from '../ports/workflows.ts';
import { noRun } from './change-run.ts';
import type { RunEdit } from './edit-run.ts';
import type { Engine } from './engine.ts';
import { cancelRun, decideStep, findWaiting, pauseRun, resumeRun, retryStep } from './steer-run.ts';

type Deps = {
  engine: Engine;
  store: Pick<Store, 'workflows'>;
  ticketOf(run: WorkflowRun): Promise<TicketView | null>;
};

export function viewRun(state: RunState, view: TicketView | null): RunView {
  const { run, steps } = state;
  const ticket = view && {
    key: view.ticket.key,
    title: view.ticket.title,
    workStatus: view.ticket.work.status,
    review: view.ticket.review.status,
  };
  const tokens = steps.reduce((sum, step) => sum + step.tokens, 0);
  const costMicros = steps.reduce((sum, step) => sum + step.costMicros, 0);
  return { run, steps: currentSteps(state), ticket, tokens, costMicros };
}

export function createSteering({
  engine,
  store,
  ticketOf,
}: Deps): Pick<Workflows, 'pause' | 'resume' | 'retry' | 'cancel' | 'decide'> {
  const steer = async (caller: Caller, runId: Id, change: (edit: RunEdit) => void): Promise<RunView> => {
    requireWriter(caller);
    const { workspaceId, principal: actor } = caller;
    const state = await engine.steer({ workspaceId, actor, runId }, change);
    return viewRun(state, await ticketOf(state.run));
  };
  return {
    pause: (caller, runId) => steer(caller, runId, (edit) => pauseRun(edit, caller.principal.name)),
    resume: (caller, runId) => steer(caller, runId, resumeRun),
    retry: (caller, runId, step) => steer(caller, runId, (edit) => retryStep(edit, step)),
    cancel: (caller, runId) =>
      steer(caller, runId, (edit) => cancelRun(edit, `Cancelled by ${caller.principal.name}.`)),
    async decide(caller, runId, word) {
      requirePerson(caller, 'decide on a step of a workflow');
      const before = await store.workflows.get(caller.workspaceId, runId);
      if (!before) throw noRun();
      const step = findWaiting(before, word.step);
      requireApprover(caller, step);
      return steer(caller, runId, (edit) => decide(edit, step.id, word, caller));
    },
  };
}

function decide(edit: RunEdit, id: string, { approve, note, seen }: StepWord, { principal }: Caller): void {
  const { visit, attempt } = edit.step(id);
  if (seen && (seen.visit !== visit || seen.attempt !== attempt)) {
    throw new DocketError('STALE', {
      message: `The step ${id} was worked on again since this card was shown. Nothing was decided.`,
      remedy: 'Look at the card of the run again.',
    });
  }
  decideStep(edit, id, { approve, by: principal.name, note });
}

/** Whoever has one of the gate's roles; owners and admins always. */
function requireApprover({ roles, principal }: Caller, { id, gate }: WorkflowStep): void {
  const approvers = gate?.approvers ?? [];
  if (
    approvers.length === 0 ||
    roles.some((role) => role === 'owner' || role === 'admin' || approvers.includes(role))
  )
    return;
  throw new DocketError('FORBIDDEN', {
    message: `${principal.name} may not decide on the step ${id}: that is for ${approvers.map((role) => role.replaceAll('_', ' ')).join(' or ')}. Nothing was decided.`,
    remedy: 'Ask one of them, or an owner of the workspace.',
  });
}
