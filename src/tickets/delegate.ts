/** Work that an agent hands on: a child of its ticket, for another agent, never too deep and never in a circle (S4-36). */
import { DocketError } from '../domain/errors.ts';
import { executionOf, newExecution, refuseDelegation } from '../domain/execution.ts';
import type { Id } from '../domain/ids.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Nouns } from '../ports/store.ts';
import { readContract } from './output-contract.ts';
import type { Splitting } from './split.ts';
import { getLive } from './view.ts';

export type Delegation = {
  title: string;
  description?: string | undefined;
  /** Who is to do it, and who hands it on. */
  assignedAgentId: string;
  delegatedByAgentId: string;
  expectedOutputSchema?: Record<string, unknown> | string | undefined;
};

/** Throws DELEGATION_REFUSED with the reason, and INVALID_INPUT for a schema that is none. */
export async function delegateTicket(
  { nouns, scope, ids, addTickets }: Splitting,
  parentId: Id,
  wish: Delegation,
): Promise<Ticket> {
  const [parent] = await getLive(nouns, scope.workspaceId, [parentId]);
  const before = executionOf(parent!).delegation;
  const depth = (before?.depth ?? 0) + 1;
  const why = refuseDelegation(await chainOf(nouns, parent!, wish), depth, wish.assignedAgentId);
  if (why !== null) {
    throw new DocketError('DELEGATION_REFUSED', {
      message: why,
      remedy: 'Do it on this ticket, or report that it is blocked and why.',
    });
  }
  const { threadId, pipeline } = executionOf(parent!);
  const rootTicketId = before?.rootTicketId ?? parent!.id;
  const contract = wish.expectedOutputSchema ? readContract(wish.expectedOutputSchema) : null;
  const delegation = { byAgentId: wish.delegatedByAgentId, depth, rootTicketId };
  const [child] = await addTickets(nouns, scope, [
    {
      id: ids.next(),
      type: 'task',
      title: wish.title,
      description: wish.description ?? '',
      ...{ criteria: [], labels: [], priority: parent!.priority, effort: null, parentId },
      ...{ review: null, effortRange: null, suggestedAfter: [] },
      assigneeId: wish.assignedAgentId,
      assigneeType: 'agent',
      execution: { ...newExecution(), failurePolicy: 'fail', threadId, pipeline, delegation, contract },
      origin: {
        ...parent!.origin,
        kind: 'agentDelegation',
        madeBy: 'model',
        sourceKey: null,
        incoming: null,
      },
    },
  ]);
  return child!;
}

/** The agents that have this piece of work already: of the ticket and of those above it, up to where it began. */
async function chainOf(nouns: Nouns, ticket: Ticket, { delegatedByAgentId }: Delegation): Promise<string[]> {
  const chain: string[] = [];
  for (let at: Ticket | null = ticket; at !== null; ) {
    const { delegation } = executionOf(at);
    if (at.work.assigneeType === 'agent' && at.work.assigneeId !== null) chain.unshift(at.work.assigneeId);
    if (delegation && chain[0] !== delegation.byAgentId) chain.unshift(delegation.byAgentId);
    at = delegation && at.parentId !== null ? await nouns.tickets.get(at.workspaceId, at.parentId) : null;
  }
  return [...new Set([...chain, delegatedByAgentId])];
}
