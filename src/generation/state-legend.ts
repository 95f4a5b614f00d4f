/** What a document says its signs mean: "🔥 change, 🙂 keep, ❄️ not now", "✅ = must, 👍 = should". */
import { fold } from '../documents/language.ts';
import type { Priority } from '../domain/priority.ts';
import { readPriorityWord } from './priority-words.ts';

/** `work` puts nothing off; its priority is 0 where the sign does not rank. */
export type Sign = {
  meaning: 'work' | 'done' | 'future' | 'out_of_scope' | 'question' | 'keep';
  priority: Priority;
};
export type Signs = ReadonlyMap<string, Sign>;

const opening =
  /^\W*(?:legend|key|signs|symbols|marks|status(?:es)?|legende|zeichen|leyenda|legenda)\W*:\s*(?=\S)/;
const sign = '(\\p{Extended_Pictographic}|[✓✗✔✘])\\uFE0F?';
const entry = new RegExp(
  `^\\s*[("'*]*${sign}[)"'*]*\\s*(=|[:–—-]|->|→|\\bis\\b|\\bmeans\\b)?\\s*(.{2,60})$`,
  'u',
);
const leading = new RegExp(`^\\s*${sign}\\s*`, 'u');

const meanings: [Sign['meaning'], RegExp][] = [
  [
    'done',
    /^(?:done|shipped|live|delivered|finished|completed?|released|implemented|(?:in )?already|erledigt|fertig|fait|hecho|feito)\b/,
  ],
  ['keep', /^(?:keep|fine|good|works well|ok|no change|liked|praise)\b/],
  [
    'out_of_scope',
    /^(?:dropped|rejected|won'?t|no\b(?! owner)|out of scope|not (?:doing|planned|in scope|this time)|cut|removed)/,
  ],
  [
    'future',
    /^(?:not (?:now|yet)|later|parked|next (?:year|release|version|quarter)|future|after |someday|postponed|deferred|on ice|v2\b|backlog)/,
  ],
  ['question', /^(?:discuss|open|question|unclear|to be (?:decided|discussed|clarified)|undecided|ask\b)/],
];

/** The signs of lines with two entries or more that begin "Legend:", or that set each meaning behind an equals sign. */
export function readStateLegend(lines: readonly string[]): Signs {
  const signs = new Map<string, Sign>();
  for (const line of lines) {
    if (line.length > 400 || !/\p{Extended_Pictographic}|[✓✗✔✘]/u.test(line)) continue;
    const named = opening.test(fold(line));
    const said = named ? line.slice(line.indexOf(':') + 1) : line;
    const found = said
      .split(/[,;|·]|\s{2,}/)
      .map((part) => entry.exec(part))
      .filter((match) => match !== null && (named || match[2] === '='));
    if (found.length < 2) continue;
    for (const match of found) signs.set(match![1]!, readMeaning(match![3]!));
  }
  return signs;
}

function readMeaning(text: string): Sign {
  const meaning = meanings.find(([, pattern]) => pattern.test(fold(text)))?.[0] ?? 'work';
  const word = text.trim().split(/\s+/)[0]!.replace(/\W+$/, '');
  const level = /\bP[0-4]\b/.exec(text)?.[0];
  return { meaning, priority: meaning === 'work' ? readPriorityWord(level ?? word, new Map()) : 0 };
}

/** What the sign a text opens with means in this document, or null. */
export function signOf(signs: Signs, text: string): Sign | null {
  const found = leading.exec(text)?.[1];
  return found === undefined ? null : (signs.get(found) ?? null);
}

/** The text without a sign that only says it is work. */
export function dropSign(signs: Signs, text: string): string {
  return signOf(signs, text)?.meaning === 'work' ? text.replace(leading, '') : text;
}
