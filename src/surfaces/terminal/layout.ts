/** Puts painted text into lines of a given width, whatever script or emoji it is written in. */
import stringWidth from 'string-width';
import wrapAnsi from 'wrap-ansi';

/** Wraps at words, and inside a word that is wider than a line. An empty text gives no line. */
export function wrapWords(text: string, width: number): string[] {
  if (text.trim() === '') return [];
  return wrapAnsi(text, Math.max(width, 2), { hard: true }).split('\n');
}

/** Wraps only where a line is full, and keeps every space: for quotes and code. */
export function wrapExactly(text: string, width: number): string[] {
  return wrapAnsi(text, Math.max(width, 2), { hard: true, wordWrap: false, trim: false }).split('\n');
}

/** `first` before the first line, as many spaces before the others. */
export function hang(first: string, lines: readonly string[]): string[] {
  const space = ' '.repeat(stringWidth(first));
  return lines.map((line, index) => (index === 0 ? first : space) + line);
}

export function indent(lines: readonly string[], by: number): string[] {
  const space = ' '.repeat(by);
  return lines.map((line) => (line === '' ? line : space + line));
}

/** Fills lines with parts and never breaks a part that fits on a line of its own. */
export function flow(parts: readonly string[], separator: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const part of parts) {
    const longer = line === '' ? part : line + separator + part;
    if (stringWidth(longer) <= width) {
      line = longer;
      continue;
    }
    if (line !== '') lines.push(line);
    const pieces = wrapWords(part, width);
    lines.push(...pieces.slice(0, -1));
    line = pieces.at(-1) ?? '';
  }
  return line === '' ? lines : [...lines, line];
}

/** What fits on one line; the rest is left out. */
export function clip(text: string, width: number): string {
  return wrapExactly(text, width)[0]!;
}

export function pad(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - stringWidth(text)));
}

export function padStart(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - stringWidth(text))) + text;
}

export { stringWidth as widthOf };
