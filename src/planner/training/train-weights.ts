/** Fits the classifier: multinomial logistic regression by AdaGrad over sparse features, the same weights every time. */
import type { Weights } from '../classifier.ts';
import { packRow } from '../packed-row.ts';

export type Example = { features: string[]; label: string; weight: number };

type Training = { epochs: number; rate: number; decay: number; rare: number; keep: number };

/** What gave the best results on writers left out. */
export const training: Training = { epochs: 6, rate: 0.2, decay: 0.0003, rare: 2, keep: 0.22 };

/** Deterministic: the order of the examples is shuffled by a fixed generator. */
export function trainWeights(
  examples: readonly Example[],
  { epochs, rate, decay, rare, keep } = training,
): Weights {
  const labels = [...new Set(examples.map((example) => example.label))].sort();
  const columns = indexFeatures(examples, rare);
  const width = labels.length;
  const table = new Float32Array((columns.size + 1) * width);
  const energy = new Float32Array(table.length).fill(1e-3);
  const rows = examples.map((example) => ({
    columns: [columns.size, ...example.features.flatMap((feature) => columns.get(feature) ?? [])],
    label: labels.indexOf(example.label),
    weight: example.weight,
  }));
  const random = generator(7);
  const mean = new Float32Array(table.length);
  const settled = Math.floor(epochs / 2);
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(rows, random);
    for (const row of rows) step(row, { table, energy, width, rate, decay });
    if (epoch >= settled)
      for (let at = 0; at < table.length; at++) mean[at]! += table[at]! / (epochs - settled);
  }
  return toWeights({ labels, columns, table: mean, width, keep });
}

function indexFeatures(examples: readonly Example[], rare: number): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { features } of examples)
    for (const feature of features) counts.set(feature, (counts.get(feature) ?? 0) + 1);
  const kept = [...counts].filter(([, count]) => count >= rare).map(([feature]) => feature);
  return new Map(kept.sort().map((feature, at) => [feature, at]));
}

type Fit = { table: Float32Array; energy: Float32Array; width: number; rate: number; decay: number };

function step(
  row: { columns: number[]; label: number; weight: number },
  { table, energy, width, rate, decay }: Fit,
): void {
  const scores = new Float64Array(width);
  for (const column of row.columns)
    for (let at = 0; at < width; at++) scores[at]! += table[column * width + at]!;
  const highest = Math.max(...scores);
  let sum = 0;
  for (let at = 0; at < width; at++) sum += scores[at] = Math.exp(scores[at]! - highest);
  for (let at = 0; at < width; at++) {
    const slope = (scores[at]! / sum - (at === row.label ? 1 : 0)) * row.weight;
    if (Math.abs(slope) < 1e-4) continue;
    for (const column of row.columns) {
      const cell = column * width + at;
      const gradient = slope + decay * table[cell]!;
      energy[cell]! += gradient * gradient;
      table[cell]! -= (rate * gradient) / Math.sqrt(energy[cell]! + 1e-8);
    }
  }
}

function toWeights(fit: {
  labels: string[];
  columns: Map<string, number>;
  table: Float32Array;
  width: number;
  keep: number;
}): Weights {
  const { labels, columns, table, width, keep } = fit;
  const rows: Record<string, string> = {};
  for (const [feature, column] of columns) {
    const row: [number, number][] = [];
    for (let at = 0; at < width; at++) {
      const weight = table[column * width + at]!;
      if (Math.abs(weight) >= keep) row.push([at, weight]);
    }
    if (row.length > 0) rows[feature] = packRow(row);
  }
  const bias = labels.map((_, at) => Math.round(table[columns.size * width + at]! * 100) / 100 + 0);
  return { labels, bias, rows };
}

/** A small repeatable generator of numbers from 0 to 1 (mulberry32). */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

function shuffle<Item>(items: Item[], random: () => number): void {
  for (let at = items.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    [items[at], items[other]] = [items[other]!, items[at]!];
  }
}
