/** A small linear classifier: which deed the features of a message speak for, with calibrated confidence. */

import { addRow } from './packed-row.ts';

/** `rows` holds for each feature, packed, how much it speaks for or against each label. */
export type Weights = { labels: string[]; bias: number[]; rows: Record<string, string> };

export type Guess = { label: string; probability: number };

/** Labels by falling probability; probabilities add up to 1. */
export function classify(features: readonly string[], { labels, bias, rows }: Weights): Guess[] {
  const scores = Float64Array.from(bias);
  for (const feature of features) {
    const row = rows[feature];
    if (row !== undefined) addRow(row, scores);
  }
  const highest = scores.reduce((most, score) => Math.max(most, score), Number.NEGATIVE_INFINITY);
  const powers = scores.map((score) => Math.exp(score - highest));
  const sum = powers.reduce((total, power) => total + power, 0);
  return labels
    .map((label, at) => ({ label, probability: powers[at]! / sum }))
    .sort((a, b) => b.probability - a.probability);
}

/** The probability of each tool: what its labels have together. */
export function toolsOf(guesses: readonly Guess[]): Map<string, number> {
  const tools = new Map<string, number>();
  for (const { label, probability } of guesses) {
    const tool = label.split('.')[0]!;
    tools.set(tool, (tools.get(tool) ?? 0) + probability);
  }
  return tools;
}
