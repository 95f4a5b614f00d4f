/** Undoes what printing does to a text copied from pages: lines repeated on each page, words broken at line ends. */

const pageNumber =
  /(?:^|\s)(?:page|seite|p[áa]gina|p[áa]g\.?|folio)\s+\d{1,3}(?:\s*(?:of|von|de|sur|\/)\s*\d{1,3})?\s*$|^\s*-?\s*\d{1,3}\s*(?:\/|of|von|de|sur)\s*\d{1,3}\s*-?\s*$/iu;

/** Blanks headers and footers and joins broken words; no line is added or taken away. */
export function rejoinPrint(lines: string[]): void {
  const numbered = lines.flatMap((line, at) => (pageNumber.test(line) && line.length < 120 ? [at] : []));
  if (numbered.length < 2) return;
  for (const at of runningLines(lines, numbered)) lines[at] = '';
  lines.forEach((line, at) => {
    const next = lines[at + 1] ?? '';
    const broken = /\p{L}{2,}-$/u.test(line.trimEnd()) && line.length >= 25;
    const rest = broken ? /^\s*(?!(?:und|oder|et|ou|y|o|e)\s)(\p{Ll}\S*)\s?/u.exec(next) : null;
    if (!rest) return;
    lines[at] = line.trimEnd().slice(0, -1) + rest[1]!;
    lines[at + 1] = next.slice(rest[0].length);
  });
}

/** Lines with page numbers, and the same words over or under several of them. */
function runningLines(lines: readonly string[], numbered: readonly number[]): number[] {
  const near = new Set(
    numbered.flatMap((at) => [-3, -2, -1, 1, 2, 3].map((step) => (lines[at + step] ?? '').trim())),
  );
  const counts = new Map<string, number>();
  for (const line of lines) counts.set(line.trim(), (counts.get(line.trim()) ?? 0) + 1);
  const repeated = new Set([...near].filter((text) => text !== '' && counts.get(text)! > 1));
  const title = lines.findIndex((line) => line.trim() !== '');
  return lines.flatMap((line, at) =>
    at !== title && (pageNumber.test(line) || repeated.has(line.trim())) ? [at] : [],
  );
}
