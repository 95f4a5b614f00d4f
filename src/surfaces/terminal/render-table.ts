/** Draws a table in columns as wide as their content, narrowed until it fits. */
import type { CardBlock } from '../../cards/card.ts';
import { clip, pad, widthOf, wrapWords } from './layout.ts';
import type { Paint } from './paint.ts';
import { paintLine } from './render-text.ts';
import { makeSafeLine } from './safe-text.ts';

type Table = Extract<CardBlock, { kind: 'table' }>;

const gap = 2;
const narrowest = 4;

export function drawTable(table: Table, { paint, width }: { paint: Paint; width: number }): string[] {
  const names = table.columns.map(makeSafeLine);
  const rows = table.rows.map((row) => names.map((_, at) => paintLine(row[at] ?? '', paint)));
  const natural = names.map((name, at) => Math.max(widthOf(name), ...rows.map((row) => widthOf(row[at]!))));
  const widths = narrow(natural, width - gap * (names.length - 1));
  const caption = table.caption ? wrapWords(paint.dim(makeSafeLine(table.caption)), width) : [];
  if (widths === null) return [...rows.flatMap((row) => drawAsFields(names, row, width)), ...caption];
  const header = joinCells(
    names.map((name, at) => paint.dim(clip(name, widths[at]!))),
    widths,
  );
  return [header, ...rows.flatMap((row) => drawRow(row, widths)), ...caption];
}

/** Takes from the widest column first; null when even the narrowest columns are too wide together. */
function narrow(natural: readonly number[], room: number): number[] | null {
  if (natural.length * narrowest > room) return null;
  const widths = [...natural];
  let excess = widths.reduce((sum, one) => sum + one, 0) - room;
  while (excess > 0) {
    const widest = Math.max(...widths);
    const next = Math.max(narrowest, ...widths.filter((one) => one < widest));
    const at = widths.indexOf(widest);
    const cut = Math.min(excess, Math.max(1, widest - next));
    widths[at] = widest - cut;
    excess -= cut;
  }
  return widths;
}

function drawRow(cells: readonly string[], widths: readonly number[]): string[] {
  const wrapped = cells.map((cell, at) => wrapWords(cell, widths[at]!));
  const height = Math.max(1, ...wrapped.map((lines) => lines.length));
  return Array.from({ length: height }, (_, line) =>
    joinCells(
      wrapped.map((lines) => lines[line] ?? ''),
      widths,
    ),
  );
}

function joinCells(cells: readonly string[], widths: readonly number[]): string {
  return cells
    .map((cell, at) => pad(cell, widths[at]!))
    .join(' '.repeat(gap))
    .trimEnd();
}

function drawAsFields(names: readonly string[], row: readonly string[], width: number): string[] {
  return row.flatMap((cell, at) => wrapWords(`${names[at]}: ${cell}`, width));
}
