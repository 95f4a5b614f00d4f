/** Workflows that begin by themselves: those a workspace made, with what happens to a ticket of their types or to a capability. */
import type { Services } from '../catalog/services.ts';
import { isDocketError } from '../domain/errors.ts';
import type { DomainEvent } from '../domain/event.ts';
import { executionOf } from '../domain/execution.ts';
import type { Caller } from '../domain/principal.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Trigger, Workflow } from '../domain/workflow.ts';
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
 * A ticket that waits for its review counts as there once it is approved. With a ticket that is made or given away the same
 * workflow begins once in its life; with what its tracker tells, and what becomes of a capability, once for each event,
 * however often that comes. One that cannot begin is passed over.
 */
export async function fireTriggers(deps: Deps, event: DomainEvent): Promise<void> {
  await beginPart(deps, event);
  const { workspaceId, ticketId } = event;
  const trigger = triggerOf(event);
  if (ticketId === null || trigger === null) return;
  const ticket = await deps.store.tickets.get(workspaceId, ticketId);
  if (!ticket || ticket.deletedAt !== null || ticket.review.status === 'generated') return;
  const entries = await deps.shelf.list(workspaceId);
  const wanted = entries.flatMap(({ from, workflow }) =>
    from === 'this workspace' && workflow && fits(workflow, trigger, ticket.type) ? [workflow] : [],
  );
  const before = await deps.store.workflows.list(workspaceId, { ticketId, most: 20 });
  const said = event.payload.threadId;
  const threadId = typeof said === 'string' ? said : executionOf(ticket).threadId;
  const caller: Caller = { principal: event.actor, roles: ['member'], workspaceId, via: 'system', threadId };
  const isOnce = trigger === 'ticket_created' || trigger === 'ticket_assigned';
  const because = isOnce ? {} : { ...factsOf(event), event: event.id };
  for (const { id } of wanted) {
    const same = before.filter(({ run }) => run.workflowId === id);
    if (same.some(({ run }) => isOnce || run.inputs.event === event.id)) continue;
    await begin(deps, caller, { name: id, ticket, because });
  }
}

/** What its conditions may read as `inputs.stage`, `inputs.decision`, `inputs.raw_status` and so on. */
function factsOf({ payload }: DomainEvent): Record<string, string> {
  const { threadId: _place, ...told } = payload;
  const facts = Object.entries(told).flatMap(([name, value]): [string, string][] => {
    const said = typeof value === 'string' || typeof value === 'number' ? String(value).slice(0, 500) : null;
    return said === null ? [] : [[name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`), said]];
  });
  return Object.fromEntries(facts);
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
  { name, ticket, because = {} }: { name: string; ticket: Ticket; because?: Record<string, string> },
) {
  await start(caller, { name, ticketId: ticket.id, inputs: {}, because }).catch((error: unknown) => {
    if (!isDocketError(error)) throw error;
    log.info('a workflow did not begin by itself', { workflow: name, ticket: ticket.key, code: error.code });
  });
}

const triggers: Partial<Record<DomainEvent['type'], Trigger>> = {
  TicketCreated: 'ticket_created',
  TicketReviewed: 'ticket_created',
  TicketAssigned: 'ticket_assigned',
  TicketSynced: 'webhook',
  CapabilityStageEntered: 'stage_entered',
  GateDecided: 'gate_decided',
};

/** Whether a workflow may begin with such an event. */
export function mayBegin(type: DomainEvent['type']): boolean {
  return type === 'TicketUnblocked' || triggers[type] !== undefined;
}

/** What an agent is given it begins by itself, and an issue that says what the ticket says is no news. */
function triggerOf({ type, payload }: DomainEvent) {
  if (type === 'TicketAssigned' && payload.assigneeType === 'agent') return null;
  if (type === 'TicketSynced' && payload.from === payload.to) return null;
  return triggers[type] ?? null;
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
