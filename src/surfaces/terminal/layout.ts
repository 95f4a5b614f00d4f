/** Puts painted text into lines of a given width, whatever script or emoji it is written in. */
import widthOf from 'string-width';
import wrapAnsi, { type Options } from 'wrap-ansi';

/** Wraps at words, and inside a word that is wider than a line. An empty text gives no line. */
export function wrapWords(text: string, width: number): string[] {
  if (text.trim() === '') return [];
  return wrap(text, width, { hard: true });
}

/** As above, and keeps every space, at the start of a line too: for quotes. */
export function wrapQuote(text: string, width: number): string[] {
  return wrap(text, width, { hard: true, trim: false });
}

/** Wraps only where a line is full: for code. */
export function wrapExactly(text: string, width: number): string[] {
  return wrap(text, width, { hard: true, wordWrap: false, trim: false });
}

/** Wraps narrower where the library counts a cluster of signs as less wide than it is, so that no line is wider than asked. */
function wrap(text: string, width: number, how: Options): string[] {
  const lines = (room: number) => wrapAnsi(text, room, how).split('\n');
  let room = Math.max(width, 2);
  let wrapped = lines(room);
  while (room > 2 && wrapped.some((line) => widthOf(line) > width)) wrapped = lines(--room);
  return wrapped;
}

/** `first` before the first line, as many spaces before the others. */
export function hang(first: string, lines: readonly string[]): string[] {
  const space = ' '.repeat(widthOf(first));
  return lines.map((line, index) => (index === 0 ? first : space) + line);
}

export function indent(lines: readonly string[], by: number): string[] {
  const space = ' '.repeat(by);
  return lines.map((line) => (line === '' ? line : space + line));
}

/** Fills lines with parts; a part that is too long for a line is continued on the next, set in by `hanging` columns. */
export function flow(parts: readonly string[], separator: string, width: number, hanging = 0): string[] {
  const lines: string[] = [];
  let line = '';
  for (const part of parts) {
    const longer = line === '' ? part : line + separator + part;
    if (widthOf(longer) <= width) {
      line = longer;
      continue;
    }
    if (line !== '') lines.push(line);
    const pieces = hang(' '.repeat(hanging), wrapWords(part, width - hanging));
    pieces[0] = pieces[0]?.slice(hanging) ?? '';
    lines.push(...pieces.slice(0, -1));
    line = pieces.at(-1) ?? '';
  }
  return line === '' ? lines : [...lines, line];
}

/** What fits on one line; the rest is left out. */
export function clip(text: string, width: number): string {
  return wrapExactly(text, width)[0]!;
}

/** One line, with a sign where something is left out. */
export function shorten(text: string, width: number): string {
  return widthOf(text) <= width ? text : `${clip(text, width - 1)}…`;
}

export function pad(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - widthOf(text)));
}

export function padStart(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - widthOf(text))) + text;
}

export { widthOf };
