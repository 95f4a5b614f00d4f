/** Cuts text to a length without splitting what people see as one character, and marks the cut with `…`. */
import type { Inline, Text } from './card.ts';

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
const mark = '…';

/** At most `most` UTF-16 code units long; the same string when it fits. */
export function cutPlain(text: string, most: number): string {
  if (text.length <= most) return text;
  let end = 0;
  for (const { index, segment } of graphemes.segment(text.slice(0, most + 64))) {
    if (index + segment.length > most - mark.length) break;
    end = index + segment.length;
  }
  return most < mark.length ? '' : `${text.slice(0, end).trimEnd()}${mark}`;
}

/** As `cutPlain`, over runs; styles of what stays are kept and mentions are kept whole or not at all. */
export function cutText(text: Text, most: number): Text {
  if (typeof text === 'string') return cutPlain(text, most);
  if (measureText(text) <= most) return text;
  const kept: Inline[] = [];
  let room = most;
  for (const run of text) {
    const size = measureRun(run);
    if (size <= room - mark.length) {
      kept.push(run);
      room -= size;
      continue;
    }
    if (run.kind === 'mention') kept.push({ kind: 'text', text: cutPlain(mark, room) });
    else kept.push({ ...run, text: cutPlain(`${run.text}${mark}`, room) });
    break;
  }
  return kept;
}

export function measureText(text: Text): number {
  return typeof text === 'string' ? text.length : text.reduce((sum, run) => sum + measureRun(run), 0);
}

/** A link counts as what is shown of it. */
function measureRun(run: Inline): number {
  return run.kind === 'mention' ? run.name.length + 1 : run.text.length;
}
