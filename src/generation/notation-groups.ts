/** Finds lines that rank all that stands below them: headings, labels, points over points of their own. */
import { detectLanguage, type Language } from '../documents/language.ts';
import { cleanHeading, kindOfHeading } from '../documents/section-kind.ts';
import { isLevel } from './mark-places.ts';
import { rankValues } from './notation-order.ts';
import { priorityOfHeading } from './priority-headings.ts';
import { foldPriority } from './priority-words.ts';
import { scoreOf } from './scale-score.ts';
import type { Edit } from './text-edit.ts';

/** `depth` of the Markdown heading that would do the same; `key` is shared by those that stand beside each other. */
type Head = { line: number; value: string; key: string; depth: number; isHeading: boolean };

const heading = /^(#{1,6})\s+(\S.*?)\s*#*\s*$/;
const bold = /^\s{0,3}(?:\*\*|__)([^*_]{1,60}?)\s*:?\s*(?:\*\*|__)\s*:?\s*$/;
const label = /^\s{0,3}([\p{L}\p{N}\p{Extended_Pictographic}★][^:|]{0,58}?)\s*:\s*$/u;
const capitals = /^\s{0,3}([\p{Lu}\p{N}][\p{Lu}\p{N}' -]{1,40})\s*$/u;
const point = /^(\s*)(?:[-*+•]|\d{1,2}[.)])\s+(?:\*\*|__)?([^*_:]{1,60}?)\s*:?\s*(?:\*\*|__)?\s*:?\s*$/;

/** Headings in their place that say "P1" instead of words that were not known for a rank. */
export function translateGroups(lines: readonly string[]): Edit[] {
  const language = detectLanguage(lines.join('\n'));
  const heads = findHeads(lines);
  const sets = Map.groupBy(heads, ({ key }) => key);
  return [...sets.values()].flatMap((set) => translateSet(set, lines, language));
}

function translateSet(set: readonly Head[], lines: readonly string[], language: Language): Edit[] {
  const ranked = set.filter(({ value }) => isRank(value) && !isAside(value, language));
  if (ranked.length < 2) return [];
  const isAll = ranked.length === set.filter(({ value }) => !isAside(value, language)).length;
  const isSure = ({ value }: Head) => isLevel(value) || scoreOf(foldPriority(value), 'sure') > 0;
  const counted = isAll ? ranked : ranked.filter(isSure);
  if (!isAll && set[0]!.key.startsWith('point')) return [];
  const marks = counted.map(({ line, value }) => ({ line, from: 0, to: 0, value }));
  const ranks = rankValues({ kind: 'lead', label: 'group', marks, header: null }, null);
  if (!ranks) return [];
  return counted.flatMap(({ line, value, depth, isHeading }) => {
    const rank = ranks.get(value);
    const text = lines[line]!;
    if (rank === undefined || (isHeading && priorityOfHeading(value, new Map()) === rank)) return [];
    return [{ line, from: 0, to: text.length, text: `${'#'.repeat(depth)} P${rank - 1}` }];
  });
}

function isRank(value: string): boolean {
  return isLevel(value) || scoreOf(foldPriority(value), 'loose') > 0 || /^[^\p{L}\p{N}]{1,6}$/u.test(value);
}

/** "Later", "Won't have": what stands below is put off, and not ranked. */
function isAside(value: string, language: Language): boolean {
  const kind = kindOfHeading(value, language, true);
  return kind === 'future' || kind === 'out_of_scope' || kind === 'done';
}

function findHeads(lines: readonly string[]): Head[] {
  const heads: Head[] = [];
  const above: { depth: number; line: number }[] = [];
  let fenced = false;
  lines.forEach((text, line) => {
    if (/^\s*(?:```|~~~)/.test(text)) fenced = !fenced;
    if (fenced || text.length > 90) return;
    const marked = heading.exec(text);
    if (marked) {
      const depth = marked[1]!.length;
      while (above.length > 0 && above.at(-1)!.depth >= depth) above.pop();
      const key = `heading ${depth} ${above.at(-1)?.line ?? ''}`;
      heads.push({ line, value: namedRank(marked[2]!), key, depth, isHeading: true });
      above.push({ depth, line });
      return;
    }
    const found = plainHead(lines, line);
    if (!found) return;
    const depth = Math.min(6, (above.at(-1)?.depth ?? 1) + 1);
    const key = `${found.kind} ${above.at(-1)?.line ?? ''}`;
    heads.push({ line, value: namedRank(found.value), key, depth, isHeading: false });
  });
  return heads;
}

function plainHead(lines: readonly string[], at: number): { kind: string; value: string } | null {
  const text = lines[at]!;
  const next = lines.slice(at + 1, at + 3).find((one) => one.trim() !== '') ?? '';
  const alone = (lines[at - 1] ?? '').trim() === '';
  const listed = point.exec(text);
  if (listed) {
    const deeper = new RegExp(`^\\s{${listed[1]!.length + 2},}(?:[-*+•]|\\d{1,2}[.)])\\s`).test(next);
    return deeper ? { kind: `point ${listed[1]!.length}`, value: listed[2]! } : null;
  }
  if (next === '') return null;
  const inBold = bold.exec(text);
  if (inBold) return { kind: 'bold', value: inBold[1]! };
  const named = label.exec(text);
  if (named) return { kind: 'label', value: named[1]! };
  const shouted = alone && (lines[at + 1] ?? '').trim() === '' ? capitals.exec(text) : null;
  return shouted ? { kind: 'capitals', value: shouted[1]! } : null;
}

/** "3.2 🔴 Must have (launch)" and "Must – without it we stay closed" say "Must have" and "Must". */
function namedRank(text: string): string {
  const plain = text.replace(/\*\*|__|`/g, '').trim();
  const bare = cleanHeading(plain)
    .replace(/\s*\([^)]*\)\s*$/, '')
    .replace(/\s*(?::|\s[–—-]\s|,\s).*$/, '')
    .replace(/^(?:\p{Extended_Pictographic}|\uFE0F|\s)+/u, '')
    .trim();
  return bare === '' ? plain.replace(/\s*\([^)]*\)\s*$/, '') : bare;
}
