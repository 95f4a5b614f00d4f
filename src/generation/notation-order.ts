/** Tells in which order the values of a notation rank: by the document's own legend, by their column's name, by known words, by their nature. */
import type { Priority } from '../domain/priority.ts';
import { readField } from './fields.ts';
import type { Explained } from './notation-legend.ts';
import type { Slot } from './notation-marks.ts';
import { readExactly } from './priority-words.ts';
import { countsFromFirst, looseRank, namesRank } from './rank-words.ts';
import { readColumns } from './table-columns.ts';

export type Ranks = ReadonlyMap<string, Priority>;

/** Null for a place whose values rank nothing: states, sizes, owners, areas. */
export function rankValues(slot: Slot, explained: Explained | null): Ranks | null {
  const values = [...new Set(slot.marks.map(({ value }) => value))];
  const isNamed = slot.kind === 'field' || slot.kind === 'column';
  if (values.some((value) => /^P[0-4]$/i.test(value)) || (isNamed && meansOther(slot))) return null;
  const byLabel = isNamed && (namesRank(slot.label) || namesHarm(slot.label, values));
  if (isNamed && !byLabel && !explained) return null;
  const words = byWords(values, byLabel || explained ? 1 : 2);
  if (words && (explained === null || words.size === values.length)) return words;
  const steps = isNamed ? spread(byStep(slot, values)) : null;
  const isWhole = values.every((value) => explained?.order.includes(value));
  if (explained && (isWhole || !byLabel || steps === null)) return explained.ranks ?? spread(explained.order);
  return isNamed ? steps : byNature(values);
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
  return known !== undefined && known !== 'priority';
}

/** Levels in their order, the highest first, over the scale: the ends of the scale are for those who use four. */
export function spread(levels: readonly string[]): Ranks | null {
  if (levels.length < 2) return null;
  const first = levels.length > 3 ? 1 : 2;
  return new Map(levels.map((level, at) => [level, Math.min(4, first + at) as Priority]));
}

function byWords(values: readonly string[], least: number): Ranks | null {
  const sure = values.map((value) => [value, readExactly(value, new Map())] as const);
  const known = sure.filter(([, rank]) => rank !== 0);
  if (known.length === 0 || values.some((value) => /^[\d\W]+$/u.test(value))) return null;
  const all = sure.map(([value, rank]) => [value, rank || looseRank(value)] as const);
  const ranked = all.filter(([, rank]) => rank !== 0);
  const distinct = new Set(ranked.map(([, rank]) => rank)).size;
  if (distinct < least || ranked.length * 3 < values.length * 2) return null;
  return new Map(ranked);
}

/** Empty where a value has no place on a scale. */
function byStep(slot: Slot, values: readonly string[]): string[] {
  const first = countsFromFirst(slot.label);
  const steps = values.map((value) => ({ value, step: stepOf(value) }));
  if (steps.some(({ step }) => step === null)) return [];
  const rises = values.some((value) => /\/|★|⭐|!|●/.test(value)) || (!first && /^\d/.test(values[0]!));
  return steps.toSorted((a, b) => (rises ? b.step! - a.step! : a.step! - b.step!)).map(({ value }) => value);
}

/** "3", "3/5", "S2", "B", "II", "★★": where a value stands on its scale. */
function stepOf(value: string): number | null {
  const number = /^[A-Za-z]{0,2}[ -]?(\d{1,2})(?:\s*(?:\/|of|von|sur|de)\s*\d{1,2})?$/.exec(value)?.[1];
  if (number !== undefined) return Number(number);
  if (/^[A-F]$/.test(value)) return value.charCodeAt(0);
  if (/^(?:I{1,3}|IV|V)$/.test(value)) return ['I', 'II', 'III', 'IV', 'V'].indexOf(value);
  const run = [...value.replace(/\uFE0F/g, '')];
  return run.every((one) => one === run[0]) && !/[\p{L}\d]/u.test(run[0]!) ? run.length : null;
}

const scales: readonly (readonly string[])[] = [
  ['🥇', '🥈', '🥉'],
  ['🔺', '🔸', '🔹'],
  ['⏫', '🔼', '🔽', '⏬'],
  ['⬆', '➡', '⬇'],
];

/** Runs of one sign count by their length; medals and arrows have an order of their own. */
function byNature(values: readonly string[]): Ranks | null {
  if (values.length < 2) return null;
  const bare = (value: string) => value.replace(/\uFE0F/g, '');
  const sign = [...values[0]!][0]!;
  const runs = values.every((value) => [...bare(value)].every((one) => one === sign));
  if (runs && /[★⭐🌟●◆■▲!🔥]/u.test(sign))
    return spread(values.toSorted((a, b) => [...b].length - [...a].length));
  const scale = scales.find((one) => values.every((value) => one.includes(bare(value))));
  if (!scale) return null;
  return spread(values.toSorted((a, b) => scale.indexOf(bare(a)) - scale.indexOf(bare(b))));
}
