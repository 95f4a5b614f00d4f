/** Finds which lines of a text are still there in a later one. */
import { diffIndices } from 'node-diff3';
import type { TracedLine } from './traced-lines.ts';

/** Beyond this many pairs of lines only the common beginning and end are matched: finding more would take too long. */
const mostPairs = 4_000_000;

/** `to`'s lines, each with the line of `from` it is. */
export function alignLines(from: readonly string[], to: readonly string[]): TracedLine[] {
  let head = 0;
  while (head < from.length && head < to.length && from[head] === to[head]) head++;
  let tail = 0;
  const most = Math.min(from.length, to.length) - head;
  while (tail < most && from[from.length - 1 - tail] === to[to.length - 1 - tail]) tail++;
  const [old, now] = [from.slice(head, from.length - tail), to.slice(head, to.length - tail)];
  const inner = matchInside(old, now);
  return to.map((text, at) => {
    if (at < head) return { text, from: at + 1 };
    if (at >= to.length - tail) return { text, from: at - to.length + from.length + 1 };
    const match = inner[at - head] ?? null;
    return { text, from: match === null ? null : match + head + 1 };
  });
}

/** For each line of `now` its index in `old`, or null. */
function matchInside(old: string[], now: string[]): (number | null)[] {
  const matches: (number | null)[] = now.map(() => null);
  if (old.length * now.length > mostPairs) return matches;
  let [left, right] = [0, 0];
  const copy = (upTo: number) => {
    while (right < upTo) matches[right++] = left++;
  };
  for (const { buffer1, buffer2 } of diffIndices(old, now)) {
    copy(buffer2[0]);
    left = buffer1[0] + buffer1[1];
    right = buffer2[0] + buffer2[1];
  }
  copy(now.length);
  return matches;
}
