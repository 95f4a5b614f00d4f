/** Draws measurements as a table of plain text. */

export type Measurement = {
  name: string;
  unit: string;
  n: number;
  median: number;
  min: number;
  max: number;
  /** Median against that of the row it is measured beside; null where it is no time. */
  ratio: number | null;
};

/** `digits` after the point; none unless given. */
export function drawTable(rows: readonly Measurement[], beside: string, digits = 0): string {
  const lines = rows.map(({ name, unit, n, median, min, max, ratio }) => [
    name,
    String(n),
    `${median.toFixed(digits)} ${unit}`,
    `${min.toFixed(digits)}–${max.toFixed(digits)}`,
    ratio === null ? '' : `${ratio.toFixed(2)} ×`,
  ]);
  return drawColumns([['', 'n', 'median', 'min–max', beside], ...lines]);
}

/** The first column to the left, the others to the right. */
export function drawColumns(table: readonly string[][]): string {
  const widths = table[0]!.map((_cell, at) => Math.max(...table.map((line) => line[at]!.length)));
  const draw = (line: string[]) =>
    line.map((cell, at) => (at === 0 ? cell.padEnd(widths[at]!) : cell.padStart(widths[at]!))).join('  ');
  return table.map(draw).join('\n');
}

export function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
