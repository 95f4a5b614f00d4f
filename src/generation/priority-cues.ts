/** Where a text states its own priority, and the text without that: in brackets, before a colon, after a dash, as a label. */
import type { Priority } from '../domain/priority.ts';
import { startsWithVerb } from './english-verbs.ts';
import { type Legend, priorityNoun, priorityWord, readExactly, readPriorityWord } from './priority-words.ts';

type Cue = { priority: Priority; from: number; to: number; apart: boolean };

const id = '(?:\\*\\*|__)?[[(]?[a-z]{1,6}[-_ ]?\\d+(?:[.-]\\d+)*[\\])]?(?:\\*\\*|__)?(?:[:.]|\\s*[·•|])?\\s*';
const sign = '(?:🔴|🟠|🟡|🟢|⚪|🔵|🔥|🚨)';
const word = `(?:${priorityWord.replaceAll(' ', '[ -]')})`;
const ranked = `(?:${word}[ -]${priorityNoun}|${priorityNoun}\\s+(?:${word}|p?[0-4]))`;
const pattern = (source: string) => new RegExp(source, 'gu');
const sticky = (source: string) => new RegExp(source, 'uy');

/** Over folded text; group 1 says the priority. What an earlier pattern finds wins. */
const brackets = /[([]([^()[\]]{1,60})[)\]]/gu;
const label = pattern(
  `(?<=^|[.;,(–—|*\\x60]\\s*|\\s-\\s)\\x60?\\**${priorityNoun}\\**\\s*[:=–-]\\s*\\**\\s*((?:very |sehr )?[\\p{L}-]+(?: have)?|p?[0-4])(?![\\p{L}\\d])\\**\\x60?[.]?`,
);
const atStart = sticky(
  `((?:${priorityNoun}\\s*)?(?:${sign}|\\**p[0-4](?=\\**\\s*[:–—|-]|\\**\\s+[^\\s]|\\**\\s*$))\\**)\\s*[:–—|-]?\\**\\s*`,
);
const lead = sticky(`\\**(${word}|${ranked})\\**\\s*(?:[.:!]{1,3}\\**|\\s[–—-])\\s+(?=\\S)`);
const tail = pattern(
  `(?:\\s[–—-]\\s*\\**(?:${word}|${ranked}|p[0-4])|[,;.|]\\s*\\**(?:${ranked}|(?:must|should|could|nice[ -]to)[ -]haves?|p[0-4]))\\**\\s*[.!]?\\s*$`,
);
/** "… with colour and date. MUST for demo", "… opt in!! could have", "… par club. Confort.": a short sentence that ranks. */
const verdictApart = pattern(
  `(?<=[.!?)]\\s+)\\**(?:(?:also|too|auch|aussi|tambien|tambem)\\s+)?(must|should|could|(?:must|should|could|nice[ -]to)[ -]haves?|bloqu(?:ant|eante)e?s?|confort|komfort|urgente?s?|essential|indispensable|imprescindible)\\**(?=\\s*(?:$|[.,!])|\\s+(?:for|pour|para|fur|zum|zur|por)\\s)[.!]*`,
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

/** Whether a text carries a mark of its own, and not only words of urgency. */
export function isRanked(text: string, legend: Legend): boolean {
  return findCues(text, legend).length > 0;
}

const letters: Legend = new Map<string, Priority>([
  ['m', 1],
  ['s', 2],
  ['c', 3],
  ['w', 4],
  ...['h', 'l', 'k', 'n', 'e'].map((letter) => [letter, 2] as const),
]);

/** The text without what states its priority, where that stands apart from the sentence. */
export function stripPriority(text: string): string {
  const apart = findCues(text, letters).filter((cue) => cue.apart);
  const fromEnd = apart.sort((one, other) => other.from - one.from);
  return fromEnd.reduce((left, { from, to }) => `${left.slice(0, from)} ${left.slice(to)}`, text).trim();
}

/** True for a text that states a priority and says nothing else: "(P0)", "Priority: high." */
export function isPriorityAlone(text: string): boolean {
  if (text.length > longestMark || text.split(' ').length > 6) return false;
  const cues = findCues(text, letters);
  const left = [...text].filter((_sign, at) => !cues.some(({ from, to }) => from <= at && at < to)).join('');
  return cues.length > 0 && !/[\p{L}\d]/u.test(left);
}

/** In the order they count, no two in the same place. */
function findCues(text: string, legend: Legend): Cue[] {
  const plain = foldInPlace(text);
  const cues: Cue[] = [];
  const take = (match: RegExpExecArray, priority: Priority, apart: boolean) => {
    const [from, to] = [match.index, match.index + match[0].length];
    if (priority !== 0 && !cues.some((cue) => from < cue.to && cue.from < to))
      cues.push({ priority, from, to, apart });
  };
  const plainly = (match: RegExpExecArray) => readPriorityWord(match[1] ?? match[0], legend);
  const ranks = anyNoun.test(plain);
  for (const match of plain.matchAll(brackets)) take(match, readBracket(text, match, legend), true);
  if (ranks) for (const match of plain.matchAll(label)) take(match, plainly(match), true);
  for (const start of startsOf(plain)) {
    const opening = execAt(atStart, plain, start);
    if (opening && opensText(text, opening)) take(opening, plainly(opening), true);
    const leading = execAt(lead, plain, start);
    if (leading && !remarks.test(leading[1]!)) take(leading, plainly(leading), true);
  }
  for (const match of matchEnd(plain)) take(match, plainly(match), true);
  for (const match of plain.matchAll(verdictApart)) take(match, plainly(match), true);
  if (ranks) for (const match of plain.matchAll(phrase)) take(match, plainly(match), false);
  for (const match of plain.matchAll(verdict)) take(match, plainly(match), false);
  return cues;
}

const anyNoun = /prio|moscow/;
/** Longer than any mark a text may end with. */
const longestMark = 60;
const ownId = new RegExp(`^\\s*${id}`, 'u');

/** Where a text begins: at its first sign, and after its own id. */
function startsOf(plain: string): number[] {
  const first = plain.length - plain.trimStart().length;
  const after = ownId.exec(plain)?.[0].length ?? first;
  return after === first ? [first] : [first, after];
}

function execAt(by: RegExp, plain: string, at: number): RegExpExecArray | null {
  by.lastIndex = at;
  return by.exec(plain);
}

const setApart = /[–—,;.|-]\s*\**[\p{L}\p{Extended_Pictographic}]/u;

/** What a text ends with, its place counted from the text's beginning. */
function matchEnd(plain: string): RegExpExecArray[] {
  const from = Math.max(0, plain.length - longestMark);
  if (!setApart.test(plain.slice(from))) return [];
  return [...plain.slice(from).matchAll(tail)].map((match) =>
    Object.assign(match, { index: match.index + from }),
  );
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

/** "(indispensable pour juin)", "(must for the pilot)" say for when as well. */
const when =
  /(?<=\p{L})\s(?:for|by|before|from|until|pour|avant|d[eè]s|fur|bis|ab|zum|zur|vor|para|antes|hasta|ate|desde)\s.{2,40}$/u;

function readPiece(piece: string, legend: Legend): Priority {
  if (/^\s*p[0-4]\b/.test(piece)) return readPriorityWord(piece, legend);
  return readExactly(piece, legend) || readExactly(piece.replace(when, ''), legend);
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

/** "Gostávamos de ter, se houver tempo, um aviso …" */
const idle =
  /\b(?:(?:is|are|not|isn't|nicht|pas|no es|nao e) (?:not )?(?:urgent|dringend|eilig|presse|urgente)\b(?<=(?:not|n't|nicht|pas|no es|nao e) \w+)|no rush|last on the list|if we (?:finish|are done|get there) early|wenn wir fruher fertig|si (?:on finit|nous finissons) (?:plus )?tot|si terminamos antes|se terminarmos antes|lo ultimo de la lista|if (?:there(?:'s| is)|we have) time|if time (?:allows|permits)|wenn (?:noch |dann noch )?zeit (?:bleibt|ist)|s'il (?:nous )?reste du temps|si (?:on a )?le temps(?: le permet)?|si (?:queda|hay|da) tiempo|se (?:houver|sobrar|der) tempo)\b/;

function readUrgency(plain: string): Priority {
  const urgent =
    /\b(?:release |launch )?blocker\b(?!s)|\bthis is the urgent one\b|\b(?:most|is|are|very) urgent\b|\bhighest priority\b|\btop priority\b|\bhochste prioritat\b|\bpriorite absolue\b|\bmaxima prioridad\b|\bprioridade maxima\b|\bcomes? first\b.{0,20}\bwithout\b|\bthey come first\b|\bwithout (?:it|this|them)\b[^.]{0,40}\b(?:cannot|can't|nothing)\b|\bheart of the\b[^.]{0,20}; without|\b(?:regard|consider|see|treat)\w*\b[^.]{0,50}\bas (?:essential|critical|vital)\b|\bo mais urgente\b|\blo mas urgente\b|\ble plus urgent\b|\bam dringendsten\b|\bnon negotiable\b|\bnot negotiable\b|\bnon-negotiable\b|\b(?:required|mandatory) by law\b|\bgesetzlich (?:vorgeschrieben|verpflichtend)\b|\bobligatoire (?:par|selon) la loi\b|\bobligatori[oa] por ley\b|\bobrigatori[oa] por lei\b|\bneeds? (?:this|it|these) (?:on|from) day one\b|\btambem urgente\b|\btambien urgente\b|\baussi urgent\b|\bauch dringend\b|\bexigid[oa] por l(?:ey|ei)\b/;
  if (urgent.test(plain)) return 1;
  return idle.test(plain) ? 4 : 0;
}
