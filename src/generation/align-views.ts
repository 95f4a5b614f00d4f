/** Finds lists of a document that say the same scope again, a feature list, its stories, its requirements, by how they run side by side. */
import type { Candidate } from './candidate.ts';
import { containment, cosine, createVectors, type Vector } from './similarity.ts';
import { headText } from './whole-text.ts';

/** A list shorter than this runs beside many others by chance, and a longer one is no view of a few features. */
const [fewest, most] = [3, 30];
/** Alike enough to be meant, where the neighbours are meant as well. */
const meant = 0.16;
const faintly = 0.06;
/** So much of the shorter list has to be found again, and in its order. */
const share = 0.75;
const mostLists = 12;

type Entry = { candidate: Candidate; vector: Vector };

/** Pairs of what was said before and what says it again, in document order. */
export function pairViews(candidates: readonly Candidate[]): [kept: Candidate, twin: Candidate][] {
  const vectorOf = createVectors(candidates.map(headText));
  const lists = [...Map.groupBy(candidates, ({ place }) => place).values()]
    .filter((list) => list.length >= fewest && list.length <= most)
    .slice(0, mostLists)
    .map((list) => list.map((candidate): Entry => ({ candidate, vector: vectorOf(headText(candidate)) })));
  const gone = new Set<Candidate>();
  const pairs: [Candidate, Candidate][] = [];
  for (const [at, later] of lists.entries()) {
    for (const earlier of lists.slice(0, at)) {
      const open = later.filter(({ candidate }) => !gone.has(candidate));
      const kept = earlier.filter(({ candidate }) => !gone.has(candidate));
      for (const [one, twin] of align(kept, open)) {
        gone.add(twin.candidate);
        pairs.push([one.candidate, twin.candidate]);
      }
    }
  }
  return pairs;
}

/** Those that mean each other best, if that holds for nearly all of the shorter list and keeps its order. */
function align(earlier: readonly Entry[], later: readonly Entry[]): [Entry, Entry][] {
  const shorter = Math.min(earlier.length, later.length);
  if (shorter < fewest) return [];
  const scores = earlier.map((one) => later.map((other) => likeness(one, other)));
  const pairs = scores.flatMap((row, at): [number, number][] => {
    const best = row.indexOf(Math.max(...row));
    const isMutual = scores.every((other) => other[best]! <= row[best]!);
    return row[best]! >= meant && isMutual ? [[at, best]] : [];
  });
  if (pairs.length < fewest || pairs.length < shorter * share) return [];
  const inOrder = pairs.filter(([, to], at) => at === 0 || to > pairs[at - 1]![1]).length;
  if (inOrder < pairs.length * share) return [];
  const filled = [...pairs, ...fillGaps(pairs, scores)];
  return filled.map(([from, to]) => [earlier[from]!, later[to]!]);
}

/** One left over on both sides, between the same neighbours: it is the same one in quite other words. */
function fillGaps(pairs: readonly [number, number][], scores: readonly number[][]): [number, number][] {
  const bounds: [number, number][] = [[-1, -1], ...pairs, [scores.length, scores[0]!.length]];
  return bounds.slice(1).flatMap(([from, to], at): [number, number][] => {
    const [fromBefore, toBefore] = bounds[at]!;
    const single = from - fromBefore === 2 && to - toBefore === 2;
    return single && scores[from - 1]![to - 1]! >= faintly ? [[from - 1, to - 1]] : [];
  });
}

function likeness(one: Entry, other: Entry): number {
  const [short, long] = one.vector.size <= other.vector.size ? [one, other] : [other, one];
  return Math.max(cosine(one.vector, other.vector), containment(short.vector, long.vector) * 0.5);
}
