/** Reads requirement tables: one candidate per row, its cells into the fields they mean. */

import { fold, type Language } from '../documents/language.ts';
import type { Section, Table } from '../documents/outline.ts';
import { readSpeech, stateOf } from '../documents/speech.ts';
import { isDoneSince, type State } from '../documents/state-words.ts';
import { isStory } from '../documents/story.ts';
import { isSuspicious } from '../documents/suspicious.ts';
import type { Candidate, CandidateKind } from './candidate.ts';
import { makeCandidate } from './make-candidate.ts';
import { readSize, readState, readStatus } from './marks.ts';
import { takeNeeds } from './needs.ts';
import { type Legend, readColumnLegend, readPriorityWord } from './priority-words.ts';
import type { Reading } from './reading.ts';
import { storyFrom } from './story-frame.ts';
import { type Column, readChangeColumns, readColumns } from './table-columns.ts';
import { readTableColumns, stateOfNote } from './table-values.ts';

type Row = Table['rows'][number];

export function gatherTable(reading: Reading, section: Section, table: Table, kind: CandidateKind): void {
  if (isFormTable(table)) {
    gatherForm(reading, section, table, kind);
    return;
  }
  const change = readChangeColumns(table.header);
  if (change) {
    gatherChanges(reading, section, table, { ...change, kind });
    return;
  }
  const columns = readTableColumns(table, reading.legend);
  const priorities = table.rows.map((row) => cell(row, columns, 'priority'));
  const legend = readColumnLegend(priorities, reading.legend);
  for (const row of table.rows) {
    const text = row.cells.join(' | ');
    const state = stateOfRow(row, columns, legend) ?? stateOfNotes(reading, table, row, columns);
    if (isSuspicious(text)) reading.out.parked.push({ reason: 'suspicious', text, lines: [row.line] });
    else if (state) reading.out.parked.push({ reason: state, text, lines: [row.line] });
    else if (!isLabel(row, columns) && row.cells.some((cell) => /\p{L}{3}/u.test(cell))) {
      reading.out.candidates.push(candidateOfRow(reading, section, { row, columns, kind, table, legend }));
    }
  }
}

/** A name across the whole row, where ids stand otherwise, heads the rows below it. */
function isLabel(row: Row, columns: ReadonlyMap<Column, number>): boolean {
  const id = cell(row, columns, 'id');
  return (
    /^[^\d]{4,}$/u.test(id) && row.cells.every((one, at) => one.trim() === '' || at === columns.get('id'))
  );
}

/** A table of what is and what shall be asks for what shall be; a row that stays as it is asks for nothing. */
function gatherChanges(
  reading: Reading,
  section: Section,
  table: Table,
  { before, after, kind }: { before: number; after: number; kind: CandidateKind },
): void {
  for (const row of table.rows) {
    const text = (row.cells[after] ?? '').trim();
    const whole = row.cells.join(' | ');
    if (isSuspicious(whole))
      reading.out.parked.push({ reason: 'suspicious', text: whole, lines: [row.line] });
    if (
      isSuspicious(whole) ||
      !/\p{L}{2}/u.test(text) ||
      /^(?:unchanged|same|no change|stays|as (?:today|is|before|now))\b/i.test(text)
    )
      continue;
    const candidate = makeCandidate(reading, { kind, text, lines: [row.line], path: section.path });
    const subject = row.cells[0]!.trim();
    if (text.split(' ').length < 3 && subject !== '') candidate.text = `${subject}: ${text}`;
    candidate.notes.push({
      text: `${subject}, ${table.header[before]}: ${row.cells[before]}`,
      lines: [row.line],
    });
    reading.out.candidates.push(candidate);
  }
}

/** True for a table whose left column names what the right one says: one requirement, field by field. */
export function isFormTable(table: Table): boolean {
  if (table.rows.length < 2 || table.header.length !== 2) return false;
  const columns = readColumns(labelsOf(table));
  const named = columns.has('title') || columns.has('text') || columns.has('want');
  return named && columns.size >= 3;
}

function labelsOf(table: Table): string[] {
  return [table.header[0]!, ...table.rows.map((row) => row.cells[0] ?? '')];
}

/** Turned on its side, a form is a table of one row; what it says besides becomes criteria. */
function gatherForm(reading: Reading, section: Section, table: Table, kind: CandidateKind): void {
  const header = labelsOf(table);
  const columns = readColumns(header);
  const cells = [table.header[1]!, ...table.rows.map((row) => row.cells[1] ?? '')];
  const row = { cells, struck: false, line: table.first };
  const text = cells.join(' | ');
  const lines = [table.first, ...table.rows.map((one) => one.line)];
  const state = stateOfRow(row, columns, reading.legend);
  if (isSuspicious(text) || state) {
    reading.out.parked.push({ reason: state ?? 'suspicious', text, lines });
    return;
  }
  const candidate = candidateOfRow(reading, section, {
    ...{ row, columns, kind, table: { ...table, header } },
    legend: reading.legend,
  });
  const known = new Set(columns.values());
  candidate.own = lines.filter((_line, at) => known.has(at));
  table.rows.forEach((one, at) => {
    if (!known.has(at + 1) && one.cells[1])
      candidate.criteria.push({ text: one.cells.join(': '), lines: [one.line] });
  });
  reading.out.candidates.push(candidate);
}

function cell(row: Row, columns: ReadonlyMap<Column, number>, column: Column): string {
  const at = columns.get(column);
  return at === undefined ? '' : (row.cells[at] ?? '').trim();
}

function stateOfRow(row: Row, columns: ReadonlyMap<Column, number>, legend: Legend) {
  const status = cell(row, columns, 'status');
  const priority = cell(row, columns, 'priority');
  const means = legend.get(priority.toLowerCase()) ?? 4;
  if (/^(?:won'?t|w|out)\b/i.test(priority) && means === 4) return 'out_of_scope' as const;
  const telling = [columns.get('title'), columns.get('text'), columns.get('want')];
  const notes = row.cells.filter((_, at) => !telling.includes(at));
  const said = notes.map(stateOfNote).find((state) => state !== null);
  return readStatus(status) ?? said ?? (row.struck ? 'out_of_scope' : readState(cell(row, columns, 'text')));
}

const doneAt =
  /^(?:done|shipped|delivered|live|finished|closed|fixed|released|erledigt|fertig|fait|livre|hecho|listo|entregado|feito|pronto|entregue) (?:in|on|at|with|since|by|am|im|seit|mit|en|le|dans|depuis|el|desde|em|no|na)$/;

/** "el año que viene" in a short cell beside the text; anything at all below "Done in". */
function stateOfNotes(
  reading: Reading,
  table: Table,
  row: Row,
  columns: ReadonlyMap<Column, number>,
): State | null {
  const telling = [columns.get('title'), columns.get('text'), columns.get('want')];
  if (
    /^(?:done|fixed|repaired|erledigt|behoben|fait|regle|hecho|feito)\b/.test(
      fold(cell(row, columns, 'text')),
    )
  )
    return 'done';
  for (const [at, said] of row.cells.entries()) {
    if (isDoneSince(said)) return 'done';
    const isShort = said.split(' ').length < 6;
    if (telling.includes(at) || !isShort || !/[\p{L}\d]/u.test(said)) continue;
    if (
      doneAt.test(fold(table.header[at] ?? '').trim()) &&
      !/^(?:no|open|tbd|nein|non|nao)\b/i.test(fold(said))
    )
      return 'done';
    const state = stateOf(readSpeech(said, reading.language));
    if (state && at !== columns.get('id')) return state;
  }
  return null;
}

type RowPlace = {
  row: Row;
  columns: ReadonlyMap<Column, number>;
  kind: CandidateKind;
  table: Table;
  legend: Legend;
};

function candidateOfRow(reading: Reading, section: Section, place: RowPlace): Candidate {
  const { row, columns } = place;
  const get = (column: Column) => cell(row, columns, column);
  const { name, text } = wording(row, columns, reading.language);
  const id = get('id');
  const candidate = makeCandidate(reading, {
    kind: place.kind,
    text: text === '' ? name : text,
    name: text === '' ? null : name,
    lines: [row.line],
    path: section.path,
    priority: readPriorityWord(get('priority'), place.legend),
    ordinal: /^#?\d{1,3}$/.test(id)
      ? { list: -place.table.first, number: Number(id.replace('#', '')) }
      : null,
  });
  if (/[A-Za-z]/.test(id)) candidate.id = id;
  if (name !== '' && text !== '' && candidate.name === null) candidate.name = name;
  candidate.owner = /^\p{L}/u.test(get('owner')) ? get('owner') : null;
  const size = readSize(get('effort'));
  if (size.word) candidate.effort = size;
  if (
    /[\p{L}\d]/u.test(get('needs')) &&
    !/^(?:none|no|keine|aucune?|ningun[oa]|nenhum[a]?|n\/a|-)$/i.test(get('needs'))
  ) {
    candidate.needs.push(get('needs'));
  }
  for (const part of get('criteria')
    .split(/\s*;\s*/)
    .filter((one) => one.length > 3)) {
    candidate.criteria.push({ text: part, lines: [row.line] });
  }
  const known = new Set(columns.values());
  const others = row.cells.filter((_value, at) => !known.has(at));
  candidate.needs.push(...others.flatMap((value) => takeNeeds(value).needs));
  candidate.notes.push(...remarksOf(place).map((text) => ({ text, lines: [row.line] })));
  return candidate;
}

/** What stands at length in columns of no known meaning, under their names. */
function remarksOf({ row, columns, table }: RowPlace): string[] {
  const known = new Set(columns.values());
  if (known.size === 0) return [];
  return row.cells.flatMap((value, at) =>
    !known.has(at) && value.split(' ').length > 3 ? [`${table.header[at]}: ${value}`] : [],
  );
}

/** What the row is called and what it says; a story spread over columns is put together. */
function wording(
  row: Row,
  columns: ReadonlyMap<Column, number>,
  language: Language,
): { name: string; text: string } {
  const get = (column: Column) => cell(row, columns, column);
  if (columns.has('role') && columns.has('want')) {
    const parts = { role: get('role'), want: get('want'), benefit: get('benefit') };
    return { name: '', text: storyFrom(parts, language) };
  }
  const title = get('title');
  const text = get('text') || get('want');
  if (isStory(title) && !isStory(text)) return { name: text, text: title };
  if (title !== '' || text !== '') return { name: title, text };
  const known = new Set(columns.values());
  return {
    name: '',
    text: row.cells.find((value, at) => !known.has(at) && /\p{L}{3}/u.test(value)) ?? row.cells.join(' '),
  };
}
