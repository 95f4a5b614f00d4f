/** Escalates what needs a person, tells it once per reason, and again every hour until somebody has seen it (S2-55 to S2-58). */
import type { Thread } from '../domain/conversation.ts';
import { coordinationOf, type Escalation } from '../domain/coordination.ts';
import { DocketError } from '../domain/errors.ts';
import { escalationReasons, followEscalation } from '../domain/escalation-rules.ts';
import { executionOf } from '../domain/execution.ts';
import type { Id } from '../domain/ids.ts';
import { byUrgency } from '../domain/plan-sprint.ts';
import type { Caller, Principal } from '../domain/principal.ts';
import { isWithin, type Reach } from '../domain/reach.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { TicketView } from '../domain/ticket-view.ts';
import { inside } from '../tickets/inside.ts';
import { getLive, viewTickets } from '../tickets/view.ts';
import type { PmDeps } from './pm-deps.ts';

const actor: Principal = { kind: 'system', id: 'system:escalation', name: 'Docket' };
const unfinished = ['open', 'in_progress', 'blocked'] as const;

export type Attention = { view: TicketView; escalation: Escalation };

/** Looks at every ticket of the workspace, or at these. */
export async function escalate(deps: PmDeps, workspaceId: Id, ids?: readonly Id[]): Promise<void> {
  const { store, clock } = deps;
  const tickets = await store.tickets.list(workspaceId, ids ? { ids } : { work: unfinished });
  // A ticket that has ended since is looked at by its event.
  const updates = Map.groupBy(
    await store.agentUpdates.ofTickets(
      workspaceId,
      tickets.map(({ id }) => id),
    ),
    ({ ticketId }) => ticketId,
  );
  const now = clock.now();
  const changeOf = (ticket: Ticket) =>
    followEscalation(
      coordinationOf(ticket).escalation,
      escalationReasons(ticket, updates.get(ticket.id) ?? [], now),
      now,
    );
  for (const { id } of tickets.filter((ticket) => changeOf(ticket) !== null)) {
    await store.transact((nouns) =>
      deps.mutate(nouns, { workspaceId, actor }, id, (current) => {
        const change = changeOf(current);
        if (!change) return null;
        const { level, reasons } = change.escalation;
        return withEscalation(current, change.escalation, {
          type: change.event,
          payload: { level, reasons },
        });
      }),
    );
  }
}

function withEscalation(
  current: Ticket,
  escalation: Escalation | null,
  event: {
    type: 'TicketEscalated' | 'TicketDeescalated' | 'TicketDetailsUpdated';
    payload: Record<string, unknown>;
  },
) {
  const coordination = { ...coordinationOf(current), escalation };
  const documentId = current.origin.documentId;
  return { next: { ...current, coordination }, events: [{ ...event, documentId }] };
}

/** All that is escalated now, the most urgent first. */
export async function listAttention(deps: PmDeps, caller: Caller): Promise<Attention[]> {
  await escalate(deps, caller.workspaceId);
  const tickets = await deps.store.tickets.list(caller.workspaceId, { work: unfinished });
  const raised = tickets.filter((ticket) => coordinationOf(ticket).escalation?.active).toSorted(byUrgency);
  const views = await viewTickets(deps.store, caller.workspaceId, raised);
  return views.map((view) => ({ view, escalation: coordinationOf(view.ticket).escalation! }));
}

/** Of one ticket, also after it was settled. Throws NOT_FOUND for one that never needed anybody. */
export async function readEscalation(
  { store }: Pick<PmDeps, 'store'>,
  { workspaceId }: Caller,
  id: Id,
): Promise<Attention> {
  const [view] = await viewTickets(store, workspaceId, await getLive(store, workspaceId, [id]));
  const escalation = view && coordinationOf(view.ticket).escalation;
  if (view && escalation) return { view, escalation };
  throw new DocketError('NOT_FOUND', {
    message: 'Nobody was told of this ticket.',
    remedy: 'See what needs attention: "what needs my attention?".',
  });
}

/** Somebody has seen it: nobody is told again for the same reasons. */
export function acknowledge(deps: PmDeps, caller: Caller, ids: readonly Id[]): Promise<Attention[]> {
  return settle(deps, caller, ids, (before) =>
    before.acknowledgedBy === null && before.active
      ? { escalation: { ...before, acknowledgedBy: caller.principal.id }, fields: ['escalation'] }
      : null,
  );
}

/** Ends it and forgets the failures so far; what still holds escalates again for itself. */
export function deescalate(deps: PmDeps, caller: Caller, ids: readonly Id[]): Promise<Attention[]> {
  const resetAt = deps.clock.now().toISOString();
  return settle(deps, caller, ids, (before) => ({
    escalation: { ...before, active: false, level: 0, reasons: [], acknowledgedBy: null, resetAt },
    fields: [],
  }));
}

function settle(
  deps: PmDeps,
  caller: Caller,
  ids: readonly Id[],
  how: (before: Escalation) => { escalation: Escalation; fields: string[] } | null,
): Promise<Attention[]> {
  return inside(deps, caller, async ({ nouns, scope, mutate }) => {
    for (const id of ids) {
      await mutate(nouns, scope, id, (current) => {
        const before = coordinationOf(current).escalation;
        const change = before && how(before);
        if (!change) return null;
        const { escalation, fields } = change;
        const type = escalation.active ? ('TicketDetailsUpdated' as const) : ('TicketDeescalated' as const);
        return withEscalation(current, escalation, { type, payload: fields.length > 0 ? { fields } : {} });
      });
    }
    const views = await viewTickets(nouns, caller.workspaceId, await getLive(nouns, caller.workspaceId, ids));
    return views.flatMap((view) => {
      const { escalation } = coordinationOf(view.ticket);
      return escalation ? [{ view, escalation }] : [];
    });
  });
}

export type AttentionPost = {
  reach: Reach;
  post(told: { thread: Thread; attention: Attention }): Promise<void>;
};

/**
 * Tells what nobody was told yet, each in the thread for it or else in that of its ticket; taken before it is posted, so
 * that it is told once.
 */
export async function tellAttention(
  deps: PmDeps,
  workspaceId: Id,
  { reach, post }: AttentionPost,
): Promise<void> {
  const { escalationThreadId } = await deps.store.preferences.get(workspaceId, 'workspace');
  for (const ticket of await deps.store.tickets.list(workspaceId, { work: unfinished })) {
    const { escalation } = coordinationOf(ticket);
    const threadId = escalationThreadId ?? executionOf(ticket).threadId;
    if (!escalation?.active || escalation.lastNotifiedAt !== null || threadId === null) continue;
    const thread = await deps.store.threads.get(workspaceId, threadId);
    if (!thread || !isWithin(reach, thread)) continue;
    const taken = await take(deps, ticket);
    if (taken) await post({ thread, attention: taken });
  }
}

function take(deps: PmDeps, { workspaceId, id }: Ticket): Promise<Attention | null> {
  const lastNotifiedAt = deps.clock.now().toISOString();
  return deps.store.transact(async (nouns) => {
    const written = await deps.mutate(nouns, { workspaceId, actor }, id, (current) => {
      const coordination = coordinationOf(current);
      const { escalation } = coordination;
      if (!escalation?.active || escalation.lastNotifiedAt !== null) return null;
      return {
        next: {
          ...current,
          coordination: { ...coordination, escalation: { ...escalation, lastNotifiedAt } },
        },
        events: [],
      };
    });
    if (!written) return null;
    const [view] = await viewTickets(nouns, workspaceId, [written.after]);
    return { view: view!, escalation: coordinationOf(written.after).escalation! };
  });
}
