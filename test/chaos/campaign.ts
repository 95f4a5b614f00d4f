/** Many scenarios one after another, and what came of them. */
import type { FaultKind, Faults } from './checker.ts';
import type { KindName } from './kinds.ts';
import { isCalm, type Mode } from './plan.ts';
import { playScenario } from './scenario.ts';
import type { Production } from './world.ts';

/** One piece of work: a seed at each of whose awaits a process dies, or a row of seeds. */
export type Task =
  | { mode: 'points'; kind: KindName; seed: number; stride: number }
  | { mode: 'storm'; kind: KindName; from: number; to: number; skewMs: number };

/** `point` is the await at which the process died; null where it did not. */
export type Failure = { kind: KindName; mode: Mode; seed: number; point: number | null; faults: Faults };

export type Tally = {
  mode: Mode;
  kind: KindName;
  scenarios: number;
  crashes: number;
  duplicates: number;
  lost: number;
  wrongIds: number;
  others: number;
  failures: Failure[];
};

export function emptyTally(mode: Mode, kind: KindName): Tally {
  return {
    ...{ mode, kind, scenarios: 0, crashes: 0 },
    ...{ duplicates: 0, lost: 0, wrongIds: 0, others: 0, failures: [] },
  };
}

/** The second is added to the first. */
export function addTally(sum: Tally, more: Tally): Tally {
  const { scenarios, crashes, duplicates, lost, wrongIds, others, failures } = more;
  return {
    ...sum,
    scenarios: sum.scenarios + scenarios,
    crashes: sum.crashes + crashes,
    duplicates: sum.duplicates + duplicates,
    lost: sum.lost + lost,
    wrongIds: sum.wrongIds + wrongIds,
    others: sum.others + others,
    failures: [...sum.failures, ...failures].slice(0, 50),
  };
}

export function workTask(production: Production, task: Task): Promise<Tally> {
  return task.mode === 'points' ? dieEverywhere(production, task) : weatherStorms(production, task);
}

/** Plays a scenario to its end once, and then again for each await of its process, at which it dies. */
async function dieEverywhere(
  production: Production,
  { kind, seed, stride }: Extract<Task, { mode: 'points' }>,
): Promise<Tally> {
  const mode = 'points';
  const undisturbed = await playScenario(production, { mode, kind, seed });
  let tally = count(emptyTally(mode, kind), undisturbed, seed, null);
  for (let point = 1; point <= undisturbed.points; point += stride) {
    const verdict = await playScenario(production, { mode, kind, seed, diesAt: point });
    if (isCalm(seed) && verdict.summary !== undisturbed.summary) {
      const what = `ended as\n${verdict.summary}\ninstead of\n${undisturbed.summary}`;
      verdict.faults.push({ kind: 'differs', what });
    }
    tally = count(tally, verdict, seed, point);
  }
  return tally;
}

async function weatherStorms(
  production: Production,
  { kind, from, to, skewMs }: Extract<Task, { mode: 'storm' }>,
): Promise<Tally> {
  const mode = 'storm';
  let tally = emptyTally(mode, kind);
  for (let seed = from; seed < to; seed += 1) {
    tally = count(tally, await playScenario(production, { mode, kind, seed, skewMs }), seed, null);
  }
  return tally;
}

const columns: Partial<Record<FaultKind, 'duplicates' | 'lost' | 'wrongIds'>> = {
  duplicate: 'duplicates',
  lost: 'lost',
  wrongId: 'wrongIds',
};

function count(
  sum: Tally,
  { faults, crashes }: { faults: Faults; crashes: number },
  seed: number,
  point: number | null,
): Tally {
  const one = { ...emptyTally(sum.mode, sum.kind), scenarios: 1, crashes };
  for (const { kind } of faults) one[columns[kind] ?? 'others'] += 1;
  if (faults.length > 0) one.failures.push({ kind: sum.kind, mode: sum.mode, seed, point, faults });
  return addTally(sum, one);
}
