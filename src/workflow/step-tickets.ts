/** Steps that have a ticket of their own: handed to it, and settled by how it ends (U-97, S4-46, U-104). */
import type { Services } from '../catalog/services.ts';
import type { AgentResult } from '../domain/agent-result.ts';
import { executionOf } from '../domain/execution.ts';
import { isFinished } from '../domain/lifecycle.ts';
import type { Caller } from '../domain/principal.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { WorkflowRun } from '../domain/workflow-run.ts';
import type { AgentRunner } from '../ports/agent-runner.ts';
import type { Store } from '../ports/store.ts';
import type { Engine } from './engine.ts';
import { engineItself } from './hold-run.ts';
import { settleOutcome } from './settle-step.ts';
import type { StepBrief, Worked } from './worker.ts';

type Tracking = Pick<Services['tickets'], 'trackStep' | 'cancelSteps'>;

function systemIn({ workspaceId, id }: Pick<WorkflowRun, 'workspaceId' | 'id'>): Caller {
  return { principal: engineItself, roles: [], workspaceId, via: 'system', threadId: null, runId: id };
}

/** The dispatcher begins it; the step waits until it has ended. One that has ended already is the answer. */
export async function trackInTicket(tickets: Tracking, brief: StepBrief): Promise<Worked> {
  const { run, step, visit, attempt, ticket } = brief;
  const about = ticket?.ticket;
  const tracked = await tickets.trackStep(systemIn(run), {
    ...{ parentId: about?.id ?? null, runId: run.id, stepId: `${step.id}.${visit}.${attempt}` },
    ...{ agent: step.agent!, threadId: run.threadId, outputSchema: step.outputSchema },
    title: about ? `${step.task} (${about.key})` : step.task,
    description: describe(brief),
  });
  return isFinished(tracked.work.status)
    ? { kind: 'answered', answer: resultOf([tracked]) }
    : { kind: 'awaited' };
}

function describe({ run, step, ticket, earlier }: StepBrief): string {
  const about = ticket?.ticket;
  const before = earlier.map(({ stepId, result }) => `- ${stepId}: ${result.summary}`);
  return [
    step.task,
    about && `Step "${step.id}" of "${run.workflow.name}" on ${about.key} "${about.title}".`,
    about?.description.trim(),
    before.length > 0 && `## What was found so far\n\n${before.join('\n')}`,
  ]
    .filter(Boolean)
    .join('\n\n');
}

export function resultOf(tickets: readonly Ticket[]): AgentResult {
  const bad = tickets.find(({ work }) => work.status !== 'done');
  if (bad) {
    const { status, errorMessage, resolutionDetail } = bad.work;
    const why = errorMessage ?? resolutionDetail;
    const error = `${bad.key} ${status === 'failed' ? 'has failed' : 'was cancelled'}${why ? `: ${why}` : ''}`;
    return { status: 'failed', summary: error, error: error.slice(0, 2000) };
  }
  const output =
    tickets.length === 1 ? executionOf(tickets[0]!).output : tickets.map((one) => executionOf(one).output);
  const summary = `${tickets.map(({ key }) => key).join(', ')} done.`;
  return {
    status: 'passed',
    summary,
    ...(output == null ? {} : { output: output as NonNullable<AgentResult['output']> }),
  };
}

/** Said more than once, it settles the step once; a try that is over is left alone. */
export function createStepSettling({
  engine,
  store,
}: {
  engine: Engine;
  store: Pick<Store, 'workflows' | 'tickets'>;
}): AgentRunner['settleStep'] {
  return async ({ workspaceId, runId, stepId, ticketIds }) => {
    const [id, visit, attempt] = (stepId ?? '').split('.');
    const state = await store.workflows.get(workspaceId, runId);
    // Tickets of a pipeline that is no run of a workflow are settled by whoever has that pipeline.
    if (!state?.run.workflow.steps.some((step) => step.id === id)) return;
    const result = resultOf(await store.tickets.list(workspaceId, { ids: ticketIds }));
    await engine.steer({ workspaceId, actor: engineItself, runId }, (edit) => {
      const step = edit.step(id!);
      const isIt = step.visit === Number(visit) && step.attempt === Number(attempt);
      if (step.status === 'running' && isIt) settleOutcome(edit, id!, { result });
    });
  };
}

/** What a run that was called off, or has failed, still has open is called off with it. */
export async function cancelTickets(
  tickets: Tracking,
  run: Pick<WorkflowRun, 'workspaceId' | 'id'>,
): Promise<void> {
  await tickets.cancelSteps(systemIn(run), run.id);
}
