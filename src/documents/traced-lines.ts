/** A text's lines that remember where they stood before an edit, so that blocks and people's marks follow them. */

/** `from` is the line's number before the edit, null for a line that is new. */
export type TracedLine = { text: string; from: number | null };

export function traceLines(lines: readonly string[]): TracedLine[] {
  return lines.map((text, at) => ({ text, from: at + 1 }));
}

export function freshLines(text: string): TracedLine[] {
  return text.split(/\r\n|\n|\r/).map((line) => ({ text: line, from: null }));
}

/** With one empty line at the end, so that what follows is a block of its own. */
export function spaced(lines: readonly TracedLine[]): TracedLine[] {
  const last = lines.at(-1);
  return !last || last.text.trim() === '' ? [...lines] : [...lines, { text: '', from: null }];
}

/** Where each earlier line stands now, both counted from 1. */
export function whereLinesWent(lines: readonly TracedLine[]): Map<number, number> {
  const places = new Map<number, number>();
  lines.forEach(({ from }, at) => {
    if (from !== null && !places.has(from)) places.set(from, at + 1);
  });
  return places;
}
