/** Takes what people marked on lines along when the lines move. */
import type { Cuts, TextConflict } from '../domain/document.ts';
import { type TracedLine, whereLinesWent } from './traced-lines.ts';

/** Marks on lines that are gone go with them. */
export function carryCuts(cuts: Cuts, lines: readonly TracedLine[]): Cuts {
  const places = whereLinesWent(lines);
  const carry = (numbers: readonly number[]) => numbers.flatMap((line) => places.get(line) ?? []);
  return { split: carry(cuts.split), joined: carry(cuts.joined) };
}

/** A conflict whose passage has changed since is settled by that, and left out. */
export function carryConflicts(
  conflicts: readonly TextConflict[],
  lines: readonly TracedLine[],
): TextConflict[] {
  const places = whereLinesWent(lines);
  return conflicts.flatMap((conflict) => {
    const [first, end] = conflict.lines;
    const start = places.get(first) ?? (first === end ? lines.length + 1 : undefined);
    if (start === undefined) return [];
    const next = start + end - first;
    const text = lines.slice(start - 1, next - 1).map((line) => line.text);
    return first === end || text.join('\n') === conflict.edited
      ? [{ ...conflict, lines: [start, next] }]
      : [];
  });
}
