/** Reads from a table's cells what its columns mean where their headings say nothing known: ids, ranks, what must come first. */
import type { Table } from '../documents/outline.ts';
import { type State, stateOfCell } from '../documents/state-words.ts';
import { idOf } from '../documents/story.ts';
import { readStatus } from './marks.ts';
import { foldPriority, type Legend, readColumnLegend, readExactly } from './priority-words.ts';
import { type Column, readColumns } from './table-columns.ts';

/** Fewer rows say nothing about a column. */
const fewestRows = 2;

export function readTableColumns(table: Table, legend: Legend): Map<Column, number> {
  const columns = readColumns(table.header);
  if (table.rows.length < fewestRows) return columns;
  const taken = new Set(columns.values());
  const open = table.header.map((_, at) => at).filter((at) => !taken.has(at));
  const cellsOf = (at: number) =>
    table.rows.map((row) => (row.cells[at] ?? '').trim()).filter((cell) => /[\p{L}\d]/u.test(cell));
  const give = (column: Column, fits: (cells: string[]) => boolean) => {
    const at = columns.has(column) ? undefined : open.find((one) => !taken.has(one) && fits(cellsOf(one)));
    if (at === undefined) return;
    columns.set(column, at);
    taken.add(at);
  };
  give('id', (cells) => cells.length === table.rows.length && cells.every(isId));
  give('priority', (cells) => ranks(cells, legend));
  if (columns.has('id')) give('needs', (cells) => cells.length > 0 && cells.every(namesIds));
  if (columns.has('id') || columns.has('priority')) {
    if (!columns.has('title') && !columns.has('want')) give('text', tellsMost(cellsOf, open));
  }
  return columns;
}

function isId(cell: string): boolean {
  return !cell.includes(' ') && (idOf(cell) !== null || /^[A-Z]{1,5}[-.]?\d{1,4}$/.test(cell));
}

function namesIds(cell: string): boolean {
  return cell.split(/\s*(?:,|;|&|\/|\band\b|\bund\b|\by\b|\be\b|\bet\b)\s*/).every(isId);
}

/** Nearly all its words rank, in at least two ranks; the others may say when instead. */
function ranks(cells: readonly string[], legend: Legend): boolean {
  const own = readColumnLegend(
    cells.filter((cell) => foldPriority(cell).length === 1),
    legend,
  );
  const found = cells.map((cell) => readExactly(cell, own)).filter((priority) => priority !== 0);
  return found.length >= fewestRows && found.length * 4 >= cells.length * 3 && new Set(found).size > 1;
}

/** The column with the most words, where those make sentences of it. */
function tellsMost(cellsOf: (at: number) => string[], open: readonly number[]) {
  const lengthOf = (cells: readonly string[]) => cells.join(' ').split(/\s+/).length;
  const most = Math.max(...open.map((at) => lengthOf(cellsOf(at))));
  return (cells: string[]) => lengthOf(cells) > most * 0.6 && lengthOf(cells) > cells.length * 1.5;
}

/** "done, Nov", "dropped, too expensive", "phase 2" in a cell that is neither name nor text. */
export function stateOfNote(cell: string): State | null {
  const [first = ''] = cell.split(/\s*[,;:(–—]\s*|\s-\s/);
  if (first.split(' ').length > 3) return null;
  if (/^(?:phase|version|release|stage|v|etappe|fase|etapa)\s?[2-9]\b/i.test(first)) return 'future';
  return stateOfCell(first) ?? (first === cell ? null : readStatus(first));
}
