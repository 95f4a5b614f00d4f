/** Reads rows between bars that Markdown takes for text: a wiki's tables, and tables whose line of dashes was lost. */
import { flatten, type Table } from './outline.ts';

/** Null unless there are two rows or more and each of them stands between bars with as many cells as the first. */
export function readBarTable(rows: readonly string[], first: number): Table | null {
  if (rows.length < 2 || !rows.every((row) => /^\s*\|.*\|\s*$/.test(row))) return null;
  const cells = rows.map(cellsOf);
  const [header, ...body] = cells;
  if (header!.length < 2 || body.some((row) => row.length !== header!.length)) return null;
  return {
    kind: 'table',
    header: header!,
    rows: body.map((row, at) => ({ cells: row, struck: false, line: first + at + 1 })),
    first,
    last: first + rows.length - 1,
  };
}

/** Two bars in a row set off the cells of a wiki's heading. */
function cellsOf(row: string): string[] {
  const inner = row.trim();
  const heading = inner.startsWith('||');
  const bare = heading ? inner.replace(/^\|\|/, '').replace(/\|\|$/, '') : inner.slice(1, -1);
  return bare.split(heading ? '||' : '|').map(flatten);
}
