/** Packs the weights of one feature into a short text: three signs for each label, two for which and one for how much. */

const signs = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+-';
const values = new Map([...signs].map((sign, at) => [sign, at]));
const step = 0.08;
const zero = 32;

/** Weights are rounded to the nearest step and kept within ±2.5. */
export function packRow(weights: readonly [label: number, weight: number][]): string {
  return weights
    .map(([label, weight]) => {
      const level = Math.min(63, Math.max(0, Math.round(weight / step) + zero));
      return `${signs[label >> 6]}${signs[label & 63]}${signs[level]}`;
    })
    .join('');
}

/** Adds the weights of a packed row to the scores of the labels. */
export function addRow(row: string, scores: Float64Array): void {
  for (let at = 0; at < row.length; at += 3) {
    const label = values.get(row[at]!)! * 64 + values.get(row[at + 1]!)!;
    scores[label]! += (values.get(row[at + 2]!)! - zero) * step;
  }
}
