/** Finds the tickets whose passages a later version of their document changed or dropped. */
import { alignLines } from '../documents/align-lines.ts';
import type { TicketImpact } from '../domain/document-diff.ts';
import type { Ticket } from '../domain/ticket.ts';

/** `linesOf` are the lines of each version a ticket names. */
export function findImpact(
  tickets: readonly Ticket[],
  linesOf: ReadonlyMap<number, readonly string[]>,
  to: readonly string[],
): TicketImpact[] {
  const stands = new Map(
    [...linesOf].map(([version, lines]) => [version, new Set(alignLines(lines, to).map(({ from }) => from))]),
  );
  return tickets.flatMap((ticket) => {
    const { documentVersion, sourceLines } = ticket.origin;
    const kept = documentVersion === null ? undefined : stands.get(documentVersion);
    const lines = documentVersion === null ? [] : (linesOf.get(documentVersion) ?? []);
    const gone = sourceLines.filter((line) => (lines[line - 1] ?? '').trim() !== '' && !kept?.has(line));
    if (!kept || gone.length === 0) return [];
    const own = sourceLines.filter((line) => (lines[line - 1] ?? '').trim() !== '');
    const { key, title, review, work } = ticket;
    const touch = gone.length === own.length && !lineIsReworded(gone, lines, to) ? 'gone' : 'changed';
    return [
      {
        key,
        title,
        status: review.status ?? work.status,
        touch,
        removed: gone.map((line) => lines[line - 1]!),
      },
    ];
  });
}

/** Most of a line's words still stand together in one line. */
function lineIsReworded(gone: readonly number[], lines: readonly string[], to: readonly string[]): boolean {
  const wanted = wordsOf(lines[gone[0]! - 1] ?? '');
  if (wanted.size === 0) return false;
  return to.some((line) => {
    const own = wordsOf(line);
    return [...wanted].filter((word) => own.has(word)).length / wanted.size >= 0.5;
  });
}

function wordsOf(text: string): Set<string> {
  return new Set(text.toLowerCase().match(/[\p{L}\d]{3,}/gu) ?? []);
}
