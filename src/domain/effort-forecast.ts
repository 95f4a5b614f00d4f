/** What the effort ranges of several tickets add up to, as a range with its likelihood. A heuristic, and said to be one. */
import type { Ticket } from './ticket.ts';

export type EffortForecast = {
  /** Story points that half, and nine in ten, of the simulated outcomes stay below; null when nothing is estimated. */
  p50: number | null;
  p90: number | null;
  /** Sum of the lower and of the upper ends. */
  range: [number, number] | null;
  estimated: number;
  /** Keys of those without a range. */
  unknown: string[];
};

const runs = 2000;

/**
 * Each ticket's points are drawn from a triangle over its range whose peak is a third of the way up, since work overruns
 * more often than it falls short. The same tickets give the same figures.
 */
export function forecastEffort(tickets: readonly Ticket[]): EffortForecast {
  const known = tickets.flatMap(({ planning }) => (planning.effortRange ? [planning.effortRange] : []));
  const unknown = tickets.filter(({ planning }) => planning.effortRange === null).map(({ key }) => key);
  if (known.length === 0) return { p50: null, p90: null, range: null, estimated: 0, unknown };
  const random = createRandom(known.length);
  const sums = Array.from({ length: runs }, () =>
    known.reduce((sum, range) => sum + draw(range, random()), 0),
  );
  sums.sort((one, other) => one - other);
  const at = (share: number) => Math.round(sums[Math.floor(share * runs)]!);
  const range = known.reduce<[number, number]>((sum, [low, high]) => [sum[0] + low, sum[1] + high], [0, 0]);
  return { p50: at(0.5), p90: at(0.9), range, estimated: known.length, unknown };
}

function draw([low, high]: readonly [number, number], chance: number): number {
  const peak = 1 / 3;
  const part = chance < peak ? Math.sqrt(chance * peak) : 1 - Math.sqrt((1 - chance) * (1 - peak));
  return low + part * (high - low);
}

/** Mulberry32, a small generator of repeatable numbers in [0, 1). */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
