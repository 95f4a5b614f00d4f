/** What a document says its priority marks mean: "P0 = blocks the launch", "[M] must, equal to P0", "🔴 must-win (P0)". */
import { fold } from '../documents/language.ts';
import { type Priority, parsePriority } from '../domain/priority.ts';
import { foldPriority, type Legend, priorityNoun, readExactly } from './priority-words.ts';

const mark =
  '🔴|🟠|🟡|🟢|⚪|🔵|\\[[A-Z]\\]|\\b(?:Must|Should|Could|Nice|Muss|Soll|Kann|High|Medium|Low|Critical|Hoch|Mittel|Niedrig|Haute|Moyenne|Basse|Alta|Media|Média|Baja|Baixa)\\b';
const onOneLine = new RegExp(`(${mark})[^🔴🟠🟡🟢⚪🔵[\\n;·|]{0,60}?\\b(P[0-4])\\b`, 'gu');
const lineOfList = new RegExp(
  `^\\s*[-*+|]\\s*\\**(${mark})[- ]*(?:have|win)?\\**\\s*(?:[:=–—|(-]|is\\b).*?\\b(P[0-4])\\b`,
  'u',
);
const listHeading = new RegExp(
  `^#{1,6}\\s.*\\b(?:${priorityNoun}|priorities|prioriti[sz]ation|legend|legende|leyenda)`,
  'u',
);

export function readLegend(lines: readonly string[]): Legend {
  const legend = new Map<string, Priority>();
  let inList = false;
  for (const line of lines) {
    if (line.startsWith('#')) inList = listHeading.test(fold(line));
    if (/^\s*\|/.test(line) && line.length > 400) continue;
    const single = inList ? lineOfList.exec(line) : null;
    const marks = single ? [single] : [...line.matchAll(onOneLine)];
    if (single || marks.length >= 2)
      for (const found of marks) legend.set(foldPriority(found[1]!), parsePriority(found[2]!)!);
  }
  addLetters(legend, lines);
  addCodes(legend, lines);
  addReleases(legend, lines);
  return legend;
}

/** `[M]`, `[S]`, `[C]` mean must, should and could unless the document says otherwise. */
function addLetters(legend: Map<string, Priority>, lines: readonly string[]): void {
  if (!lines.some((line) => line.includes('[M]'))) return;
  for (const [letter, priority] of [
    ['m', 1],
    ['s', 2],
    ['c', 3],
    ['w', 4],
  ] as const) {
    if (!legend.has(letter)) legend.set(letter, priority);
  }
}

const code =
  /(?<![\p{L}\d])\[?\**([A-Z]{1,2})\**\]?\s*(?:=|:(?!\/)|–|\bmeans\b)\s*\**([\p{L}][^,;.|()=]{2,60})/gu;

/** "M = mandatory for go-live, W = wanted, N = nice" and "K = kritisch, W = wichtig, E = ergänzend" rank from first to last. */
function addCodes(legend: Map<string, Priority>, lines: readonly string[]): void {
  for (const line of lines) {
    if (line.length > 600) continue;
    const pairs = [...line.matchAll(code)].map((match) => [match[1]!, rankOf(match[2]!)] as const);
    if (pairs.length < 2 || pairs.filter(([, rank]) => rank !== 0).length * 3 < pairs.length) continue;
    let last = 0;
    for (const [sign, rank] of pairs) {
      last = rank || Math.min(4, last + 1);
      legend.set(sign.toLowerCase(), last as Priority);
    }
  }
}

/** By its first word, or its first two. */
function rankOf(meaning: string): Priority {
  const words = meaning.trim().split(/\s+/);
  return readExactly(words.slice(0, 2).join(' '), new Map()) || readExactly(words[0]!, new Map());
}

const slice =
  /^\s*(?:#+\s*)?\**((?:release|slice|increment|version|lieferung|entrega) ?([1-4]))\**\s*:?\s*$/i;

/** In a story map, what each step brings first stands below "Release 1", again and again. */
function addReleases(legend: Map<string, Priority>, lines: readonly string[]): void {
  const found = lines.flatMap((line) => slice.exec(line)?.slice(1, 3) ?? []);
  const count = (number: string) => found.filter((one) => one === number).length;
  if (count('1') < 2 || count('2') === 0) return;
  for (const line of lines) {
    const [, name, number] = slice.exec(line) ?? [];
    if (name) legend.set(name.toLowerCase(), Math.min(4, Number(number) + 1) as Priority);
  }
}

const strong = /\b(?:MUST|SHALL)\b/;
const weak = /\b(?:SHOULD|MAY)\b/;

/** True for a document that writes its modal verbs in capitals and uses strong and weak ones on purpose. */
export function ranksByModal(lines: readonly string[]): boolean {
  return (
    lines.filter((line) => strong.test(line)).length >= 1 &&
    lines.filter((line) => weak.test(line)).length >= 1
  );
}

/** MUST and SHALL before SHOULD before MAY; 0 for a text with none of them. */
export function readModal(text: string): Priority {
  const found = /\b(?:(MUST|SHALL)|(SHOULD)|(MAY))\b/.exec(text);
  if (!found) return 0;
  if (found[1]) return 1;
  return found[2] ? 2 : 4;
}
