/** A wish to push, whoever has it: the board is pointed at the destination, and a person's click does the rest. */
import type { Destination } from '../domain/approval.ts';
import { isDocketError } from '../domain/errors.ts';
import type { Id } from '../domain/ids.ts';
import { type Caller, requireWriter } from '../domain/principal.ts';
import type { BoardView } from '../domain/publication-view.ts';
import type { Desk } from './desk.ts';
import { sayFault } from './destinations.ts';
import { openBoard } from './open-board.ts';
import { liveTickets } from './read-board.ts';

/** As `Publication.proposePush`. */
export async function proposePush(
  desk: Desk,
  caller: Caller,
  wish: { ticketIds: readonly Id[]; tracker?: string },
): Promise<BoardView> {
  requireWriter(caller);
  const destination = await desk.destinations.of(desk.destinations.choose(wish.tracker));
  const tickets = await liveTickets(desk.store, caller.workspaceId, wish.ticketIds);
  const documents = new Set(tickets.map((ticket) => ticket.origin.documentId));
  const documentId = documents.size === 1 ? [...documents][0]! : null;
  const document = documentId ? await desk.store.documents.get(caller.workspaceId, documentId) : null;
  return openBoard(desk, caller, {
    ticketIds: tickets.map((ticket) => ticket.id),
    documentId,
    title: document?.title ?? 'Review',
    destination,
    pushRequested: true,
  });
}

export type OpenWish = {
  ticketIds: readonly Id[];
  documentId: Id | null;
  title: string;
  tracker?: string;
  pushRequested?: boolean;
};

/** As `Publication.openBoard`. A review needs no tracker: one that does not answer is a notice, not a fault. */
export async function openReview(desk: Desk, caller: Caller, wish: OpenWish): Promise<BoardView> {
  const { tracker, ...rest } = wish;
  const { destination, notice } = await tryDestination(desk, tracker);
  return openBoard(desk, caller, { ...rest, destination, notice });
}

const passing = new Set(['TRACKER_UNAVAILABLE', 'TRACKER_AUTH', 'RATE_LIMITED']);

async function tryDestination(
  desk: Desk,
  tracker: string | undefined,
): Promise<{ destination: Destination | null; notice: string | null }> {
  if (tracker === undefined) return { destination: null, notice: null };
  try {
    return { destination: await desk.destinations.of(tracker), notice: null };
  } catch (fault) {
    if (!isDocketError(fault) || !passing.has(fault.code)) throw fault;
    return { destination: null, notice: sayFault(fault) };
  }
}
