/** Finds marks that say a requirement is finished, put off or dropped, wherever the layout puts them, and says so in one way. */
import { fold } from '../documents/language.ts';
import { ofThings, stateOfMark } from '../documents/state-phrases.ts';
import type { State } from '../documents/state-words.ts';
import { readColumns } from './table-columns.ts';
import type { Edit } from './text-edit.ts';

const said: Record<State, string> = { done: 'done', future: 'later', out_of_scope: 'dropped' };

const listed = /^(\s*)(?:[-*+•]|\d{1,3}[.)])\s+(?:\[ \]\s+)?/;
const field =
  /^[\s>*_+•-]*(?:\*\*|__)?(?:status|state|stand|statut|[ée]tat|estado|situa[cç][aã]o)(?:\*\*|__)?\s*[:=]\s*(?:\*\*|__)?\s*(\S.{0,60}?)[.*_]*\s*$/iu;
const within =
  /(?:[.;(|·]|\s[–—-])\s*(?:status|statut|estado|stand|situa[cç][aã]o)\s*[:=]\s*([^.;()|·]{2,40})/iu;
const opens =
  /^(?:\[([^\]]{2,30})\]|\(([^)]{2,30})\)|`([^`]{2,30})`|(?:\*\*|__)([^*_:]{2,30}?)\s*:?(?:\*\*|__)\s*:?|([\p{L}\p{N}][^:–—|.]{1,30}?)\s*(?::|\s[–—|·-]))\s+\S/u;
const closes =
  /(?:\s[–—-]\s+|\s[|·•]\s|\s(?:→|->|=>)\s*|[.!?)]\s+|\s(?=[[({`#*_]))([[({`#*_]*[\p{L}\p{N}][^.;–—|·()[\]{}]{1,34}?[\])}`*_]*)[.!]?\s*$/u;
const plainLabel = /^[\p{L}\p{N}][^:.]{1,30}:\s+\S/u;

/** The same lines with "(done)", "(later)" or "(dropped)" behind each mark that says so in other words or elsewhere. */
export function translateStates(lines: readonly string[]): Edit[] {
  const edits: Edit[] = [];
  let fenced = false;
  let columns: ReadonlyMap<string, number> | null = null;
  const mark = (line: number, state: State) => {
    const from = lines[line]!.trimEnd().length;
    edits.push({ line, from, to: from, text: ` (${said[state]})` });
  };
  lines.forEach((text, line) => {
    if (/^\s*(?:```|~~~)/.test(text)) fenced = !fenced;
    const isRow = /^\s*\|.*\|\s*$/.test(text);
    if (isRow && !fenced) {
      if (columns) edits.push(...statusCell(text, line, columns));
      columns ??= readColumns(cellsOf(text));
      return;
    }
    columns = null;
    if (fenced || text.length > 400 || text.trim() === '') return;
    const stated = field.exec(text);
    const state = stated ? stateOfMark(stated[1]!) : stateOfLine(lines, line);
    if (!state) return;
    const target = stated ? ownerOf(lines, line) : line;
    if (target !== null) mark(target, state);
  });
  return edits;
}

function stateOfLine(lines: readonly string[], line: number): State | null {
  const text = lines[line]!;
  const item = listed.exec(text);
  if (!item) return null;
  const rest = text.slice(item[0].length).trim();
  const inline = within.exec(rest);
  if (inline) return stateOfMark(inline[1]!);
  const found = opens.exec(rest);
  const lead = found?.slice(1, 6).find((one) => one !== undefined);
  if (lead && stateOfMark(lead) && !(found![5] && definesStates(lines, line))) return stateOfMark(lead);
  const tail = closes.exec(rest);
  const isEnumerated = (rest.match(/\s[–—-]\s|→/g) ?? []).length > 1;
  return tail && !isEnumerated ? stateOfMark(tail[1]!) : null;
}

/** Points looked at before and after one: lists that define states are short. */
const nearBy = 20;

/** A list whose points all open with another label defines states, "Cancelled: the guest gets a refund". */
function definesStates(lines: readonly string[], line: number): boolean {
  let [from, to] = [line, line];
  while (line - from < nearBy && listed.test(lines[from - 1] ?? '')) from--;
  while (to - line < nearBy && listed.test(lines[to + 1] ?? '')) to++;
  const points = lines.slice(from, to + 1).map((one) => one.replace(listed, '').trim());
  const labels = points.flatMap((one) => (plainLabel.test(one) ? [fold(one.split(':')[0]!)] : []));
  if (labels.some((label) => ofThings.test(label))) return true;
  return labels.length === points.length && points.length > 1 && new Set(labels).size === labels.length;
}

/** The point a nested "Status: done" is about, or the heading above it, where that says so only once. */
function ownerOf(lines: readonly string[], line: number): number | null {
  const indent = /^\s*/.exec(lines[line]!)![0].length;
  for (let at = line - 1; at >= 0 && line - at < 30; at--) {
    const text = lines[at]!;
    if (/^#{2,6}\s/.test(text)) return at;
    if (/^#\s/.test(text)) return null;
    const item = listed.exec(text);
    if (item && indent > 0 && item[1]!.length < indent) return at;
    if (indent === 0 && field.test(text)) return null;
  }
  return null;
}

function statusCell(text: string, line: number, columns: ReadonlyMap<string, number>): Edit[] {
  const at = columns.get('status');
  const cell = at === undefined ? '' : (cellsOf(text)[at] ?? '');
  const state = stateOfMark(cell);
  if (!state) return [];
  let from = text.indexOf('|') + 1;
  for (let index = 0; index < at!; index++) from = text.indexOf('|', from) + 1;
  const end = text.indexOf('|', from);
  return [{ line, from: end, to: end, text: `(${said[state]}) ` }];
}

function cellsOf(text: string): string[] {
  return text
    .trim()
    .slice(1, -1)
    .split('|')
    .map((cell) => cell.trim());
}
