/** Finds where a document explains a notation of its own: "A comes with the first box, B before winter, C if there is room". */
import { fold } from '../documents/language.ts';
import type { Priority } from '../domain/priority.ts';
import type { Slot } from './notation-marks.ts';
import { foldPriority, readExactly } from './priority-words.ts';
import { namesRank } from './rank-words.ts';
import { leanings } from './scale-lexicon.ts';
import { bandOf, scoreOf } from './scale-score.ts';

/** The values from the highest to the lowest, and the parts of lines that only explain them. */
export type Explained = {
  order: string[];
  /** What the words behind all of them say outright: "= must", "(P0)". */
  ranks: ReadonlyMap<string, Priority> | null;
  spans: { line: number; from: number; to: number }[];
};

type Entry = { value: string; line: number; at: number; says: string };

/** Lines that may explain marks, so that not every line is searched for those of every place. */
export type Places = { inline: readonly number[]; listed: readonly number[] };

/** A document explains its marks in few lines, and nearly always above them. */
const mostPlaces = 300;
const listed = /^\s*[-*+|>]?\s*\**[^\s=:|]{1,14}\**\s*(?:=|:|–|—|\||means\b)\s*(?=\S)/u;

export function findPlaces(lines: readonly string[]): Places {
  const within = (fits: (text: string) => boolean) =>
    lines.flatMap((text, line) => (text.length <= 500 && fits(text) ? [line] : [])).slice(0, mostPlaces);
  return {
    inline: within((text) => /[=:,;·|–—]/.test(text) && !/^\s*(?:#|\||```)/.test(text)),
    listed: within((text) => listed.test(text)),
  };
}

/** Null where no line explains at least two of the values. */
export function findExplained(slot: Slot, lines: readonly string[], places: Places): Explained | null {
  const values = [...new Set(slot.marks.map(({ value }) => value))];
  const finders = values.map((value) => [value, finderOf(value)] as const);
  for (const line of places.inline) {
    const text = lines[line]!;
    const entries = entriesIn(text, line, finders);
    if (!explains(entries, values) || !ranks(slot, entries, text)) continue;
    return { order: orderOf(entries), ranks: ranksOf(entries), spans: [spanOf(text, line, entries)] };
  }
  return findListed(slot, lines, { finders, places: places.listed });
}

/** One line each: "- A: comes with the first box". The values of such a list are marks of the same place, each there once. */
function findListed(
  slot: Slot,
  lines: readonly string[],
  { finders, places }: { finders: readonly (readonly [string, RegExp])[]; places: readonly number[] },
): Explained | null {
  const found: Entry[] = [];
  for (const line of places) {
    const last = found.at(-1);
    if (last && line - last.line > 2) break;
    const text = lines[line]!;
    const entry = entriesIn(text, line, finders)[0];
    if (entry && text.slice(0, entry.at).replace(/[\s*|>+-]/g, '') === '') found.push(entry);
    else if (last) break;
  }
  const values = new Set(found.map(({ value }) => value));
  const elsewhere = slot.marks.filter(({ line }) => !found.some((entry) => entry.line === line));
  if (values.size < 2 || values.size !== found.length || elsewhere.length < 2) return null;
  if (!ranks(slot, found, '')) return null;
  return {
    order: orderOf(found),
    ranks: ranksOf(found),
    spans: found.map(({ line }) => ({ line, from: 0, to: lines[line]!.length })),
  };
}

function finderOf(value: string): RegExp {
  const bare = value.replace(/\uFE0F/g, '');
  const literal = escaped(bare);
  const edge = /[\p{L}\d]/u.test(value) ? '[\\p{L}\\d]' : `(?:${escaped([...bare].at(-1)!)})`;
  const opens = /[\p{L}\d]/u.test(value)
    ? `(?<=^[\\s>*_-]*|[,;:(·|.–—"\\[]\\s*[*_[(]{0,3}|\\b(?:and|und|et|y|e|prio\\p{L}*|rank|rang|level|tier|class|klasse|stufe|niveau|n[ií]vel)\\s+[*_[]{0,2})`
    : '';
  return new RegExp(`${opens}(?<!${edge})${literal}\\uFE0F?(?!${edge})`, 'giu');
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function entriesIn(text: string, line: number, finders: readonly (readonly [string, RegExp])[]): Entry[] {
  const starts = finders.flatMap(([value, finder]) => {
    const [match] = [...text.matchAll(finder)].slice(0, 1);
    return match ? [{ value, at: match.index, end: match.index + match[0].length }] : [];
  });
  starts.sort((a, b) => a.at - b.at);
  return starts.map(({ value, at, end }, index) => ({
    value,
    line,
    at,
    says: text.slice(end, starts[index + 1]?.at ?? text.length),
  }));
}

/** Most of the values, and words behind most of them. */
function explains(entries: readonly Entry[], values: readonly string[]): boolean {
  if (entries.length < 2 || entries.length * 2 < values.length) return false;
  const said = entries.filter(({ says }) => /\p{L}{3}/u.test(says.replace(/\b(?:and|und|oder|the)\b/g, '')));
  return said.length * 2 > entries.length;
}

const states =
  /^\W*(?:is |means? )?(?:done|shipped|live|in progress|in work|planned|open\b|parked|blocked|on hold|rejected|erledigt|fertig|in arbeit|offen|geplant|fait|en cours|prevu|hecho|en curso|pendiente|feito|em andamento|pendente)/;

/** Its words, or the name of the place, tell of more and less; a legend of states or of areas does not. */
function ranks(slot: Slot, entries: readonly Entry[], text: string): boolean {
  if (entries.some(({ says }) => states.test(fold(says)))) return false;
  const label = /(?:^|[.!?]\s+)[\s>*_]*(\p{L}[\p{L} ]{2,24}?)[\s*_]*[:=]/u.exec(text)?.[1] ?? '';
  return (
    namesRank(label) ||
    ((slot.kind === 'field' || slot.kind === 'column') && namesRank(slot.label)) ||
    entries.some((entry) => weigh(entry) !== 0) ||
    entries.filter(({ value }) => readExactly(value, new Map()) !== 0).length > 1 ||
    ranksOf(entries) !== null
  );
}

/** Null unless each is told by a word or a level, and not all by the same. */
function ranksOf(entries: readonly Entry[]): ReadonlyMap<string, Priority> | null {
  const told = entries.map(({ value, says }) => [value, rankOf(says)] as const);
  const distinct = new Set(told.map(([, rank]) => rank));
  return distinct.size === told.length && !distinct.has(0) ? new Map(told) : null;
}

function rankOf(says: string): Priority {
  const level = /\bP[0-4]\b/.exec(says)?.[0];
  const word = /\p{L}[\p{L}-]*/u.exec(says.replace(/\b(?:means?|is|are|ist|steht für)\b/, ''))?.[0];
  return readExactly(level ?? word ?? '', new Map()) || bandOf(scoreOf(foldPriority(word ?? ''), 'loose'));
}

function weigh({ says }: Entry): number {
  return (leanings.high.test(fold(says)) ? 1 : 0) - (leanings.low.test(fold(says)) ? 1 : 0);
}

/** As listed, unless the words behind the first say less than those behind the last. */
function orderOf(entries: readonly Entry[]): string[] {
  const order = entries.map(({ value }) => value);
  return weigh(entries[0]!) < weigh(entries.at(-1)!) ? order.reverse() : order;
}

/** From the sentence of the first entry to the end of the last one's. */
function spanOf(text: string, line: number, entries: readonly Entry[]) {
  const first = entries[0]!.at;
  const before = [...text.slice(0, first).matchAll(/[.!?]\s+/g)].at(-1);
  const last = entries.at(-1)!;
  const end = /[.!?](?=\s+\p{Lu})/u.exec(text.slice(last.at));
  return {
    line,
    from: before ? before.index + before[0].length : 0,
    to: end ? last.at + end.index + 1 : text.length,
  };
}
