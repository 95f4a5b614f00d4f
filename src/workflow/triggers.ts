/** Workflows that begin by themselves: those a workspace made, when a ticket of their types is there or is given to a person. */
import type { Services } from '../catalog/services.ts';
import { isDocketError } from '../domain/errors.ts';
import type { DomainEvent } from '../domain/event.ts';
import { executionOf } from '../domain/execution.ts';
import type { Caller } from '../domain/principal.ts';
import type { Workflow } from '../domain/workflow.ts';
import type { Log } from '../ports/log.ts';
import type { Store } from '../ports/store.ts';
import type { Workflows } from '../ports/workflows.ts';
import type { Shelf } from './shelf.ts';

type Deps = {
  store: Pick<Store, 'workflows' | 'tickets'>;
  tickets: Pick<Services['tickets'], 'view'>;
  shelf: Pick<Shelf, 'list'>;
  start: Workflows['start'];
  log: Log;
};

/**
 * A ticket that waits for its review counts as there once it is approved. The same workflow begins once for each ticket,
 * however often the event comes. One that cannot begin is passed over.
 */
export async function fireTriggers(deps: Deps, event: DomainEvent): Promise<void> {
  const { workspaceId, ticketId, type } = event;
  const trigger = triggerOf(type);
  // What an agent is given it begins by itself.
  const isAgents = type === 'TicketAssigned' && event.payload.assigneeType === 'agent';
  if (ticketId === null || trigger === null || isAgents) return;
  const ticket = await deps.store.tickets.get(workspaceId, ticketId);
  if (!ticket || ticket.deletedAt !== null || ticket.review.status === 'generated') return;
  const entries = await deps.shelf.list(workspaceId);
  const wanted = entries.flatMap(({ from, workflow }) =>
    from === 'this workspace' && workflow && fits(workflow, trigger, ticket.type) ? [workflow] : [],
  );
  const before = await deps.store.workflows.list(workspaceId, { ticketId, most: 20 });
  const threadId = executionOf(ticket).threadId;
  const caller: Caller = { principal: event.actor, roles: ['member'], workspaceId, via: 'system', threadId };
  for (const { id } of wanted) {
    if (before.some(({ run }) => run.workflowId === id)) continue;
    await deps.start(caller, { name: id, ticketId, inputs: {} }).catch((error: unknown) => {
      if (!isDocketError(error)) throw error;
      deps.log.info('a workflow did not begin by itself', {
        workflow: id,
        ticket: ticket.key,
        code: error.code,
      });
    });
  }
}

export function triggerOf(type: DomainEvent['type']): 'ticket_created' | 'ticket_assigned' | null {
  if (type === 'TicketCreated' || type === 'TicketReviewed') return 'ticket_created';
  return type === 'TicketAssigned' ? 'ticket_assigned' : null;
}

function fits(
  { triggers, types, ticket }: Workflow,
  trigger: string,
  type: Workflow['types'][number],
): boolean {
  return (
    triggers.includes(trigger as never) && ticket !== 'none' && (types.length === 0 || types.includes(type))
  );
}
