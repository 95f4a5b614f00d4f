/** What the documents behind a board ask for and no ticket covers, so that it is named before anything is pushed. */
import type { Id } from '../domain/ids.ts';
import type { Caller } from '../domain/principal.ts';
import type { BoardGap } from '../domain/publication-view.ts';
import type { Desk } from './desk.ts';
import type { Judged } from './standing.ts';

const shownLines = 3;

/**
 * One per document with such lines; none once all is pushed. A document that cannot be read holds up no board: that is
 * for the log.
 */
export async function findGaps(desk: Desk, caller: Caller, judged: readonly Judged[]): Promise<BoardGap[]> {
  if (judged.every(({ standing }) => standing.kind === 'pushed')) return [];
  const ids = new Set(judged.flatMap(({ ticket }) => ticket.origin.documentId ?? []));
  const gaps: BoardGap[] = [];
  for (const id of ids) {
    const gap = await findGap(desk, caller, id).catch((error: unknown) => {
      desk.log.error('the coverage of a document could not be read', { documentId: id, error });
      return null;
    });
    if (gap) gaps.push(gap);
  }
  return gaps;
}

async function findGap(desk: Desk, caller: Caller, documentId: Id): Promise<BoardGap | null> {
  const document = await desk.store.documents.get(caller.workspaceId, documentId);
  if (!document || document.deletedAt !== null) return null;
  const lines = await desk.tickets.uncovered(caller, documentId);
  if (lines.length === 0) return null;
  return { documentId, title: document.title, count: lines.length, first: lines.slice(0, shownLines) };
}
