/** Changes to parts of lines, made together so that none moves another's place. */

/** `from` and `to` count within the line, `to` exclusive. */
export type Edit = { line: number; from: number; to: number; text: string };

/** Of two edits in the same place the first counts. */
export function applyEdits(lines: readonly string[], edits: readonly Edit[]): string[] {
  if (edits.length === 0) return [...lines];
  const byLine = Map.groupBy(edits, ({ line }) => line);
  return lines.map((text, at) => {
    let left = text;
    let until = Number.POSITIVE_INFINITY;
    for (const edit of (byLine.get(at) ?? []).toSorted((a, b) => b.from - a.from)) {
      if (edit.to > until) continue;
      left = left.slice(0, edit.from) + edit.text + left.slice(edit.to);
      until = edit.from;
    }
    return left;
  });
}
