/** Draws rich text as one painted string, and names the addresses its links lead to. */
import type { Inline, Text } from '../../cards/card.ts';
import type { Paint } from './paint.ts';
import { makeSafe, makeSafeLine } from './safe-text.ts';

export function paintText(text: Text, paint: Paint): string {
  return typeof text === 'string' ? makeSafe(text) : text.map((run) => paintRun(run, paint)).join('');
}

/** As above, on one line. */
export function paintLine(text: Text, paint: Paint): string {
  return paintText(text, paint).replace(/\s*\n\s*/g, ' ');
}

/** The lines of a text, each with its own styles. */
export function splitText(text: Text): Text[] {
  if (typeof text === 'string') return text.split('\n');
  const lines: Inline[][] = [[]];
  for (const run of text) {
    const pieces =
      run.kind === 'text' ? run.text.split('\n').map((piece) => ({ ...run, text: piece })) : [run];
    pieces.forEach((piece, at) => {
      if (at > 0) lines.push([]);
      lines.at(-1)!.push(piece);
    });
  }
  return lines;
}

function paintRun(run: Inline, paint: Paint): string {
  switch (run.kind) {
    case 'text':
      return styleOf(run, paint)(makeSafe(run.text));
    case 'code':
      return paint.code(makeSafe(run.text));
    case 'link':
      return paint.link(makeSafe(run.text), safeAddress(run.url));
    case 'place':
      return makeSafe(run.text);
    case 'mention':
      return paint.bold(`@${makeSafeLine(run.name)}`);
  }
}

function styleOf(run: Extract<Inline, { kind: 'text' }>, paint: Paint): (text: string) => string {
  const styles = [
    ...(run.bold ? [paint.bold] : []),
    ...(run.italic ? [paint.italic] : []),
    ...(run.strike ? [paint.strike] : []),
    ...(run.muted ? [paint.dim] : []),
  ];
  return (text) => styles.reduce((painted, style) => style(painted), text);
}

/** The addresses to print beside the text, where its links cannot carry them. */
export function addressesOf(text: Text): string[] {
  if (typeof text === 'string') return [];
  return text.flatMap((run) => (run.kind === 'link' ? (safeAddress(run.url) ?? []) : []));
}

/** Percent-encoded, so no control character is left; null for anything but the web, since terminals open addresses. */
function safeAddress(url: string): string | null {
  const parsed = URL.parse(url);
  return parsed?.protocol === 'https:' || parsed?.protocol === 'http:' ? parsed.href : null;
}
