/** Gives a table a column of priority where its layout ranks rows otherwise: rows that head others, columns to tick, cells left empty. */
import { isLevel } from './mark-places.ts';
import { rankValues } from './notation-order.ts';
import { foldPriority } from './priority-words.ts';
import { scoreOf } from './scale-score.ts';
import { readColumns } from './table-columns.ts';
import type { Edit } from './text-edit.ts';

type Row = { line: number; cells: string[] };
type Table = { header: Row; divider: number; rows: Row[] };

export function translateTables(lines: readonly string[]): Edit[] {
  return findTables(lines).flatMap((table) => {
    const ranks = byHeadRows(table) ?? byTicks(table) ?? byEmptyCells(table);
    return ranks ? addColumn(table, ranks, lines) : [];
  });
}

/** Per row the value that ranks it, null for a row that only heads others. */
type RowValues = { values: (string | null)[]; blank: ReadonlySet<string> };

function addColumn(
  { header, divider, rows }: Table,
  { values, blank }: RowValues,
  lines: readonly string[],
): Edit[] {
  const marks = values.flatMap((value, at) =>
    value ? [{ line: rows[at]!.line, from: 0, to: 0, value }] : [],
  );
  const ranks = rankValues({ kind: 'lead', label: 'table', marks, header: null }, null);
  if (!ranks) return [];
  const append = (line: number, text: string): Edit => {
    const from = lines[line]!.trimEnd().length;
    return { line, from, to: from, text };
  };
  const edits = [append(header.line, ' Priority |'), append(divider, '---|')];
  rows.forEach(({ line, cells }, at) => {
    const rank = ranks.get(values[at] ?? '');
    const whole = lines[line]!.length;
    if (values[at] === null)
      edits.push({ line, from: 0, to: whole, text: `|${' |'.repeat(cells.length + 1)}` });
    else edits.push(append(line, rank === undefined ? ' |' : ` P${rank - 1} |`));
  });
  return edits.concat(hide(header, rows, blank, lines));
}

/** Ticks under a rank are not ticks behind something done. */
function hide(
  header: Row,
  rows: readonly Row[],
  blank: ReadonlySet<string>,
  lines: readonly string[],
): Edit[] {
  const at = header.cells.flatMap((name, index) => (blank.has(name) ? [index] : []));
  return rows.flatMap(({ line, cells }) => {
    const edits: Edit[] = [];
    let from = lines[line]!.indexOf('|') + 1;
    cells.forEach((_cell, index) => {
      const to = lines[line]!.indexOf('|', from);
      if (at.includes(index) && to > from) edits.push({ line, from, to, text: ' ' });
      from = to + 1;
    });
    return edits;
  });
}

function ranksAlone(value: string): boolean {
  return isLevel(value) || scoreOf(foldPriority(value), 'loose') > 0;
}

/** "| **Must** | | |" above the rows it holds for. */
function byHeadRows({ rows }: Table): RowValues | null {
  const isHead = ({ cells }: Row) => {
    const filled = cells.filter((cell) => cell !== '');
    return (
      cells.length > 1 &&
      new Set(filled).size === 1 &&
      (filled.length === 1 || filled.length === cells.length)
    );
  };
  const heads = rows.filter(isHead).map(({ cells }) => cells.find((cell) => cell !== '')!);
  if (heads.length < 2 || !rows.length || !isHead(rows[0]!) || !heads.every(ranksAlone)) return null;
  let value = '';
  const values = rows.map((row) => {
    if (!isHead(row)) return value;
    value = row.cells.find((cell) => cell !== '')!;
    return null;
  });
  return { values, blank: new Set() };
}

const tick = /^(?:[xX✓✔✅☑●•*]\uFE0F?|ja|yes|oui|si|sí|sim)$/;

/** "| Requirement | Must | Should |" with an x in one of them. */
function byTicks({ header, rows }: Table): RowValues | null {
  const at = header.cells.flatMap((name, index) =>
    ranksAlone(name) && rows.every(({ cells }) => (cells[index] ?? '') === '' || tick.test(cells[index]!))
      ? [index]
      : [],
  );
  if (at.length < 2) return null;
  const ticked = rows.map(({ cells }) => at.filter((index) => (cells[index] ?? '') !== ''));
  if (ticked.some((one) => one.length > 1) || ticked.every((one) => one.length === 0)) return null;
  const values = ticked.map(([index]) => (index === undefined ? '' : header.cells[index]!));
  return { values, blank: new Set(at.map((index) => header.cells[index]!)) };
}

/** "| Must | a |" and "| | b |" below it: an empty cell goes on with what stands above. */
function byEmptyCells({ header, rows }: Table): RowValues | null {
  const named = readColumns(header.cells).get('priority');
  for (const [at] of header.cells.entries()) {
    const cells = rows.map((row) => row.cells[at] ?? '');
    const filled = cells.filter((cell) => cell !== '');
    const isOnce =
      new Set(filled).size === filled.length && filled.length > 1 && filled.length < cells.length;
    if (!isOnce || cells[0] === '' || !filled.every(ranksAlone) || (named !== undefined && named !== at))
      continue;
    let value = '';
    const values = cells.map((cell) => {
      value = cell === '' ? value : cell;
      return value;
    });
    return { values, blank: new Set([header.cells[at]!]) };
  }
  return null;
}

const row = /^\s*\|.*\|\s*$/;
const divides = /^\s*\|(?:\s*:?-+:?\s*\|)+\s*$/;

function findTables(lines: readonly string[]): Table[] {
  const tables: Table[] = [];
  lines.forEach((text, line) => {
    if (!divides.test(text) || !row.test(lines[line - 1] ?? '') || (lines[line - 1]?.length ?? 0) > 1000)
      return;
    const rows: Row[] = [];
    for (let at = line + 1; row.test(lines[at] ?? '') && lines[at]!.length < 2000; at++)
      rows.push({ line: at, cells: cellsOf(lines[at]!) });
    const header = { line: line - 1, cells: cellsOf(lines[line - 1]!) };
    if (rows.length > 1 && rows.length < 500) tables.push({ header, divider: line, rows });
  });
  return tables;
}

function cellsOf(text: string): string[] {
  return text
    .trim()
    .slice(1, -1)
    .split('|')
    .map((cell) => cell.replace(/[*_`]/g, '').trim());
}
