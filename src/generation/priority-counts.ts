/** Reads paragraphs that rank the points of a list by their numbers: "1, 4 and 5 are critical, 2 and 3 are high, 8 is medium." */
import type { Priority } from '../domain/priority.ts';
import { foldPriority } from './priority-words.ts';
import { leanings } from './scale-lexicon.ts';
import { bandOf, scoreOf } from './scale-score.ts';

export type Counted = { ids: readonly string[]; numbers: readonly number[]; priority: Priority };

const joint = '\\s*(?:,|;|&|\\+|/|and|und|et|y|e|to|bis|à|a|até|hasta|–|-)\\s*(?:(?:and|und|et|y|e)\\s+)?';
const things =
  '(?:(?:the )?(?:items?|points?|numbers?|nos?\\.?|punkte?|nummern?|puntos?|pontos?|(?:les )?points|los puntos|os pontos)\\s+)?';
const numbers = `${things}#?\\d{1,2}(?:${joint}#?\\d{1,2})*`;
const copula = '(?:is|are|ist|sind|est|sont|es|son|é|são|e|=|:|–|→)';
const first = new RegExp(`(?<![\\p{L}\\d.,:/-])(${numbers})\\s*${copula}\\s+((?:[\\p{L}'-]+ ?){1,4})`, 'giu');
const last = new RegExp(
  `(?<![\\p{L}\\d])((?:[\\p{L}-]+ ){0,2}[\\p{L}-]+)\\s*[:=–]\\s*(${numbers})(?=\\s*(?:[.;,)|]|$))`,
  'giu',
);

/** The same lines without those paragraphs, and what they say. One with a single number and rank says nothing. */
export function readCounts(lines: readonly string[]): { lines: string[]; counted: Counted[] } {
  const left = [...lines];
  const counted: Counted[] = [];
  for (const { from, to } of paragraphsOf(lines)) {
    const text = lines.slice(from, to).join(' ').replace(/\s+/g, ' ');
    if (text.length > 600 || !/\d/.test(text)) continue;
    const found = [...matches(text, first, 1, 2), ...matches(text, last, 2, 1), ...firstOnes(text)];
    const ranks = new Set(found.map(({ priority }) => priority));
    const told = found.reduce((sum, one) => sum + one.numbers.length, 0);
    if (ranks.size < 2 && told < 3) continue;
    counted.push(...found);
    left.fill('', from, to);
  }
  return { lines: left, counted };
}

const few: Record<string, number> = {
  ...{ two: 2, three: 3, four: 4, five: 5, zwei: 2, drei: 3, vier: 4, funf: 5, fünf: 5, deux: 2, trois: 3 },
  ...{ quatre: 4, cinq: 5, dos: 2, tres: 3, cuatro: 4, cinco: 5, duas: 2, dois: 2, três: 3, quatro: 4 },
};
const some = `(${Object.keys(few).join('|')}|\\d{1,2})`;
const leadingFew = new RegExp(
  `(?<!\\p{L})(?:the first|die ersten|l[oa]s primer[oa]s|[oa]s primeir[oa]s) ${some}(?!\\p{L})([^.;]{3,120})|(?<!\\p{L})(?:les|los|las|os|as) ${some} (?:premi\\p{L}+|primer\\p{L}+|primeir\\p{L}+)([^.;]{3,120})`,
  'iu',
);

/** "The first three we need for the opening." */
function firstOnes(text: string): Counted[] {
  const match = leadingFew.exec(text);
  const said = match?.[2] ?? match?.[4];
  const count = (match?.[1] ?? match?.[3] ?? '').toLowerCase();
  if (said === undefined || !leanings.high.test(foldPriority(said))) return [];
  const size = few[count] ?? Number(count);
  return [{ ids: [], numbers: Array.from({ length: size }, (_, at) => at + 1), priority: 1 }];
}

function matches(text: string, by: RegExp, counts: number, says: number): Counted[] {
  return [...text.matchAll(by)].flatMap((match) => {
    const priority = rankOf(match[says]!);
    return priority === 0 ? [] : [{ ids: [], numbers: spellOut(match[counts]!), priority }];
  });
}

/** By the longest beginning that ranks, "high" of "high for us"; behind a colon it is the end that does. */
function rankOf(phrase: string): Priority {
  const words = foldPriority(phrase).split(' ').filter(Boolean);
  for (let size = Math.min(3, words.length); size > 0; size--) {
    const found =
      scoreOf(words.slice(0, size).join(' '), 'sure') || scoreOf(words.slice(-size).join(' '), 'sure');
    if (found > 0) return bandOf(found);
    const level = /^p([0-4])$/.exec(words[0]!)?.[1];
    if (level) return Math.min(4, Number(level) + 1) as Priority;
  }
  return 0;
}

function spellOut(phrase: string): number[] {
  const plain = phrase.replace(
    /(\d{1,2})\s*(?:to|bis|à|a|até|hasta|–|-)\s*#?(\d{1,2})/giu,
    (_all, from: string, to: string) =>
      Array.from({ length: Math.max(1, Number(to) - Number(from) + 1) }, (_, at) => Number(from) + at).join(
        ' ',
      ),
  );
  return (plain.match(/\d+/g) ?? []).map(Number);
}

/** Runs of plain text: no headings, rows or points. */
function paragraphsOf(lines: readonly string[]): { from: number; to: number }[] {
  const found: { from: number; to: number }[] = [];
  let fenced = false;
  let open: { from: number; to: number } | null = null;
  lines.forEach((line, at) => {
    if (/^\s*(?:```|~~~)/.test(line)) fenced = !fenced;
    const isText = !fenced && line.trim() !== '' && !/^\s*(?:#|\||[-*+•]\s|\d{1,2}[.)]\s)/.test(line);
    if (!isText) open = null;
    else if (open) open.to = at + 1;
    else {
      open = { from: at, to: at + 1 };
      found.push(open);
    }
  });
  return found;
}
