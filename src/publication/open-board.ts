/** Opens the one review board of a draft set in a thread, or brings the one that is there up to date. */
import type { Destination } from '../domain/approval.ts';
import { opensWithOverview, type ReviewBoard } from '../domain/conversation.ts';
import type { Id } from '../domain/ids.ts';
import type { Caller } from '../domain/principal.ts';
import type { BoardView } from '../domain/publication-view.ts';
import type { Nouns } from '../ports/store.ts';
import { crowded, fillBoard, lookAt, swapBoard } from './board.ts';
import { type Desk, scopeOf } from './desk.ts';
import { liveTickets } from './read-board.ts';

export type BoardWish = {
  ticketIds: readonly Id[];
  documentId: Id | null;
  title: string;
  /** Null leaves it where the board points, or to the trackers' preference. */
  destination: Destination | null;
  pushRequested?: boolean | undefined;
  notice?: string | null;
};

/** As `Publication.openBoard`, with the destination already asked for. */
export async function openBoard(desk: Desk, caller: Caller, wish: BoardWish): Promise<BoardView> {
  for (let attempt = 1; attempt <= 4; attempt++) {
    const { known, documentId } = await findBoardFor(desk.store, caller, wish);
    const pointed = known ? pointBoard(known, wish) : await newBoard(desk, caller, { ...wish, documentId });
    const look = await lookAt(desk, pointed, wish.destination);
    const board = known ? look.board : { ...look.board, rev: 1 };
    if (await keepBoard(desk, caller, board, known)) {
      return fillBoard(desk, caller, { ...look, board }, wish.notice ?? null);
    }
  }
  throw crowded();
}

async function keepBoard(
  desk: Desk,
  caller: Caller,
  board: ReviewBoard,
  known: ReviewBoard | null,
): Promise<boolean> {
  if (known) return swapBoard(desk, caller, board, known.rev);
  await desk.store.transact(async (nouns) => {
    await nouns.boards.insert(board);
    await desk.append(nouns, scopeOf(caller), [{ type: 'BoardChanged', boardId: board.id }]);
  });
  return true;
}

/**
 * Some of a document's open tickets are a draft set of their own and get a board of their own, which belongs to no
 * document: asking for two of twelve must not take the other ten out of review.
 */
async function findBoardFor(
  nouns: Nouns,
  caller: Caller,
  wish: BoardWish,
): Promise<{ known: ReviewBoard | null; documentId: Id | null }> {
  const here = await boardsHere(nouns, caller, wish);
  if (wish.documentId !== null) {
    const known = here.findLast((board) => board.documentId === wish.documentId) ?? null;
    if (!known || (await coversOpenTickets(nouns, known, wish.ticketIds))) {
      return { known, documentId: wish.documentId };
    }
  }
  const loose = here.findLast(
    (board) => board.documentId === null && sameSet(board.ticketIds, wish.ticketIds),
  );
  return { known: loose ?? null, documentId: null };
}

/** Boards of this thread that may be meant, oldest first; the document's own also when all its tickets are new. */
async function boardsHere(nouns: Nouns, caller: Caller, wish: BoardWish): Promise<ReviewBoard[]> {
  const { workspaceId, threadId } = caller;
  const showing = await nouns.boards.showing(workspaceId, wish.ticketIds);
  const latest = await nouns.boards.latest(workspaceId, threadId, wish.documentId);
  const boards = latest && !showing.some((board) => board.id === latest.id) ? [...showing, latest] : showing;
  return boards.filter((board) => board.threadId === threadId);
}

async function coversOpenTickets(nouns: Nouns, board: ReviewBoard, ids: readonly Id[]): Promise<boolean> {
  if (!isWithin(ids, board.ticketIds)) return true;
  const live = await liveTickets(nouns, board.workspaceId, board.ticketIds);
  const open = live.filter(({ review }) => review.status !== 'pushed' && review.status !== 'synced');
  return isWithin(
    open.map((ticket) => ticket.id),
    ids,
  );
}

/** Tickets that are out already stay on the board: it goes on telling what became of them. */
function pointBoard(board: ReviewBoard, wish: BoardWish): ReviewBoard {
  const narrower = isWithin(wish.ticketIds, board.ticketIds);
  const ticketIds = narrower ? board.ticketIds : [...new Set(wish.ticketIds)];
  return {
    ...board,
    title: narrower ? board.title : wish.title,
    ticketIds,
    pushRequested: wish.pushRequested ?? board.pushRequested,
  };
}

/** Where messages change in place a long board opens with all of it at a glance; a terminal scrolls, and shows rows at once. */
async function firstPage(desk: Desk, { workspaceId, threadId }: Caller, tickets: number): Promise<number> {
  const thread = threadId ? await desk.store.threads.get(workspaceId, threadId) : null;
  return thread !== null && thread.surface !== 'terminal' && opensWithOverview(tickets) ? 0 : 1;
}

async function newBoard(desk: Desk, caller: Caller, wish: BoardWish): Promise<ReviewBoard> {
  return {
    id: desk.ids.next(),
    workspaceId: caller.workspaceId,
    threadId: caller.threadId,
    documentId: wish.documentId,
    title: wish.title,
    ticketIds: [...new Set(wish.ticketIds)],
    page: await firstPage(desk, caller, new Set(wish.ticketIds).size),
    destination: wish.destination,
    pushRequested: wish.pushRequested ?? false,
    pushId: null,
    rev: 1,
    shown: {},
    createdAt: desk.clock.now().toISOString(),
  };
}

function isWithin(some: readonly Id[], all: readonly Id[]): boolean {
  const ids = new Set(all);
  return some.every((id) => ids.has(id));
}

function sameSet(one: readonly Id[], other: readonly Id[]): boolean {
  return isWithin(one, other) && isWithin(other, one);
}
