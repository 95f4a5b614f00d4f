/** Steps of workflows that are tracked by a ticket of their own (U-97): made once for each try, and called off with their run. */
import type { AgentId } from '../domain/agent-role.ts';
import { executionOf, newExecution } from '../domain/execution.ts';
import type { Id } from '../domain/ids.ts';
import { isFinished } from '../domain/lifecycle.ts';
import type { Caller } from '../domain/principal.ts';
import type { Ticket } from '../domain/ticket.ts';
import { inside, type PeopleDeps } from './inside.ts';
import { readContract } from './output-contract.ts';
import { moveTicket } from './work.ts';

export type StepTicketWish = {
  /** The ticket of the run; null where it has none. */
  parentId: Id | null;
  runId: Id;
  /** One try of a step, unlike any other of the run. */
  stepId: string;
  agent: AgentId;
  title: string;
  description: string;
  threadId: Id | null;
  outputSchema: Record<string, unknown> | null;
};

export type StepTracking = {
  /** The ticket of this try, made where there is none yet; its agent begins by itself. Throws what `mutate` throws. */
  trackStep(caller: Caller, wish: StepTicketWish): Promise<Ticket>;
  /** Cancels what is not finished of a run's tickets; gives how many those were. */
  cancelSteps(caller: Caller, runId: Id): Promise<number>;
};

export function createStepTracking(deps: PeopleDeps): StepTracking {
  return {
    trackStep: (caller, wish) =>
      inside(deps, caller, async ({ nouns, scope, ids, addTickets }) => {
        const { workspaceId } = caller;
        const { runId, stepId, parentId, agent, outputSchema: schema } = wish;
        const of = await nouns.tickets.list(workspaceId, { pipelineRunId: runId });
        const known = of.find((ticket) => executionOf(ticket).pipeline?.stepId === stepId);
        if (known) return known;
        const parent = parentId === null ? null : await nouns.tickets.get(workspaceId, parentId);
        const [made] = await addTickets(nouns, scope, [
          {
            ...{
              id: ids.next(),
              type: 'task',
              title: wish.title.slice(0, 256),
              description: wish.description,
            },
            ...{ criteria: [], labels: [], priority: parent?.priority ?? 0, effort: null, parentId },
            ...{
              review: null,
              effortRange: null,
              suggestedAfter: [],
              assigneeId: agent,
              assigneeType: 'agent',
            },
            execution: {
              ...newExecution(),
              ...{ failurePolicy: 'fail', threadId: wish.threadId, pipeline: { runId, stepId } },
              contract: schema && readContract(schema),
            },
            origin: {
              ...{ kind: 'pipelineStep', madeBy: 'rules', documentId: parent?.origin.documentId ?? null },
              ...{
                documentVersion: null,
                primaryBlockId: null,
                sourceLines: [],
                sourceQuote: null,
                sourceKey: null,
              },
            },
          },
        ]);
        return made!;
      }),
    cancelSteps: (caller, runId) =>
      inside(deps, caller, async ({ nouns, scope, mutate, clock }) => {
        const of = await nouns.tickets.list(caller.workspaceId, { pipelineRunId: runId });
        const open = of.filter(({ work }) => !isFinished(work.status));
        const move = { to: 'cancelled' as const, by: caller.principal, at: clock.now().toISOString() };
        for (const { id } of open) await mutate(nouns, scope, id, (current) => moveTicket(current, move));
        return open.length;
      }),
  };
}
