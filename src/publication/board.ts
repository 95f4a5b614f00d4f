/** Review boards as they are drawn: every look at one brings it up to date first. */
import type { Destination } from '../domain/approval.ts';
import { opensWithOverview, type ReviewBoard } from '../domain/conversation.ts';
import { DocketError } from '../domain/errors.ts';
import type { Id } from '../domain/ids.ts';
import type { Caller } from '../domain/principal.ts';
import type { BoardView } from '../domain/publication-view.ts';
import { type Desk, scopeOf } from './desk.ts';
import { draftIssues } from './draft-issues.ts';
import { findForOpen } from './find-duplicates.ts';
import { findGaps } from './find-gaps.ts';
import { foresee } from './foresee.ts';
import { findBoard, liveTickets, pagesOf, refreshBoard, viewBoard } from './read-board.ts';
import { type Judged, judgeAll, nowhere } from './standing.ts';

/** A board as it is now; `problem` is why its tracker could not be asked, `notice` what else was left open. */
export type Look = { board: ReviewBoard; judged: Judged[]; problem: string | null; notice: string | null };

/** As `Publication.board`; `notice` is shown above it, together with what the trackers have to say. */
export async function drawBoard(
  desk: Desk,
  caller: Caller,
  boardId: Id,
  notice: string | null = null,
): Promise<BoardView> {
  for (let attempt = 1; attempt <= 4; attempt++) {
    const stored = await findBoard(desk.store, caller.workspaceId, boardId);
    const look = await lookAt(desk, stored);
    if (look.board === stored || (await swapBoard(desk, caller, look.board, stored.rev))) {
      return fillBoard(desk, caller, look, notice);
    }
  }
  throw crowded();
}

/**
 * Compares the board with its tickets, and with where it points or now shall point, and looks for duplicates there. Does
 * not store the board.
 */
export async function lookAt(
  desk: Desk,
  board: ReviewBoard,
  wanted: Destination | null = board.destination,
): Promise<Look> {
  const { destination, problem } = await locate(desk, wanted ?? board.destination);
  const { workspaceId, ticketIds } = board;
  const notice =
    problem === null
      ? (await findForOpen(desk, workspaceId, ticketIds, destination)).problem
      : 'Duplicates could not be looked for.';
  const tickets = await liveTickets(desk.store, workspaceId, ticketIds);
  const judged = await judgeAll(desk.store, workspaceId, tickets, destination?.id ?? nowhere);
  return { board: refreshBoard(board, destination, judged), judged, problem, notice };
}

/** A tracker that cannot be asked leaves the board where it last pointed, and says so. */
async function locate(
  desk: Desk,
  last: Destination | null,
): Promise<{ destination: Destination | null; problem: string | null }> {
  const name = last?.tracker ?? desk.trackers.preferred();
  if (name === null) return { destination: null, problem: null };
  const answer = await desk.destinations.ask(name);
  return { destination: answer.destination ?? last, problem: answer.problem };
}

/** False when somebody else changed the board since `expectedRev`. */
export function swapBoard(
  desk: Desk,
  caller: Caller,
  board: ReviewBoard,
  expectedRev: number,
): Promise<boolean> {
  return desk.store.transact(async (nouns) => {
    if (!(await nouns.boards.swap(board, expectedRev))) return false;
    await desk.append(nouns, scopeOf(caller), [{ type: 'BoardChanged', boardId: board.id }]);
    return true;
  });
}

export async function fillBoard(
  desk: Desk,
  caller: Caller,
  { board, judged, problem, notice: left }: Look,
  notice: string | null,
): Promise<BoardView> {
  const { workspaceId, documentId } = board;
  const preflight = await checkBoard(desk, board, judged, problem);
  const notices = [notice, preflight.notice, left].filter((one) => one !== null);
  return viewBoard({
    board,
    document: documentId === null ? null : await desk.store.documents.get(workspaceId, documentId),
    judged,
    views: await desk.tickets.view(
      caller,
      judged.map(({ ticket }) => ticket.id),
    ),
    members: await desk.store.members.list(workspaceId),
    problems: preflight.problems,
    gaps: await findGaps(desk, caller, judged),
    forecast: await foresee(desk, board, judged),
    notice: notices.length > 0 ? notices.join(' ') : null,
  });
}

/** What is out, or will not become an issue of its own, is no draft that a tracker could refuse. */
function becomesIssue({ standing, finding }: Judged): boolean {
  if (standing.kind === 'pushed' || standing.kind === 'busy' || standing.kind === 'skipped') return false;
  return finding?.decision?.choice !== 'update';
}

/** Asks nothing of a tracker that just did not answer. */
async function checkBoard(
  desk: Desk,
  board: ReviewBoard,
  judged: readonly Judged[],
  problem: string | null,
): Promise<{ problems: ReadonlyMap<string, string>; notice: string | null }> {
  if (problem !== null || board.destination === null) return { problems: new Map(), notice: problem };
  const open = judged.filter(becomesIssue);
  const tickets = open.map(({ ticket }) => ticket);
  const drafts = await draftIssues(desk.store, board.workspaceId, tickets, () => null);
  return desk.preflight.check(
    board.destination.tracker,
    open.map(({ ticket, hash }) => ({ hash, draft: drafts.get(ticket.id)! })),
  );
}

/** Turning the page changes what "approve this page" means, so a click on the page before is stale. */
export async function turnPage(desk: Desk, caller: Caller, boardId: Id, page: number): Promise<BoardView> {
  const board = await findBoard(desk.store, caller.workspaceId, boardId);
  const live = await liveTickets(desk.store, caller.workspaceId, board.ticketIds);
  const first = opensWithOverview(live.length) ? 0 : 1;
  const next = Math.max(first, Math.min(page, pagesOf(live.length)));
  if (next !== board.page) {
    await swapBoard(desk, caller, { ...board, page: next, rev: board.rev + 1 }, board.rev);
  }
  return drawBoard(desk, caller, boardId);
}

export function crowded(): DocketError {
  return new DocketError('CONCURRENCY_CONFLICT', {
    message: 'Others kept changing this review board at the same moment. Nothing was changed.',
    remedy: 'Try again in a moment.',
    retryAfterMs: 100,
  });
}
