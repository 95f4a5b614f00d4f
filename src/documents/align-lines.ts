/** Finds which lines of a text are still there in a later one. */
import { diffIndices } from 'node-diff3';
import type { TracedLine } from './traced-lines.ts';

/** The exact comparison takes cubic time on lines that repeat, so it is kept to small passages. */
const mostPairs = 2500;

/**
 * `to`'s lines, each with the line of `from` it is, in ascending order. Lines that stand once in both texts are matched
 * first and what lies between them by itself, which takes an honest megabyte some milliseconds.
 */
export function alignLines(from: readonly string[], to: readonly string[]): TracedLine[] {
  const matches = new Map<number, number>();
  const open: Passage[] = [{ from, to, old: [0, from.length], now: [0, to.length] }];
  for (let passage = open.pop(); passage; passage = open.pop()) {
    const inner = trimEnds(passage, matches);
    const anchors = findAnchors(inner);
    for (const [old, now] of anchors) matches.set(now, old);
    if (anchors.length > 0) open.push(...between(inner, anchors));
    else matchSmall(inner, matches);
  }
  return to.map((text, at) => {
    const match = matches.get(at);
    return { text, from: match === undefined ? null : match + 1 };
  });
}

/** A part of both texts; each span is the first index and one past the last. */
type Passage = {
  from: readonly string[];
  to: readonly string[];
  old: [number, number];
  now: [number, number];
};

function trimEnds({ from, to, ...spans }: Passage, matches: Map<number, number>): Passage {
  let [old, oldEnd] = spans.old;
  let [now, nowEnd] = spans.now;
  while (old < oldEnd && now < nowEnd && from[old] === to[now]) matches.set(now++, old++);
  while (old < oldEnd && now < nowEnd && from[oldEnd - 1] === to[nowEnd - 1]) matches.set(--nowEnd, --oldEnd);
  return { from, to, old: [old, oldEnd], now: [now, nowEnd] };
}

/** Lines that stand exactly once on both sides, as many of them as stand in the same order. */
function findAnchors({ from, to, old, now }: Passage): [number, number][] {
  const before = singles(from, old);
  const pairs: [number, number][] = [];
  for (const [text, at] of singles(to, now)) {
    const was = before.get(text);
    if (was !== undefined) pairs.push([was, at]);
  }
  return longestAscent(pairs.sort(([, one], [, other]) => one - other));
}

function singles(lines: readonly string[], [first, end]: [number, number]): Map<string, number> {
  const found = new Map<string, number>();
  const twice = new Set<string>();
  for (let at = first; at < end; at++) {
    const line = lines[at]!;
    if (found.has(line)) twice.add(line);
    else found.set(line, at);
  }
  for (const line of twice) found.delete(line);
  return found;
}

/** The longest run of pairs that ascends on both sides, by piles as in patience. */
function longestAscent(pairs: readonly [number, number][]): [number, number][] {
  type Card = { pair: [number, number]; below: Card | null };
  const piles: Card[] = [];
  for (const pair of pairs) {
    let [low, high] = [0, piles.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (piles[middle]!.pair[0] < pair[0]) low = middle + 1;
      else high = middle;
    }
    piles[low] = { pair, below: piles[low - 1] ?? null };
  }
  const run: [number, number][] = [];
  for (let card = piles.at(-1) ?? null; card; card = card.below) run.push(card.pair);
  return run.reverse();
}

function between(passage: Passage, anchors: readonly [number, number][]): Passage[] {
  const ends: [number, number][] = [...anchors, [passage.old[1], passage.now[1]]];
  let [old, now] = [passage.old[0], passage.now[0]];
  return ends.flatMap(([nextOld, nextNow]) => {
    const gap: Passage = { ...passage, old: [old, nextOld], now: [now, nextNow] };
    [old, now] = [nextOld + 1, nextNow + 1];
    return gap.old[0] < gap.old[1] && gap.now[0] < gap.now[1] ? [gap] : [];
  });
}

function matchSmall({ from, to, old, now }: Passage, matches: Map<number, number>): void {
  const [before, after] = [from.slice(...old), to.slice(...now)];
  if (before.length * after.length > mostPairs) return;
  let [left, right] = [0, 0];
  const copy = (upTo: number) => {
    while (right < upTo) matches.set(now[0] + right++, old[0] + left++);
  };
  for (const { buffer1, buffer2 } of diffIndices(before, after)) {
    copy(buffer2[0]);
    left = buffer1[0] + buffer1[1];
    right = buffer2[0] + buffer2[1];
  }
  copy(after.length);
}
