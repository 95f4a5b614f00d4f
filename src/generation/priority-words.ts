/** Reads words and signs that state a priority, and what a document says they mean. */
import { fold } from '../documents/language.ts';
import { type Priority, parsePriority } from '../domain/priority.ts';
import { scaleWords } from './scale-lexicon.ts';
import { bandOf, scoreOf } from './scale-score.ts';

export type Legend = ReadonlyMap<string, Priority>;

/** Any word that ranks by itself, as the source of a pattern over folded text. */
export const priorityWord = scaleWords.map(({ sure }) => sure).join('|');

/** "Priority", "Priorität", "MoSCoW": the noun itself. */
export const priorityNoun =
  '(?:prio(?:rity|ritat|ritaet|rite|ridade?|rita|riteit)?|moscow|приоритет|优先级|優先度|우선 ?순위)(?!\\p{L})';
const nounAround = new RegExp(`^${priorityNoun}\\s*[:=]?\\s*|\\s+${priorityNoun}$`, 'gu');

/**
 * Reads a cell or a label that states a priority and little else, the document's own legend first: "P1", "High 🔥",
 * "1 - Critical", "Muss (P0)", "priorité haute". 0 when it says nothing.
 */
export function readPriorityWord(text: string, legend: Legend): Priority {
  const plain = foldPriority(text);
  const whole = readOne(plain, legend);
  if (whole !== 0) return whole;
  const code = /\bp([0-4])\b/.exec(plain)?.[1];
  if (code) return parsePriority(`p${code}`)!;
  const pieces = plain.split(
    /\s*[()/|,;:=–—]\s*|\s-\s|\s+(?=\p{Extended_Pictographic})|(?<=\p{Extended_Pictographic})\s*/u,
  );
  if (pieces.length > 4) return 0;
  return pieces.map((piece) => readOne(piece, legend)).find((one) => one !== 0) ?? 0;
}

/** Reads a word that states a priority and nothing else: "Must-have", "high priority", "prio 1". */
export function readExactly(word: string, legend: Legend): Priority {
  return readOne(foldPriority(word), legend);
}

function readOne(word: string, legend: Legend): Priority {
  const bare = word.replace(nounAround, '').trim();
  if (bare === '') return 0;
  const own = legend.get(word) ?? legend.get(bare);
  if (own !== undefined) return own;
  const named = /^(?:p|prio ?)?([0-4])$/.exec(bare)?.[1];
  if (named && (bare.length > 1 || bare !== word)) return parsePriority(`p${named}`)!;
  return bandOf(scoreOf(bare, 'sure'));
}

/** As the words above are written: folded, hyphens as spaces, without brackets and emphasis. */
export function foldPriority(text: string): string {
  return fold(text)
    .replace(/[[\]*_`.!]|\uFE0F/g, '')
    .replace(/(?<=\p{L})-(?=\p{L})/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

const letters: readonly (readonly [RegExp, Record<string, Priority>])[] = [
  [/^[hml]$/, { h: 2, m: 3, l: 4 }],
  [/^[mscw]$/, { m: 1, s: 2, c: 3, w: 4 }],
];

/** What the cells of one priority column mean together: letters of one scale, bare figures from 0 or 1. */
export function readColumnLegend(cells: readonly string[], legend: Legend): Legend {
  const plain = cells.map(foldPriority).filter((cell) => /[\p{L}\d]/u.test(cell));
  if (plain.length > 0 && plain.every((cell) => /^[0-4]$/.test(cell))) {
    return new Map([...legend, ...plain.map((cell) => [cell, parsePriority(`p${cell}`)!] as const)]);
  }
  const scaleOf = letters.find(([pattern]) => plain.length > 1 && plain.every((cell) => pattern.test(cell)));
  return scaleOf ? new Map([...Object.entries(scaleOf[1]), ...legend]) : legend;
}
