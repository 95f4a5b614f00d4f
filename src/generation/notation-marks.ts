/** Finds the places where a document may mark its requirements: brackets, signs, tails, fields and columns, each with its values. */
import { fold } from '../documents/language.ts';
import { readExactly } from './priority-words.ts';

/** Index of the line and the part of it that holds the value with what sets it apart. */
export type Mark = { line: number; from: number; to: number; value: string };

export type SlotKind = 'bracket' | 'sign' | 'tail' | 'field' | 'column';
/** One place of the layout that recurs; `label` is the folded name of a field or a column. */
export type Slot = { kind: SlotKind; label: string; marks: Mark[]; header: Mark | null };

const listMark = /^\s*(?:>\s*)?(?:[-*+•]\s+|\d{1,3}[.)]\s+|#{1,6}\s+)?(?:\[[ xX]\]\s+)?/u;
const ownId = /^(?:\*\*|__)?[[(]?[A-Za-z]{1,6}[-_.]?\d{1,4}(?:[.-]\d+)*[\])]?(?:\*\*|__)?\s*[:.–—-]?\s+/u;
const bracketed = /^[([]\**([^()[\]]{1,24}?)\**[)\]](?=\**\s*[:–—-]?\s*\S)/u;
const bracketAtEnd = /\s[([]\**([^()[\]]{1,24}?)\**[)\]][.;]?\s*$/u;
const signs = '[★⭐🌟●◆■▲!]|\\p{Extended_Pictographic}';
const signed = new RegExp(`^((${signs})\\uFE0F?(?:\\2\\uFE0F?)*)[☆○◇□]*\\s*`, 'u');
const signedAtEnd = new RegExp(`\\s((${signs})\\uFE0F?(?:\\2\\uFE0F?)*)[☆○◇□]*\\s*$`, 'u');
const tailed = /\s+[–—-]+\s+\**([\p{L}\d][^.,;:–—()]{0,22}?)\**\.?\s*$/u;
const field =
  /^[\s>*_-]*(\p{L}[\p{L}' -]{1,22}?)[*_]*\s*[:=]\s*[*_]*([\p{L}\d★⭐!●\p{Extended_Pictographic}][^:;.,|()]{0,24}?)[*_]*(?=\.?\s*$|[.;]\s|\s+[|·]\s)/u;
const verdict = /[.!?)]\s+\**(\p{Lu}[\p{L}-]+(?: [\p{L}-]+){0,2})\**(?:[.!]?\s*$|,(?=\s[^.!?]+[.!]?\s*$))/u;
/** In sentences of their own these tell of fields as often as of requirements. */
const ofFields =
  /^(?:optional|required|mandatory|normal|obligatoires?|facultati(?:f|ve)|opcional|obligatori[oa])$/i;
/** Signs that tell a state, and a rank only where the document says so. */
export const stateSign = /[✅☑✔❌✖🚫⛔💤⏸🧊❓❔]/u;

/** Every place with at least two values in it; code is left alone. */
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
  lines.forEach((text, line) => {
    if (/^\s*(?:```|~~~)/.test(text)) fenced = !fenced;
    const isRow = /^\s*\|.*\|\s*$/.test(text) && text.length < 2000;
    if (isRow && header) readRow(cellsOf(text, line), header, put);
    header = isRow ? (header ?? cellsOf(text, line)) : null;
    if (!isRow && !fenced && text.length <= 600 && text.trim() !== '') readLine(text, line, put);
  });
  return [...slots.values()].filter((slot) => slot.marks.length > 1);
}

/** The second line of a table only divides. */
function readRow(cells: readonly Mark[], header: readonly Mark[], put: Put): void {
  for (const [at, cell] of cells.entries()) {
    const name = header[at];
    if (name && cell.value.length < 30 && /[^\s:-]/.test(cell.value))
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

type Put = (kind: SlotKind, label: string, mark: Mark, header?: Mark | null) => void;

function readLine(text: string, line: number, put: Put): void {
  const named = field.exec(text);
  if (named) {
    const from = text.indexOf(named[1]!);
    const to = named[0].trimEnd().length;
    put('field', fold(named[1]!).trim(), { line, from, to, value: named[2]!.trim() });
    return;
  }
  const start = listMark.exec(text)![0].length;
  const after = ownId.exec(text.slice(start))?.[0].length ?? 0;
  if (/^\s*#/.test(text) && signed.test(text.slice(start))) return;
  for (const at of after > 0 ? [start, start + after] : [start]) readStart(text, line, at, put);
  const end = text.trimEnd().length;
  const closing = bracketAtEnd.exec(text) ?? signedAtEnd.exec(text) ?? tailed.exec(text);
  if (!closing) readVerdict(text, line, put);
  if (!closing || closing.index <= start || stateSign.test(closing[1]!)) return;
  const kind = /[([]/.test(closing[0].trim()[0]!)
    ? 'bracket'
    : /\p{L}|\d/u.test(closing[1]!)
      ? 'tail'
      : 'sign';
  if (closing[1]!.split(' ').length > 3) return;
  put(kind, 'end', { line, from: closing.index + 1, to: end, value: closing[1]!.trim() });
}

/** "… above 20,000 lux. Critical." and "… of the system. Critical, dealers shout about it.": a last sentence that ranks. */
function readVerdict(text: string, line: number, put: Put): void {
  const found = verdict.exec(text);
  if (!found || ofFields.test(found[1]!) || readExactly(found[1]!, new Map()) === 0) return;
  const from = found.index + found[0].indexOf(found[1]!);
  put('tail', 'verdict', { line, from, to: found.index + found[0].length, value: found[1]! });
}

function readStart(text: string, line: number, at: number, put: Put): void {
  const rest = text.slice(at);
  const bracket = bracketed.exec(rest);
  const sign = bracket ? null : signed.exec(rest);
  const found = bracket ?? sign;
  if (!found || found[1]!.trim().split(' ').length > 3) return;
  if (found[0].length >= rest.trimEnd().length) return;
  const to = at + found[0].trimEnd().length;
  put(bracket ? 'bracket' : 'sign', 'start', { line, from: at, to, value: found[1]!.trim() });
}

function cellsOf(text: string, line: number): Mark[] {
  const cells: Mark[] = [];
  let from = text.indexOf('|') + 1;
  for (let to = text.indexOf('|', from); to >= 0; to = text.indexOf('|', from)) {
    cells.push({ line, from, to, value: text.slice(from, to).replace(/[*_`]/g, '').trim() });
    from = to + 1;
  }
  return cells;
}
