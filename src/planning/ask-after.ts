/** Asks after blocked tickets of which nobody said anything for a day, once a day each (S2-71). */
import type { Thread } from '../domain/conversation.ts';
import { coordinationOf } from '../domain/coordination.ts';
import { executionOf } from '../domain/execution.ts';
import type { Id } from '../domain/ids.ts';
import type { Principal } from '../domain/principal.ts';
import { isWithin, type Reach } from '../domain/reach.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { TicketView } from '../domain/ticket-view.ts';
import type { Nouns } from '../ports/store.ts';
import { viewTickets } from '../tickets/view.ts';
import type { PmDeps } from './pm-deps.ts';

const dayMs = 86_400_000;
const actor: Principal = { kind: 'system', id: 'system:hygiene', name: 'Docket' };

/** Blocked for more than a day, and no agent or person reported anything since. */
export async function findStill(
  { clock }: Pick<PmDeps, 'clock'>,
  nouns: Pick<Nouns, 'agentUpdates'>,
  workspaceId: Id,
  tickets: readonly Ticket[],
): Promise<Ticket[]> {
  const blocked = tickets.filter(({ work }) => work.status === 'blocked');
  const ids = blocked.map(({ id }) => id);
  const updates = await nouns.agentUpdates.ofTickets(workspaceId, ids);
  const now = clock.now().getTime();
  return blocked.filter(({ id, work, updatedAt }) => {
    const told = updates.filter(({ ticketId }) => ticketId === id).map(({ createdAt }) => createdAt);
    const last = [work.blockedAt ?? updatedAt, ...told].toSorted().at(-1)!;
    return now - Date.parse(last) > dayMs;
  });
}

export type StillPost = {
  reach: Reach;
  postStill(told: { thread: Thread; view: TicketView }): Promise<void>;
};

/** In the thread for escalations, or else in that of the ticket; taken before it is posted, so that it is asked once. */
export async function askAfterStill(
  deps: PmDeps,
  workspaceId: Id,
  { reach, postStill }: StillPost,
): Promise<void> {
  const { store } = deps;
  const { escalationThreadId } = await store.preferences.get(workspaceId, 'workspace');
  const blocked = await store.tickets.list(workspaceId, { work: ['blocked'] });
  for (const ticket of await findStill(deps, store, workspaceId, blocked)) {
    const threadId = escalationThreadId ?? executionOf(ticket).threadId;
    if (threadId === null || ticket.archivedAt !== null || wasAsked(deps, ticket)) continue;
    const thread = await store.threads.get(workspaceId, threadId);
    if (!thread || !isWithin(reach, thread)) continue;
    const view = await take(deps, ticket);
    if (view) await postStill({ thread, view });
  }
}

/** Also what is told every hour, because nobody has seen it yet. */
function wasAsked({ clock }: PmDeps, ticket: Ticket): boolean {
  const { metadata, escalation } = coordinationOf(ticket);
  if (escalation?.active && escalation.acknowledgedBy === null) return true;
  const { asked_after_at: at } = metadata;
  return typeof at === 'string' && clock.now().getTime() - Date.parse(at) < dayMs;
}

/** Null where another instance asks, or it is blocked no more. */
function take(deps: PmDeps, { workspaceId, id }: Ticket): Promise<TicketView | null> {
  const at = deps.clock.now().toISOString();
  return deps.store.transact(async (nouns) => {
    const written = await deps.mutate(nouns, { workspaceId, actor }, id, (current) => {
      if (current.work.status !== 'blocked' || wasAsked(deps, current)) return null;
      const coordination = coordinationOf(current);
      const metadata = { ...coordination.metadata, asked_after_at: at };
      return { next: { ...current, coordination: { ...coordination, metadata } }, events: [] };
    });
    if (!written) return null;
    const [view] = await viewTickets(nouns, workspaceId, [written.after]);
    return view!;
  });
}
