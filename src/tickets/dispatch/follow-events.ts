/** What the dispatcher makes of what happens: assignments, ends of work, and steps that wait for several tickets. */
import type { DomainEvent } from '../../domain/event.ts';
import { executionOf } from '../../domain/execution.ts';
import type { Id } from '../../domain/ids.ts';
import { isFinished } from '../../domain/lifecycle.ts';
import type { Ticket } from '../../domain/ticket.ts';
import { considerTicket } from './consider.ts';
import type { DispatchDeps } from './dispatch-deps.ts';
import { ensureChannel } from './ensure-channel.ts';
import { tellAgent, type Wake } from './wake.ts';

const matters: ReadonlySet<DomainEvent['type']> = new Set([
  'TicketCreated',
  'TicketAssigned',
  'TicketReassigned',
  'TicketStatusChanged',
  'TicketReviewed',
  'TicketUnblocked',
  'TicketArchived',
  'TicketClaimReleased',
  'WorkflowFinished',
]);

/** The workspaces in which something may be able to go on now. */
export async function followEvents(deps: DispatchDeps, events: readonly DomainEvent[]): Promise<Set<Id>> {
  const workspaces = new Set<Id>();
  const told = events.filter(({ type, ticketId }) => ticketId !== null && matters.has(type));
  for (const [workspaceId, here] of Map.groupBy(told, (event) => event.workspaceId)) {
    const byTicket = Map.groupBy(here, ({ ticketId }) => ticketId!);
    const ids = [...byTicket.keys()];
    const tickets = new Map(
      (await deps.store.tickets.list(workspaceId, { ids, deleted: true })).map((one) => [one.id, one]),
    );
    const open = (await deps.store.dispatches.ofTickets(workspaceId, ids)).filter(
      ({ state }) => state !== 'ended',
    );
    const given = new Set(open.map(({ ticketId }) => ticketId));
    for (const [ticketId, own] of byTicket) {
      const ticket = tickets.get(ticketId);
      if (!ticket || !concerns(ticket, own, given)) continue;
      await considerTicket(deps, workspaceId, ticketId);
      await followOne(deps, ticket, own);
      workspaces.add(workspaceId);
    }
  }
  return workspaces;
}

/** Most of what happens is nothing to a dispatcher: it looks no further at tickets that no agent has to do with. */
function concerns(ticket: Ticket, own: readonly DomainEvent[], given: ReadonlySet<Id>): boolean {
  if (ticket.work.assigneeId !== null || ticket.execution != null || given.has(ticket.id)) return true;
  return own.some(({ type }) => type === 'TicketStatusChanged' || type === 'TicketUnblocked');
}

async function followOne(deps: DispatchDeps, ticket: Ticket, own: readonly DomainEvent[]): Promise<void> {
  const assigned = own.some(({ type }) => type === 'TicketAssigned');
  // People are given a place too, and are left to begin when they like.
  if (assigned && ticket.work.assigneeType === 'user' && executionOf(ticket).threadId !== null)
    await ensureChannel(deps, ticket);
  const resumed = own.find(isResumed);
  if (resumed) await tellAgent(deps, ticket.workspaceId, ticket.id, goOn(ticket, resumed));
  if (!isFinished(ticket.work.status)) return;
  await tellParent(deps, ticket);
  await tellStep(deps, ticket);
}

/** Not by the agent itself, which knows. */
function isResumed({ type, payload, actor }: DomainEvent): boolean {
  const { from, to } = payload;
  return (
    type === 'TicketStatusChanged' && from === 'blocked' && to === 'in_progress' && actor.kind !== 'agent'
  );
}

function goOn({ key }: Ticket, { id }: DomainEvent): Wake {
  return { reason: 'followUp', source: id, text: `${key} is blocked no more. Go on with it.` };
}

/** Whoever handed it on is told that it has ended (S4-45). */
async function tellParent(deps: DispatchDeps, child: Ticket): Promise<void> {
  const { delegation } = executionOf(child);
  if (!delegation || child.parentId === null) return;
  const text = `${child.key} "${child.title}" is ${child.work.status}.`;
  const wake = { reason: 'childCompleted' as const, source: `${child.id} ${child.work.finishedAt}`, text };
  await tellAgent(deps, child.workspaceId, child.parentId, wake);
}

/** A step that waits for tickets goes on when all of them have ended (S4-46). */
async function tellStep(deps: DispatchDeps, ticket: Ticket): Promise<void> {
  const { pipeline } = executionOf(ticket);
  const runner = deps.runner();
  if (!pipeline || !runner) return;
  const { workspaceId } = ticket;
  const all = await deps.store.tickets.list(workspaceId, { pipelineRunId: pipeline.runId });
  const own = all.filter((one) => executionOf(one).pipeline?.stepId === pipeline.stepId);
  if (!own.every(({ work }) => isFinished(work.status))) return;
  await runner.settleStep({ workspaceId, ...pipeline, ticketIds: own.map(({ id }) => id) });
}
