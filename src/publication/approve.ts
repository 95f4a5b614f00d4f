/** Approvals: a person's consent to exactly what was shown, given and recorded in one transaction. */
import type { ReviewBoard } from '../domain/conversation.ts';
import { DocketError } from '../domain/errors.ts';
import type { Id } from '../domain/ids.ts';
import type { Caller } from '../domain/principal.ts';
import type { BoardView } from '../domain/publication-view.ts';
import { passesFilter, readFilter } from '../domain/review-filter.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Nouns } from '../ports/store.ts';
import { drawBoard } from './board.ts';
import { type Desk, scopeOf } from './desk.ts';
import { findForOpen } from './find-duplicates.ts';
import { grant, onceMore, requireDecider } from './grant.ts';
import { destinationIdOf, findBoard, liveTickets, pageSize } from './read-board.ts';
import { type ApprovalOutcome, sayApproved } from './say-approved.ts';
import { sayDecide, whyHeld } from './say-held.ts';
import { type Judged, judgeAll } from './standing.ts';

export type ApprovalWish = { boardId: Id; rev: number; which: 'all' | 'page' | string };

/** As `Publication.approve`. */
export async function approve(desk: Desk, caller: Caller, wish: ApprovalWish): Promise<BoardView> {
  requireDecider(caller, 'approve tickets');
  await searchAgain(desk, caller, wish.boardId);
  const outcome = await onceMore(() =>
    desk.store.transact(async (nouns) => {
      const board = await findShownBoard(nouns, caller, wish);
      const given = await approveShown(desk, nouns, caller, board, wish.which);
      await desk.append(nouns, scopeOf(caller), [{ type: 'BoardChanged', boardId: board.id }]);
      return given;
    }),
  );
  const members = await desk.store.members.list(caller.workspaceId);
  return drawBoard(desk, caller, wish.boardId, sayApproved(outcome, members));
}

/** A board that was drawn long ago, or while its tracker was slow, is not approved on what was known then. */
export async function searchAgain(desk: Desk, caller: Caller, boardId: Id): Promise<void> {
  const { workspaceId, ticketIds, destination } = await findBoard(desk.store, caller.workspaceId, boardId);
  await findForOpen(desk, workspaceId, ticketIds, destination);
}

/** The board the click was made on. Throws STALE when it has changed since. */
export async function findShownBoard(
  nouns: Nouns,
  caller: Caller,
  wish: { boardId: Id; rev: number },
): Promise<ReviewBoard> {
  const board = await findBoard(nouns, caller.workspaceId, wish.boardId);
  if (board.rev !== wish.rev) throw stale('This board');
  return board;
}

/**
 * Approves the waiting tickets among those a click means. Each must still be what the board showed, or all of it is
 * refused with STALE. Use the nouns of a transaction.
 */
export async function approveShown(
  desk: Desk,
  nouns: Nouns,
  caller: Caller,
  board: ReviewBoard,
  which: string,
): Promise<ApprovalOutcome> {
  const tickets = await ticketsMeant(nouns, board, which);
  const judged = await judgeAll(nouns, caller.workspaceId, tickets, destinationIdOf(board));
  if (!isGroup(which)) refuseUnsettled(judged);
  const given = judged.filter(({ standing }) => mayApprove(standing.kind, which));
  for (const { ticket, seal } of given) {
    if (board.shown[ticket.id] !== seal) throw stale(ticket.key);
  }
  const granted = await grant(desk, nouns, caller, given, destinationIdOf(board));
  return { ...granted, already: judged.filter((one) => !given.includes(one)) };
}

/** Someone who names a ticket that waits for another decision is told which. */
function refuseUnsettled(judged: readonly Judged[]): void {
  const [only] = judged;
  const why = only ? whyHeld(only) : null;
  if (!only || why === null) return;
  throw new DocketError('NEEDS_CONFIRMATION', {
    message: `${only.ticket.key} ${why} Nothing was approved.`,
    remedy: sayDecide(only.ticket.key),
  });
}

async function ticketsMeant(nouns: Nouns, board: ReviewBoard, which: string): Promise<Ticket[]> {
  const { workspaceId, ticketIds } = board;
  if (!isGroup(which)) return onlyKey(nouns, board, which);
  const shown = ticketIds.filter((id) => id in board.shown);
  const start = (board.page - 1) * pageSize;
  const onPage = board.page === 0 ? [] : shown.slice(start, start + pageSize);
  const tickets = await liveTickets(nouns, workspaceId, which === 'page' ? onPage : shown);
  const filter = readFilter(which);
  return filter ? tickets.filter((ticket) => passesFilter(filter, ticket)) : tickets;
}

/** All, a page, or those of a kind; else one ticket is named. */
function isGroup(which: string): boolean {
  return which === 'all' || which === 'page' || readFilter(which) !== null;
}

/** A refused ticket is approved again only by name: "all" means what still waits for its review. */
function mayApprove(standing: Judged['standing']['kind'], which: string): boolean {
  return standing === 'waiting' || (standing === 'failed' && !isGroup(which));
}

async function onlyKey(nouns: Nouns, board: ReviewBoard, key: string): Promise<Ticket[]> {
  const live = await liveTickets(nouns, board.workspaceId, board.ticketIds);
  const found = live.find((ticket) => ticket.key === key || ticket.id === key);
  if (found) return [found];
  throw new DocketError('NOT_FOUND', {
    message: `${key} is not on this board any more. Nothing was approved.`,
    remedy: 'Look at the board again and pick one of its tickets.',
  });
}

export function stale(what: string): DocketError {
  return new DocketError('STALE', {
    message: `${what} changed since it was shown. Nothing was approved.`,
    remedy: 'Look at the board as it is now, then press again.',
  });
}
