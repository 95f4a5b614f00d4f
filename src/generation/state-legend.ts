/** What a document says its signs mean for the work: "🔥 change, 🙂 keep, 🤔 discuss, ❄️ not now". */
import { fold } from '../documents/language.ts';

/** `work` is a sign of the legend that puts nothing off. */
export type SignMeaning = 'work' | 'done' | 'future' | 'out_of_scope' | 'question' | 'keep';

const opening =
  /^\W*(?:legend|key|signs|symbols|marks|status(?:es)?|legende|zeichen|leyenda|legenda)\W*:\s*(?=\S)/;
const entry =
  /^\s*[("'*]*(\p{Extended_Pictographic}|[✓✗✔✘])\uFE0F?[)"'*]*\s*(?:[:=–—-]|->|→|\bis\b|\bmeans\b)?\s*(.{2,60})$/u;

const meanings: [SignMeaning, RegExp][] = [
  [
    'done',
    /^(?:done|shipped|live|delivered|finished|completed?|released|implemented|already|erledigt|fertig|fait|hecho|feito)\b/,
  ],
  ['keep', /^(?:keep|fine|good|works well|ok|no change|liked|praise)\b/],
  [
    'out_of_scope',
    /^(?:dropped|rejected|won'?t|no\b(?! owner)|out of scope|not (?:doing|planned|in scope)|cut|removed)/,
  ],
  [
    'future',
    /^(?:not now|later|parked|next (?:year|release|version|quarter)|future|after |someday|postponed|deferred|on ice|v2\b|backlog)/,
  ],
  ['question', /^(?:discuss|open|question|unclear|to be (?:decided|discussed|clarified)|undecided|ask\b)/],
];

/** A sign that ranks is read with the priorities. */
const ranks = /\bP[0-4]\b|\b(?:must|should|could|nice|high|medium|low|critical|important|urgent|blocker)\b/i;

/** Signs of a line such as "Legend: …" with two entries or more. */
export function readStateLegend(lines: readonly string[]): ReadonlyMap<string, SignMeaning> {
  const signs = new Map<string, SignMeaning>();
  for (const line of lines) {
    const from = line.length < 400 ? opening.exec(fold(line))?.[0].length : undefined;
    if (from === undefined) continue;
    const parts = line.slice(line.indexOf(':') + 1).split(/[,;|·]|\s{2,}/);
    const found = parts.map((part) => entry.exec(part)).filter((match) => match !== null);
    if (found.length < 2) continue;
    for (const [, sign, meaning] of found) {
      if (ranks.test(meaning!)) continue;
      signs.set(sign!, meanings.find(([, pattern]) => pattern.test(fold(meaning!)))?.[0] ?? 'work');
    }
  }
  return signs;
}

/** What the sign a text opens with means in this document, or null. */
export function meaningOfSign(signs: ReadonlyMap<string, SignMeaning>, text: string): SignMeaning | null {
  const sign = /^\s*(\p{Extended_Pictographic}|[✓✗✔✘])/u.exec(text)?.[1];
  return sign === undefined ? null : (signs.get(sign) ?? null);
}
