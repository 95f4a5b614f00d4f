/** Workflows that begin by themselves: those a workspace made, when a ticket of their types is there or is given to a person. */
import type { Services } from '../catalog/services.ts';
import { isDocketError } from '../domain/errors.ts';
import type { DomainEvent } from '../domain/event.ts';
import { executionOf } from '../domain/execution.ts';
import type { Caller } from '../domain/principal.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Workflow } from '../domain/workflow.ts';
import type { Log } from '../ports/log.ts';
import type { Store } from '../ports/store.ts';
import type { Workflows } from '../ports/workflows.ts';
import type { Shelf } from './shelf.ts';

type Deps = {
  store: Pick<Store, 'workflows' | 'tickets' | 'links'>;
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
  await beginPart(deps, event);
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
    await begin(deps, caller, { name: id, ticket });
  }
}

/** A part of an epic begins with the workflow of its template, once nothing has to be done before it (S2-31). */
async function beginPart(deps: Deps, { type, workspaceId, ticketId, actor }: DomainEvent): Promise<void> {
  if (ticketId === null || (type !== 'TicketCreated' && type !== 'TicketUnblocked')) return;
  const ticket = await deps.store.tickets.get(workspaceId, ticketId);
  const { begins, workflow_id: name } = ticket?.coordination?.metadata ?? {};
  if (!ticket || begins !== true || typeof name !== 'string' || (await isHeld(deps, ticket))) return;
  const of = await deps.store.workflows.list(workspaceId, { ticketId, most: 1 });
  if (of.length > 0) return;
  const threadId = executionOf(ticket).threadId;
  const caller: Caller = { principal: actor, roles: ['member'], workspaceId, via: 'system', threadId };
  await begin(deps, caller, { name, ticket });
}

async function isHeld({ store }: Deps, { workspaceId, id }: Ticket): Promise<boolean> {
  const links = await store.links.ofTickets(workspaceId, [id]);
  const ids = links.flatMap((link) =>
    link.type === 'blocks' && link.targetId === id ? [link.sourceId] : [],
  );
  const before = ids.length === 0 ? [] : await store.tickets.list(workspaceId, { ids });
  return before.some(({ work }) => work.status !== 'done' && work.status !== 'cancelled');
}

async function begin(
  { start, log }: Deps,
  caller: Caller,
  { name, ticket }: { name: string; ticket: Ticket },
) {
  await start(caller, { name, ticketId: ticket.id, inputs: {} }).catch((error: unknown) => {
    if (!isDocketError(error)) throw error;
    log.info('a workflow did not begin by itself', { workflow: name, ticket: ticket.key, code: error.code });
  });
}

/** Whether a workflow may begin with such an event. */
export function mayBegin(type: DomainEvent['type']): boolean {
  return type === 'TicketUnblocked' || triggerOf(type) !== null;
}

function triggerOf(type: DomainEvent['type']): 'ticket_created' | 'ticket_assigned' | null {
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
