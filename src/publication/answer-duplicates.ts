/** Duplicates as people ask about them and decide on them, with the cards' views of what came of it. */
import type { Destination } from '../domain/approval.ts';
import type { DuplicateCandidate } from '../domain/duplicate.ts';
import type { Id } from '../domain/ids.ts';
import type { Caller } from '../domain/principal.ts';
import type { BoardView, DuplicatesView } from '../domain/publication-view.ts';
import type { TicketView } from '../domain/ticket-view.ts';
import { drawBoard } from './board.ts';
import type { Desk } from './desk.ts';
import { findForOpen } from './find-duplicates.ts';
import type { DuplicateWish } from './pick-candidate.ts';
import { settleDuplicate } from './settle-duplicate.ts';

/** As `Publication.findDuplicates`. */
export async function answerDuplicates(
  desk: Desk,
  caller: Caller,
  wish: { ticketIds: readonly Id[]; tracker?: string },
): Promise<DuplicatesView> {
  const { workspaceId } = caller;
  const { destination, problem } = await locate(desk, wish.tracker);
  const search = await findForOpen(desk, workspaceId, wish.ticketIds, destination, true);
  const findings = new Map(search.findings.map((one) => [one.ticketId, one]));
  const views = await desk.tickets.view(caller, [...findings.keys()]);
  const problems = [problem, search.problem].filter((one) => one !== null);
  return {
    destination,
    rows: inOrder(views, wish.ticketIds).flatMap((view) => {
      const finding = findings.get(view.ticket.id);
      return finding ? [{ view, finding }] : [];
    }),
    problem: problems.length > 0 ? problems.join(' ') : null,
    compared: search.compared,
  };
}

/** A tracker that cannot be asked leaves our own tickets to be compared with. */
async function locate(
  desk: Desk,
  tracker: string | undefined,
): Promise<{ destination: Destination | null; problem: string | null }> {
  const name = tracker ?? desk.trackers.preferred();
  if (name === null) return { destination: null, problem: null };
  if (tracker !== undefined) await desk.trackers.open(tracker);
  return desk.destinations.ask(name);
}

function inOrder(views: readonly TicketView[], ids: readonly Id[]): TicketView[] {
  const places = new Map(ids.map((id, at) => [id, at]));
  return views.toSorted((one, other) => places.get(one.ticket.id)! - places.get(other.ticket.id)!);
}

/** As `Publication.settleDuplicate`. */
export async function settleAndDraw(
  desk: Desk,
  caller: Caller,
  wish: DuplicateWish,
): Promise<{ view: TicketView; candidate: DuplicateCandidate | null; board: BoardView | null }> {
  const candidate = await settleDuplicate(desk, caller, wish);
  const [view] = await desk.tickets.view(caller, [wish.ticketId]);
  const boards = await desk.store.boards.showing(caller.workspaceId, [wish.ticketId]);
  const board = boards.findLast(({ threadId }) => threadId === caller.threadId);
  return { view: view!, candidate, board: board ? await drawBoard(desk, caller, board.id) : null };
}
