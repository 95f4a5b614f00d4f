/** Tickets that one became stand beside it on its boards, so that they are reviewed where it was. */
import type { Id } from '../domain/ids.ts';
import type { Caller } from '../domain/principal.ts';
import { swapBoard } from './board.ts';
import type { Desk } from './desk.ts';

/** As `Publication.placeBeside`. A board that somebody else changes at that moment is read again. */
export async function placeBeside(
  desk: Desk,
  caller: Caller,
  ticketId: Id,
  added: readonly Id[],
): Promise<void> {
  const boards = await desk.store.boards.showing(caller.workspaceId, [ticketId]);
  for (const { id } of boards) await place(desk, caller, { boardId: id, ticketId, added });
}

async function place(
  desk: Desk,
  caller: Caller,
  { boardId, ticketId, added }: { boardId: Id; ticketId: Id; added: readonly Id[] },
): Promise<void> {
  for (let attempt = 1; attempt <= 4; attempt++) {
    const board = await desk.store.boards.get(caller.workspaceId, boardId);
    const at = board?.ticketIds.indexOf(ticketId) ?? -1;
    if (!board || at < 0) return;
    const fresh = added.filter((id) => !board.ticketIds.includes(id));
    if (fresh.length === 0) return;
    const ticketIds = board.ticketIds.toSpliced(at + 1, 0, ...fresh);
    if (await swapBoard(desk, caller, { ...board, ticketIds, rev: board.rev + 1 }, board.rev)) return;
  }
}
