/** Finds the places where a document may mark its requirements: brackets, signs, words set apart, fields and columns, each with its values. */
import { fold } from '../documents/language.ts';
import { type Found, findMarks, type Mark, type PlaceKind } from './mark-places.ts';
import { namesPriorities } from './rank-words.ts';

/** One place of the layout that recurs; `label` is the folded name of a field or a column. */
export type Slot = { kind: PlaceKind | 'column'; label: string; marks: Mark[]; header: Mark | null };

/** Every place with at least two values in it; code is left alone, and so are lists that only say what the values mean. */
export function findSlots(lines: readonly string[]): Slot[] {
  const slots = new Map<string, Slot>();
  const put: Put = (kind, label, mark, header = null) => {
    const key = `${kind} ${label} ${header ? `${header.line} ${header.from}` : shapeOf(mark.value)}`;
    const slot = slots.get(key) ?? { kind, label, marks: [], header };
    slot.marks.push(mark);
    slots.set(key, slot);
  };
  let fenced = false;
  let header: Mark[] | null = null;
  let found: Found[] = [];
  const close = () => {
    for (const { kind, label, mark } of found) put(kind, label, mark);
    found = [];
  };
  let ofPriorities = false;
  lines.forEach((text, line) => {
    if (/^\s*(?:```|~~~)/.test(text)) fenced = !fenced;
    const isRow = /^\s*\|.*\|\s*$/.test(text) && text.length < 2000;
    if (isRow && header) readRow(cellsOf(text, line), header, put);
    header = isRow ? (header ?? cellsOf(text, line)) : null;
    if (isRow || fenced || text.length > 600 || text.trim() === '') return;
    if (/^\s*#/.test(text)) {
      if (!ofPriorities || !isLegend(found)) close();
      found = [];
      ofPriorities = namesPriorities(text);
    }
    found.push(...findMarks(text, line));
  });
  if (!ofPriorities || !isLegend(found)) close();
  return [...slots.values()].filter((slot) => slot.marks.length > 1);
}

/** Below "Priorities", each value there once in front of what it means or of what it holds for. */
function isLegend(found: readonly Found[]): boolean {
  const values = found.filter(({ kind }) => kind !== 'tail').map(({ mark }) => mark.value);
  return values.length > 1 && new Set(values).size === values.length;
}

/** The second line of a table only divides. */
function readRow(cells: readonly Mark[], header: readonly Mark[], put: Put): void {
  for (const [at, cell] of cells.entries()) {
    const name = header[at];
    if (name && cell.value.length < 30 && /[\p{L}\p{N}\p{Extended_Pictographic}★●◆■▲!+↑→↓]/u.test(cell.value))
      put('column', fold(name.value), cell, name);
  }
}

/** Figures, letters, words and signs in the same place are notations of their own. */
function shapeOf(value: string): string {
  if (/^\d+(?:\s?\/\s?\d+)?$/.test(value)) return 'figure';
  if (/^\p{Lu}{1,2}$/u.test(value)) return 'letter';
  if (/^\p{Lu}{1,2}\d$/u.test(value)) return 'code';
  if (/[\p{L}\d]/u.test(value)) return 'word';
  return /^[★⭐🌟●◆■▲!]/u.test(value)
    ? [...value][0]!
    : /^[🔴🟠🟡🟢🔵⚪⚫🟣🟤]/u.test(value)
      ? 'circle'
      : 'sign';
}

type Put = (kind: Slot['kind'], label: string, mark: Mark, header?: Mark | null) => void;

function cellsOf(text: string, line: number): Mark[] {
  const cells: Mark[] = [];
  let from = text.indexOf('|') + 1;
  for (let to = text.indexOf('|', from); to >= 0; to = text.indexOf('|', from)) {
    cells.push({ line, from, to, value: text.slice(from, to).replace(/[*_`]/g, '').trim() });
    from = to + 1;
  }
  return cells;
}
