/** Finds where the lines a ticket was made from stand in a later version of the document. */
import { alignLines } from '../documents/align-lines.ts';
import { splitLines } from '../documents/structure-text.ts';
import { whereLinesWent } from '../documents/traced-lines.ts';
import type { BlockTicketLink } from '../domain/document.ts';
import type { VersionText } from './version-text.ts';

/**
 * From a trace into `old` to lines of `now`. A block that is still there word for word takes its lines along wherever it
 * went; of the rest those lines count that the later text still has.
 */
export function createCarrier(
  old: VersionText,
  now: VersionText,
): (trace: Pick<BlockTicketLink, 'blockId' | 'lines'>) => number[] {
  const before = new Map(old.blocks.map((block) => [block.id, block]));
  const after = new Map(now.blocks.map((block) => [block.id, block]));
  let places: Map<number, number> | null = null;
  return ({ blockId, lines }) => {
    const [from, to] = [before.get(blockId), after.get(blockId)];
    if (from && to && from.contentHash === to.contentHash) {
      return lines.map((line) => line - from.lines[0] + to.lines[0]);
    }
    places ??= whereLinesWent(alignLines(splitLines(old.content), splitLines(now.content)));
    return lines.flatMap((line) => places!.get(line) ?? []);
  };
}
