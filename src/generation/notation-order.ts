/** Tells in which order the values of a notation rank: by the document's own legend, by their column's name, by known words, by their nature. */
import { fold } from '../documents/language.ts';
import type { Priority } from '../domain/priority.ts';
import { readField } from './fields.ts';
import { isLevel, ofFields } from './mark-places.ts';
import type { Explained } from './notation-legend.ts';
import type { Slot } from './notation-marks.ts';
import { foldPriority } from './priority-words.ts';
import { countsFromFirst, namesRank } from './rank-words.ts';
import { ownOrders } from './scale-lexicon.ts';
import { bandOf, scoreOf } from './scale-score.ts';
import { readColumns } from './table-columns.ts';

export type Ranks = ReadonlyMap<string, Priority>;

/** Null for a place whose values rank nothing: states, sizes, owners, areas. */
export function rankValues(slot: Slot, explained: Explained | null): Ranks | null {
  const values = [...new Set(slot.marks.map(({ value }) => value))];
  const isNamed = slot.kind === 'field' || slot.kind === 'column';
  if (isNamed && meansOther(slot)) return null;
  const levels = byLevel(values);
  if (levels) return levels;
  const byLabel = isNamed && (namesRank(slot.label) || namesHarm(slot.label, values));
  if (slot.kind === 'field' && !byLabel && !explained) return null;
  const words = byWords(slot, values, byLabel || explained !== null);
  if (words && (explained === null || words.size === values.length)) return words;
  if (isNamed && !byLabel && !explained) return null;
  const steps = isNamed ? spread(byStep(slot, values)) : null;
  const isWhole = values.every((value) => explained?.order.includes(value));
  if (explained && (isWhole || !byLabel || steps === null)) return explained.ranks ?? spread(explained.order);
  return steps ?? byNature(values);
}

/** "P1", "prio 2": what they say already; "n/a" beside them says nothing. */
function byLevel(values: readonly string[]): Ranks | null {
  const levels = values.map(
    (value) => [value, /^\W*P(?:rio\p{L}*)?\s?([0-4])\b/iu.exec(value)?.[1]] as const,
  );
  const told = levels.filter(([, level]) => level !== undefined);
  if (told.length === 0 || told.length * 2 < values.length) return null;
  return new Map(told.map(([value, level]) => [value, Math.min(4, Number(level) + 1) as Priority]));
}

/** "Impact: blocker" ranks what to mend first; "Impact: high" speaks of a risk or of a benefit. */
function namesHarm(label: string, values: readonly string[]): boolean {
  return (
    /^(?:impact|auswirkung(?:en)?|impacto|effet|effect|criticality)$/.test(label) &&
    values.some((value) =>
      /^(?:blocker|blocking|critical|serious|major|minor|cosmetic|bloquant|majeur|mineur)$/i.test(value),
    )
  );
}

/** "Status", "Size", "Owner" are known for something else. */
function meansOther({ kind, label }: Slot): boolean {
  const known = kind === 'field' ? readField(`${label}: x`)?.field : [...readColumns([label]).keys()][0];
  return known !== undefined && known !== 'priority' && !namesRank(label);
}

/** Levels in their order, the highest first, over the scale: the ends of the scale are for those who use four. */
export function spread(levels: readonly string[]): Ranks | null {
  if (levels.length < 2) return null;
  const first = levels.length > 3 ? 1 : 2;
  return new Map(levels.map((level, at) => [level, Math.min(4, first + at) as Priority]));
}

/** Words, where most marks of the place are ranks and, unless its name says so, one of them could be nothing else. */
function byWords(slot: Slot, values: readonly string[], isTold: boolean): Ranks | null {
  if (values.some((value) => !/\p{L}/u.test(value))) return null;
  const scores = new Map<string, number>();
  for (const value of values) {
    const score = scoreOfValue(value, 'loose');
    if (score > 0) scores.set(value, score);
  }
  const marked = slot.marks.filter(({ value }) => scores.has(value)).length;
  const share = marked / slot.marks.length;
  if (scores.size === 0 || share * 3 < 2) return null;
  const distinct = new Set(scores.values()).size;
  const isSure = values.some(
    (value) => scoreOfValue(value, 'sure') > 0 && !(slot.label === 'verdict' && ofFields.test(value)),
  );
  if (!isTold && (distinct < 2 || (!isSure && (distinct < 3 || share < 1)))) return null;
  return resolve(scores);
}

function scoreOfValue(value: string, how: 'sure' | 'loose'): number {
  const plain = foldPriority(value);
  return scoreOf(plain, how) || scoreOf(plain.split(/\s*[(/,;:=–—]\s*|\s-\s/)[0]!.trim(), how);
}

/** By what the words say; where two of them would fall together that do not mean the same, by their order. */
function resolve(scores: ReadonlyMap<string, number>): Ranks {
  const steps = [...new Set(scores.values())].sort((a, b) => b - a);
  const bands = new Set(steps.map(bandOf));
  const first = steps.length > 3 ? 1 : 2;
  const rank = (score: number) =>
    bands.size === steps.length ? bandOf(score) : (Math.min(4, first + steps.indexOf(score)) as Priority);
  return new Map([...scores].map(([value, score]) => [value, rank(score)]));
}

/** Empty where a value has no place on a scale. */
function byStep(slot: Slot, values: readonly string[]): string[] {
  const first = countsFromFirst(slot.label);
  const steps = values.map((value) => ({ value, step: stepOf(value) }));
  if (steps.some(({ step }) => step === null)) return [];
  const most = Math.max(...steps.map(({ step }) => step!));
  if (first && most <= 4 && values.every((value) => /^\d$/.test(value)))
    return Array.from({ length: most }, (_, at) => String(at + 1));
  const rises =
    values.some((value) => /\/|★|⭐|!|●|▲|🔥|\+/u.test(value)) || (!first && /^\d/.test(values[0]!));
  return steps.toSorted((a, b) => (rises ? b.step! - a.step! : a.step! - b.step!)).map(({ value }) => value);
}

/** "3", "3/5", "S2", "Tier 2", "B", "II", "2nd", "★★☆": where a value stands on its scale. */
function stepOf(value: string): number | null {
  const bare = value.replace(
    /^(?:prio\p{L}*|tier|rank|rang|level|stufe|klasse|class|niveau|nivel)\.?\s*/iu,
    '',
  );
  const number =
    /^[A-Za-z#]{0,2}[ -]?(\d{1,3})(?:st|nd|rd|th|\.|º|ª|er|e|re)?(?:\s*(?:\/|of|von|sur|de)\s*\d{1,3})?$/.exec(
      bare,
    )?.[1];
  if (number !== undefined) return Number(number);
  if (/^[A-F]$/.test(bare)) return bare.charCodeAt(0);
  if (/^(?:I{1,3}|IV|V)$/.test(bare)) return ['I', 'II', 'III', 'IV', 'V'].indexOf(bare);
  const run = filled(value);
  return run.length > 0 && run.every((one) => one === run[0]) && !/[\p{L}\d]/u.test(run[0]!)
    ? run.length
    : null;
}

/** The signs of a run without those that only fill it up: two for "★★☆". */
function filled(value: string): string[] {
  return [...value.replace(/\uFE0F/g, '').replace(/(?<=[^☆○◇□△])[☆○◇□△]+$/u, '')];
}

/** Runs of one sign count by their length; medals, arrows, colours and numbered levels have an order of their own. */
function byNature(values: readonly string[]): Ranks | null {
  if (values.length < 2) return null;
  const [sign] = filled(values[0]!);
  const runs = values.map(filled);
  if (runs.every((run) => run.every((one) => one === sign)) && /[★⭐🌟●◆■▲!🔥+❗]/u.test(sign!)) {
    const lengths = new Map(values.map((value, at) => [value, runs[at]!.length]));
    return spreadSame(values, (value) => -lengths.get(value)!);
  }
  if (values.every(isLevel)) return spreadSame(values, (value) => stepOf(value) ?? 9);
  const bare = (value: string) => fold(value).replace(/\uFE0F/g, '');
  const scores = new Map(values.map((value) => [value, scoreOf(bare(value), 'sure')]));
  if (values.every((value) => /\p{Extended_Pictographic}/u.test(value) && scores.get(value)! > 0))
    return resolve(scores);
  const order = ownOrders.find((one) => values.every((value) => one.includes(bare(value))));
  return order ? spreadSame(values, (value) => order.indexOf(bare(value))) : null;
}

function spreadSame(values: readonly string[], placeOf: (value: string) => number): Ranks | null {
  return spread(values.toSorted((a, b) => placeOf(a) - placeOf(b)));
}
