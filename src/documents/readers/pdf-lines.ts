/** Puts the scattered pieces of text on a PDF page back into lines. */
import { cutColumns, type Piece, type Region } from './pdf-columns.ts';

/** A stretch of a line with a wide gap before it, as in a table's row. */
export type Cell = { text: string; x: number };

/** `column` holds the edges of the column it stands in, the page's where there is one only. */
export type PageLine = {
  cells: Cell[];
  text: string;
  x: number;
  right: number;
  y: number;
  size: number;
  column: { left: number; right: number };
};

/** Column by column, and in each in the order in which the page draws them, which is that of reading. */
export function readPageLines(pieces: readonly Piece[]): PageLine[] {
  return cutColumns(pieces).flatMap(readColumn);
}

function readColumn({ pieces, left, right }: Region): PageLine[] {
  const rows: Piece[][] = [];
  for (const piece of pieces) {
    if (piece.str === '') continue;
    const row = rows.at(-1);
    const before = row?.at(-1);
    if (row && before && sameLine(before, piece)) row.push(piece);
    else rows.push([piece]);
  }
  return rows
    .map((row) => ({ ...writeLine(row), column: { left, right } }))
    .filter((line) => line.text !== '');
}

function sameLine(before: Piece, piece: Piece): boolean {
  const size = Math.max(before.fontSize, piece.fontSize, 1);
  return Math.abs(before.y - piece.y) < size * 0.4 && piece.x > before.x - size;
}

function writeLine(row: Piece[]): Omit<PageLine, 'column'> {
  const cells: Cell[] = [];
  let right = Number.NEGATIVE_INFINITY;
  for (const piece of row) {
    const gap = piece.x - right;
    if (piece.str.trim() === '') continue;
    const cell = cells.at(-1);
    if (!cell || gap > piece.fontSize * 1.6) cells.push({ text: piece.str, x: piece.x });
    else cell.text += gap > piece.fontSize * 0.18 ? ` ${piece.str}` : piece.str;
    right = piece.x + piece.width;
  }
  for (const cell of cells) cell.text = cell.text.replace(/\s+/g, ' ').trim();
  const sizes = row.filter((piece) => piece.str.trim() !== '').map((piece) => piece.fontSize);
  return {
    cells,
    text: cells.map((cell) => cell.text).join(' '),
    x: cells[0]?.x ?? 0,
    right: Math.max(0, right),
    y: row[0]!.y,
    size: Math.round(Math.max(0, ...sizes) * 2) / 2,
  };
}
