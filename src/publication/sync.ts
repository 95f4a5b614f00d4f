/** Status sync: reads issues back, one question per tracker, and lets the tracker's word on the work stand. */
import { isDocketError } from '../domain/errors.ts';
import type { Id } from '../domain/ids.ts';
import { type Caller, requireWriter } from '../domain/principal.ts';
import type { SyncView } from '../domain/publication-view.ts';
import type { ExternalRef, Ticket } from '../domain/ticket.ts';
import type { Desk } from './desk.ts';
import { sayFault } from './destinations.ts';
import { onceMore } from './grant.ts';
import { implementRecommendations } from './implement-recommendations.ts';
import { goneNotice, type Pair } from './mirror.ts';
import { heedWords } from './sync/heed-words.ts';
import { trackerCaller } from './sync/places.ts';
import { type Taken, takeIssues } from './sync/take-issue.ts';

type SyncWish = { documentId?: Id; ticketIds?: readonly Id[] };
/** What became of one ticket, before it is shown. */
type Outcome = Omit<Taken, 'told' | 'parked'> & { error: string | null };

/** As `Publication.sync`. Tickets that are not out are left aside; what a tracker does not answer for stays as it was. */
export async function sync(
  desk: Desk,
  caller: Caller,
  wish: SyncWish,
  signal?: AbortSignal,
): Promise<SyncView> {
  requireWriter(caller);
  const pairs = await findPairs(desk, caller, wish);
  const outcomes: Outcome[] = [];
  for (const [name, group] of Map.groupBy(pairs, ({ ref }) => ref?.tracker ?? null)) {
    outcomes.push(...(await syncGroup(desk, caller, name, group, signal)));
  }
  const byTicket = new Map(outcomes.map((outcome) => [outcome.ticketId, outcome]));
  const ids = pairs.map(({ ticket }) => ticket.id);
  const views = ids.length > 0 ? await desk.tickets.view(caller, ids) : [];
  const rows = views.map((view) => {
    const { ticketId: _, ...said } = byTicket.get(view.ticket.id)!;
    return { view, ...said };
  });
  const done = views.map((view) => view.ticket).filter((ticket) => ticket.work.status === 'done');
  const implemented = await implementRecommendations(desk, caller, done);
  const count = (outcome: Outcome['outcome']) => rows.filter((row) => row.outcome === outcome).length;
  return {
    synced: count('synced'),
    unchanged: count('unchanged'),
    errors: count('error'),
    rows,
    implemented: implemented.map(({ title }) => title),
    documentId: wish.documentId ?? null,
  };
}

/** Tickets that were pushed, each with its newest outside copy. */
async function findPairs(
  desk: Desk,
  caller: Caller,
  wish: SyncWish,
): Promise<{ ticket: Ticket; ref: ExternalRef | null }[]> {
  const { ticketIds, documentId } = wish;
  const query = {
    review: ['pushed', 'synced'] as const,
    ...(ticketIds ? { ids: ticketIds } : {}),
    ...(documentId ? { documentId } : {}),
  };
  const tickets = await desk.store.tickets.list(caller.workspaceId, query);
  const refs = await desk.store.externalRefs.ofTickets(
    caller.workspaceId,
    tickets.map((ticket) => ticket.id),
  );
  const newest = new Map(
    refs.toSorted((a, b) => a.createdAt.localeCompare(b.createdAt)).map((ref) => [ref.ticketId, ref]),
  );
  return tickets.map((ticket) => ({ ticket, ref: newest.get(ticket.id) ?? null }));
}

async function syncGroup(
  desk: Desk,
  caller: Caller,
  name: string | null,
  group: readonly { ticket: Ticket; ref: ExternalRef | null }[],
  signal: AbortSignal | undefined,
): Promise<Outcome[]> {
  const pairs = group.filter((pair): pair is Pair => pair.ref !== null);
  if (name === null) return group.map(({ ticket }) => errorOf(ticket, 'No tracker is known to hold it.'));
  try {
    const tracker = await desk.trackers.open(name);
    const externalIds = pairs.map(({ ref }) => ref.externalId);
    const issues = await tracker.read(externalIds, signal);
    const readings = pairs.map((pair) => ({ ...pair, issue: issues.get(pair.ref.externalId) ?? null }));
    // All tickets of one answer in one transaction: a fault leaves none of them half told.
    const taken = await onceMore(() =>
      desk.store.transact((nouns) => takeIssues(desk, nouns, caller, readings)),
    );
    const refs = pairs.map(({ ref }) => ref);
    await heedWords(desk, trackerCaller(caller.workspaceId, tracker.name), { tracker: name }, refs);
    return taken.map(({ told: _, parked: __, ...one }) => ({
      ...one,
      error: one.outcome === 'error' ? goneNotice : null,
    }));
  } catch (fault) {
    if (!isDocketError(fault)) throw fault;
    return pairs.map(({ ticket }) => errorOf(ticket, sayFault(fault)));
  }
}

function errorOf(ticket: Ticket, error: string): Outcome {
  const nothing = { externalStatus: null, fields: [], conflicts: [] };
  return { ticketId: ticket.id, before: ticket.work.status, outcome: 'error', ...nothing, error };
}
