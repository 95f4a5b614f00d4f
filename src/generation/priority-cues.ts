/** Where a text states its own priority, and the text without that: in brackets, before a colon, after a dash, as a label. */
import type { Priority } from '../domain/priority.ts';
import { startsWithVerb } from './english-verbs.ts';
import { type Legend, priorityNoun, priorityWord, readExactly, readPriorityWord } from './priority-words.ts';

type Cue = { priority: Priority; from: number; to: number; apart: boolean };

const id = '(?:\\*\\*|__)?[[(]?[a-z]{1,6}[-_ ]?\\d+(?:[.-]\\d+)*[\\])]?(?:\\*\\*|__)?[:.]?\\s*';
const sign = '(?:🔴|🟠|🟡|🟢|⚪|🔵|🔥|🚨)';
const word = `(?:${priorityWord.replaceAll(' ', '[ -]')})`;
const ranked = `(?:${word}[ -]${priorityNoun}|${priorityNoun}\\s+(?:${word}|p?[0-4]))`;
const pattern = (source: string) => new RegExp(source, 'gu');

/** Over folded text; group 1 says the priority. What an earlier pattern finds wins. */
const brackets = /[([]([^()[\]]{1,60})[)\]]/gu;
const label = pattern(
  `(?<=^|[.;,(–—|*]\\s*|\\s-\\s)\\**${priorityNoun}\\**\\s*[:=–-]\\s*\\**\\s*((?:very |sehr )?[\\p{L}-]+(?: have)?|p?[0-4])(?![\\p{L}\\d])\\**[.]?`,
);
const atStart = pattern(
  `(?<=^\\s*(?:${id})?)((?:${priorityNoun}\\s*)?(?:${sign}|\\**p[0-4](?=\\**\\s*[:–—|-]|\\**\\s+[^\\s]|\\**\\s*$))\\**)\\s*[:–—|-]?\\**\\s*`,
);
const lead = pattern(`(?<=^\\s*(?:${id})?)\\**(${word}|${ranked})\\**\\s*(?::\\**|\\s[–—-])\\s+(?=\\S)`);
const tail = pattern(
  `(?:\\s[–—-]\\s*\\**(?:${word}|${ranked}|p[0-4])|[,;.|]\\s*\\**(?:${ranked}|(?:must|should|could|nice[ -]to)[ -]haves?|p[0-4]))\\**\\s*[.!]?\\s*$`,
);
const phrase = pattern(
  `(?:^|[.;,–—]\\s*|\\b(?:is|are|as|has|have|ist|hat|est|es|tiene|tem)\\s+(?:an?\\s|of\\s|de\\s)?)(${ranked})(?=\\s*(?:[.;,)!–—]|$|(?:for|because)\\b))`,
);
const verdict = /\b(?:is|are|as|be|=)\s+(?:an?\s)?(p[0-4]|nice[ -]to[ -]haves?)\b/gu;

/** Words that announce a remark as often as a priority: "Important: never log the key." */
const remarks = /^(?:important|importantes?|wichtig|required|recommended|normal|may|nice|major|minor|vital)$/;
/** In brackets these tell of a field of a form as often as of a requirement, unless they come first. */
const attributes =
  /^(?:optional|optionnelle?|opcional|facultati(?:f|ve)|required|mandatory|obligatoires?|normal|may)$/;

/** The priority a text names outright, with the document's legend for its signs; 0 when it names none. */
export function readPriority(text: string, legend: Legend): Priority {
  return findCues(text, legend)[0]?.priority || readUrgency(foldInPlace(text));
}

const letters: Legend = new Map([
  ['m', 1],
  ['s', 2],
  ['c', 3],
  ['w', 4],
]);

/** The text without what states its priority, where that stands apart from the sentence. */
export function stripPriority(text: string): string {
  const apart = findCues(text, letters).filter((cue) => cue.apart);
  const fromEnd = apart.sort((one, other) => other.from - one.from);
  return fromEnd.reduce((left, { from, to }) => `${left.slice(0, from)} ${left.slice(to)}`, text).trim();
}

/** In the order they count, no two in the same place. */
function findCues(text: string, legend: Legend): Cue[] {
  const plain = foldInPlace(text);
  const cues: Cue[] = [];
  const look = (by: RegExp, read: (match: RegExpExecArray) => Priority, apart: boolean) => {
    for (const match of plain.matchAll(by)) {
      const [from, to] = [match.index, match.index + match[0].length];
      if (cues.some((cue) => from < cue.to && cue.from < to)) continue;
      const priority = read(match);
      if (priority !== 0) cues.push({ priority, from, to, apart });
    }
  };
  const plainly = (match: RegExpExecArray) => readPriorityWord(match[1] ?? match[0], legend);
  look(brackets, (match) => readBracket(text, match, legend), true);
  look(label, plainly, true);
  look(atStart, (match) => (opensText(text, match) ? plainly(match) : 0), true);
  look(lead, (match) => (remarks.test(match[1]!) ? 0 : plainly(match)), true);
  look(tail, plainly, true);
  look(phrase, plainly, false);
  look(verdict, plainly, false);
  return cues;
}

/** "(P1, mobile)", "[Must]", "(prio 2)"; not "the level (high) is shown" and not "a phone number (optional)". */
function readBracket(text: string, match: RegExpExecArray, legend: Legend): Priority {
  const inside = match[1]!;
  const priority = inside
    .split(/[,;|·/]/)
    .reduce<Priority>((found, piece) => found || readPiece(piece, legend), 0);
  const first = /^[\s*_\p{P}]*$/u.test(text.slice(0, match.index));
  if (first || priority === 0) return priority;
  if (attributes.test(inside.trim()) && text.slice(0, match.index).includes(',')) return 0;
  const next = text.slice(match.index + match[0].length).trimStart();
  return /^(?:$|[\p{P}\p{Lu}\p{N}\p{Extended_Pictographic}|])/u.test(next) || /\bp[0-4]\b/.test(inside)
    ? priority
    : 0;
}

function readPiece(piece: string, legend: Legend): Priority {
  return /^\s*p[0-4]\b/.test(piece) ? readPriorityWord(piece, legend) : readExactly(piece, legend);
}

/** "P1 Show free berths" begins with its priority, "P1 parking deck" with a name. */
function opensText(text: string, match: RegExpExecArray): boolean {
  const rest = text.slice(match.index + match[0].length);
  const separated = !/^p[0-4]\s+$/i.test(match[0]);
  return separated || !/^\p{Ll}/u.test(rest) || startsWithVerb(rest);
}

/** Lower case and without accents, every character in its place. */
function foldInPlace(text: string): string {
  return text.replace(/[\u00C0-\u017F]/g, (letter) => letter.normalize('NFD')[0]!).toLowerCase();
}

function readUrgency(plain: string): Priority {
  const urgent =
    /\b(?:release |launch )?blocker\b(?!s)|\bthis is the urgent one\b|\b(?:most|is|are|very) urgent\b|\bhighest priority\b|\btop priority\b|\bhochste prioritat\b|\bpriorite absolue\b|\bmaxima prioridad\b|\bprioridade maxima\b|\bcomes? first\b.{0,20}\bwithout\b|\bthey come first\b/;
  return urgent.test(plain) ? 1 : 0;
}
