/** A small linear classifier: which deed the features of a message speak for, with calibrated confidence. */

/** `rows` holds for each feature the weights of the labels it speaks for or against: label index, weight × 100, … */
export type Weights = { labels: string[]; bias: number[]; temperature: number; rows: Record<string, number[]> };

export type Guess = { label: string; probability: number };

/** Labels by falling probability; probabilities add up to 1. */
export function classify(features: readonly string[], { labels, bias, temperature, rows }: Weights): Guess[] {
  const scores = Float64Array.from(bias, (value) => value / 100);
  for (const feature of features) {
    const row = rows[feature];
    if (!row) continue;
    for (let at = 0; at < row.length; at += 2) scores[row[at]!]! += row[at + 1]! / 100;
  }
  const highest = scores.reduce((most, score) => Math.max(most, score), Number.NEGATIVE_INFINITY);
  const powers = scores.map((score) => Math.exp((score - highest) / temperature));
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
