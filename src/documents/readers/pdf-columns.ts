/** Takes apart a PDF page set in columns, so that each is read from top to bottom before the next. */
import { countKnown } from './table-headings.ts';

/** A piece of text with its place; `y` grows upwards, all lengths in points. */
export type Piece = { str: string; x: number; y: number; width: number; fontSize: number };

/** Pieces that are read together, in the order in which the page draws them, and the edges of their column. */
export type Region = { pieces: Piece[]; left: number; right: number };

/** Fewer lines side by side are a row of a table, or a date beside a title. */
const fewestLines = 4;
/** Lines that fill this much of their side run on; the cells of a table are shorter. */
const fullFrom = 0.6;
const fullFromSigns = 20;
const mostColumns = 4;

/** In the order of reading: what spans the page stands above or below the columns it parts. */
export function cutColumns(pieces: readonly Piece[], most = mostColumns): Region[] {
  const whole = toRegion(pieces);
  const gutter = most > 1 ? findGutter(whole) : null;
  if (gutter === null) return [whole];
  const bands: { spans: boolean; pieces: Piece[] }[] = [];
  for (const row of rowsOf(whole.pieces)) {
    const spans = row.some((piece) => crosses(piece, gutter));
    const band = bands.at(-1);
    if (band?.spans === spans) band.pieces.push(...row);
    else bands.push({ spans, pieces: [...row] });
  }
  return bands.flatMap((band) => {
    const drawn = inDrawnOrder(band.pieces, whole.pieces);
    if (band.spans) return [{ ...whole, pieces: drawn }];
    const sides = [drawn.filter((piece) => piece.x < gutter), drawn.filter((piece) => piece.x >= gutter)];
    return sides.filter((side) => side.length > 0).flatMap((side) => cutColumns(side, most - 1));
  });
}

function toRegion(pieces: readonly Piece[]): Region {
  const filled = pieces.filter((piece) => piece.str.trim() !== '');
  return {
    pieces: [...pieces],
    left: Math.min(...filled.map((piece) => piece.x)),
    right: Math.max(...filled.map((piece) => piece.x + piece.width)),
  };
}

/** Where a white strip runs down between two sides of running text; null where none does. */
function findGutter({ pieces, left, right }: Region): number | null {
  const rows = rowsOf(pieces);
  if (rows.length < fewestLines || rows.some(isTableHead)) return null;
  const width = right - left;
  let best: { from: number; to: number; parted: number } | null = null;
  for (let x = left + width * 0.25; x <= left + width * 0.75; x += 2) {
    const parted = rows.filter((row) => !row.some((piece) => crosses(piece, x))).length;
    if (best && parted === best.parted && x - best.to <= 2) best.to = x;
    else if (!best || parted > best.parted) best = { from: x, to: x, parted };
  }
  if (!best || best.parted < rows.length * 0.6) return null;
  const gutter = (best.from + best.to) / 2;
  return isSetInColumns(rows, gutter) ? gutter : null;
}

function isSetInColumns(rows: readonly Piece[][], gutter: number): boolean {
  const parted = rows.filter((row) => !row.some((piece) => crosses(piece, gutter)));
  const sides = [
    parted.map((row) => row.filter((piece) => piece.x < gutter)),
    parted.map((row) => row.filter((piece) => piece.x >= gutter)),
  ].map((lines) => lines.filter((line) => line.some((piece) => piece.str.trim() !== '')));
  const [left, right] = sides.map((lines) => lines.flat().reduce((sum, one) => sum + one.str.length, 0));
  return sides.every(runsOn) && left! > right! * 0.4;
}

function runsOn(lines: readonly Piece[][]): boolean {
  if (lines.length < fewestLines) return false;
  const { left, right } = toRegion(lines.flat());
  const full = lines.filter((line) => {
    const own = toRegion(line);
    const signs = line.reduce((sum, piece) => sum + piece.str.length, 0);
    return own.right - own.left > (right - left) * fullFrom && signs >= fullFromSigns;
  });
  const items = lines.filter((line) => /^\s*[•◦▪‣●○·–*-]/u.test(line[0]!.str));
  return full.length * 2 > lines.length || items.length * 2 > lines.length;
}

function isTableHead(row: readonly Piece[]): boolean {
  return row.length > 1 && countKnown(row.map((piece) => piece.str)) > 1;
}

function crosses(piece: Piece, x: number): boolean {
  return piece.str.trim() !== '' && piece.x < x - 1 && piece.x + piece.width > x + 1;
}

/** Pieces at one height, from the top of the page to its foot. */
function rowsOf(pieces: readonly Piece[]): Piece[][] {
  const rows: Piece[][] = [];
  for (const piece of pieces.toSorted((a, b) => b.y - a.y || a.x - b.x)) {
    const row = rows.at(-1);
    if (row && row[0]!.y - piece.y < Math.max(piece.fontSize, 1) * 0.4) row.push(piece);
    else rows.push([piece]);
  }
  return rows;
}

function inDrawnOrder(some: readonly Piece[], all: readonly Piece[]): Piece[] {
  const wanted = new Set(some);
  return all.filter((piece) => wanted.has(piece));
}
