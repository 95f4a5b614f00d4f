/** Finds a table among the lines of a PDF page: rows whose cells begin where the headings do. */
import type { Cell, PageLine } from './pdf-lines.ts';
import { countKnown } from './table-headings.ts';

export type PdfTable = { header: string[]; rows: string[][]; taken: number };

/** How far a cell may begin from its heading, in points. */
const tolerance = 6;

/** The table that begins at a line, or null. Its headings must be ones that requirement tables have. */
export function takePdfTable(lines: readonly PageLine[], at: number): PdfTable | null {
  const head = lines[at]!;
  const header = head.cells.map((cell) => cell.text);
  if (header.length < 2 || countKnown(header) < 2) return null;
  const rows: string[][] = [];
  let taken = 1;
  for (const line of lines.slice(at + 1)) {
    const places = line.cells.map((cell) => columnOf(head.cells, cell));
    if (places.includes(-1) || line.size > head.size * 1.12) break;
    const isRow = places[0] === 0 || rows.length === 0;
    if (isRow && line.cells.length < 2) break;
    if (isRow) rows.push(header.map(() => ''));
    const row = rows.at(-1)!;
    line.cells.forEach((cell, index) => {
      const column = places[index]!;
      row[column] = row[column] ? `${row[column]} ${cell.text}` : cell.text;
    });
    taken++;
  }
  return rows.length > 0 ? { header, rows, taken } : null;
}

function columnOf(head: readonly Cell[], cell: Cell): number {
  return head.findIndex((one) => Math.abs(one.x - cell.x) <= tolerance);
}
