/** The figures below which the generator must not fall on our own labelled documents. */
import type { GeneratorReport } from './evaluate-generator.ts';
import type { ScoreName } from './score.ts';

type Gate = { least: number } | { most: number };
export type Gates = Partial<Record<ScoreName, Gate>>;

export const gates: Gates = {
  coverageTraced: { least: 0.97 },
  coverageLexical: { least: 0.97 },
  coverageBoth: { least: 0.97 },
  detailsAttached: { least: 0.95 },
  silentLoss: { most: 0 },
  precision: { least: 0.97 },
  outOfScope: { most: 0.01 },
  done: { most: 0.01 },
  future: { most: 0.01 },
  silentZero: { most: 0 },
  priority: { least: 0.98 },
  dependencyRecall: { least: 0.95 },
  dependencyPrecision: { least: 0.95 },
  cycles: { most: 0 },
  sourced: { least: 1 },
  redundant: { most: 0.02 },
  titles: { least: 0.95 },
};

/** The same for the short documents in many styles, which the rules were written beside: one edit often touches all they say. */
export const styleGates: Gates = {
  ...gates,
  ...{ coverageTraced: { least: 0.96 }, coverageLexical: { least: 0.96 }, coverageBoth: { least: 0.96 } },
  ...{ precision: { least: 0.95 }, silentLoss: { most: 0.01 }, priority: { least: 0.92 } },
  ...{ detailsAttached: { least: 0.85 }, dependencyRecall: { least: 0.8 } },
};
export const styleStabilityGate = 0.93;

/** For each kind of edit. */
export const stabilityGate = 0.95;

export function passes(rate: number | null, gate: Gate | undefined): boolean {
  if (rate === null || gate === undefined) return true;
  return 'least' in gate ? rate >= gate.least : rate <= gate.most;
}

/** A sentence per figure that misses its gate. Time is shown and never judged: it says as much about the machine. */
export function missedGates(
  { files, totals, stability }: GeneratorReport,
  wanted = gates,
  edited = stabilityGate,
): string[] {
  const refused = Object.entries(files).flatMap(([name, file]) =>
    'error' in file ? [`${name}: ${file.error}`] : [],
  );
  const figures = Object.entries(wanted).flatMap(([name, gate]) => {
    const rate = totals[name as ScoreName];
    return passes(rate, gate) ? [] : [`${name} is ${rate!.toFixed(3)}, and has to be ${sayGate(gate)}.`];
  });
  const edits = Object.entries(stability).flatMap(([kind, { rate }]) =>
    passes(rate, { least: edited })
      ? []
      : [`Edits of kind ${kind} come out as expected in ${rate!.toFixed(3)}, and have to in ${edited}.`],
  );
  return [...refused, ...figures, ...edits];
}

export function sayGate(gate: Gate): string {
  return 'least' in gate ? `at least ${gate.least}` : `at most ${gate.most}`;
}
