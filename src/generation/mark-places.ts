/** Finds on one line what may be a mark: in brackets, as a sign, set off before or behind the text, or in a field. */
import { fold } from '../documents/language.ts';
import { foldPriority, readExactly } from './priority-words.ts';
import { labelNamesRank } from './rank-words.ts';
import { ownOrders } from './scale-lexicon.ts';
import { scoreOf } from './scale-score.ts';

/** Index of the line and the part of it that holds the value with what sets it apart. */
export type Mark = { line: number; from: number; to: number; value: string };

/** `lead` and `tail` are set off by a separator only; `bracket` and `sign` set themselves off. */
export type PlaceKind = 'bracket' | 'sign' | 'lead' | 'tail' | 'field';
export type Found = { kind: PlaceKind; label: string; mark: Mark };

const listMark =
  /^\s*(?:>\s*)?(?:[-*+•]\s+|\d{1,3}[.)]\s+|#{1,6}\s+(?:\d+(?:\.\d+)*[.)]?\s+)?)?(?:\[[ xX]\]\s+)?/u;
const ownId =
  /^(?:\*\*|__)?[[(]?[A-Za-z]{1,6}[-_.]?\d{1,4}(?:[.-]\d+)*[\])]?(?:\*\*|__)?\s*(?:[:.–—|·•-]\s*)?(?<=[\s|·•])/u;
const wrapped = '[[({](?:\\*\\*)?([^()[\\]{}]{1,30}?)(?:\\*\\*)?[\\])}]|`([^`]{1,30})`';
const opensWrapped = new RegExp(
  `^(?:\\*\\*|__)?(?:${wrapped})(?:\\*\\*|__)?(?!\\()\\s*(?:[:|·–—-]\\s*)?(?=[\\s\\p{L}*_])\\s*(?=\\S)`,
  'u',
);
const closesWrapped = new RegExp(`\\s(?:\\*\\*|__)?(?:${wrapped})(?:\\*\\*|__)?[.;]?\\s*$`, 'u');
const signs = '[★⭐🌟●◆■▲▼!+↑→↓]|\\p{Extended_Pictographic}';
const onlySigns = new RegExp(`^(?:${signs}|[☆○◇□△]|\\uFE0F)+$`, 'u');
const hollow = '[☆○◇□△]*';
const opensSigned = new RegExp(
  `^(?:\\*\\*)?((${signs})\\uFE0F?(?:\\2\\uFE0F?)*${hollow})(?:\\*\\*)?\\s*[:–—-]?(?=\\s|\\p{L})\\s*`,
  'u',
);
const closesSigned = new RegExp(`\\s((${signs})\\uFE0F?(?:\\2\\uFE0F?)*${hollow})\\s*$`, 'u');
const opensBold = /^(?:\*\*|__)([^*_:]{1,30}?)\s*(?:[:.]\s*)?(?:\*\*|__)\s*(?:[:|·–—-]\s*)?\s(?=\S)/u;
const opensPlain = /^([\p{L}\p{N}#][\p{L}\p{N}' -]{0,28}?)\s*(?::|\s[–—|·•-])\s+(?=\S+\s+\S)/u;
const closesEmphasis = /\s(\*\*|__|\*|_)([^*_]{1,24}?)\1\.?\s*$/u;
const closesTag = /\s#([\p{L}\d][\p{L}\d-]{0,23})\s*$/u;
const closesTail = /(?:\s+(?:[–—-]+|[|·•]|→|->|=>|⇒)|[,;])\s+\**([\p{L}\d][^.,;:–—()|·]{0,26}?)\**\.?\s*$/u;
const closesSentence =
  /[.!?)]\s+\**(\p{Lu}[\p{L}-]*(?: [\p{L}-]+){0,2})\**(?:[.!]?\s*$|,(?=\s[^.!?]+[.!]?\s*$))/u;
/** In sentences of their own these tell of fields as often as of requirements. */
export const ofFields =
  /^(?:optional|required|mandatory|normal|obligatoires?|facultati(?:f|ve)|opcional|obligatori[oa])$/i;
/** Signs that tell a state, and a rank only where the document says so. */
export const stateSign = /[✅☑✔❌✖🚫⛔💤⏸🧊❓❔]/u;

const wholeField =
  /^[\s>*_|-]*(\p{L}[\p{L}' -]{1,22}?)[*_]*\s*[:=]\s*[*_]*\s*([\p{L}\d★⭐!●+\p{Extended_Pictographic}][^:;.,|()]{0,24}?)[*_]*(?=\.?\s*$|[.;]\s|\s+[|·]\s)/u;
const innerField =
  /(?<=[([{]|[.;!,]\s|\s[–—|·•-]\s)[*_]*(\p{L}[\p{L} ]{1,18}?)[*_]*\s*(?:[:=]\s*|\s)[*_]*([\p{L}\d★⭐!●+\p{Extended_Pictographic}][^:;.,|()[\]{}]{0,24}?)[*_]*\s*(?=[)\]}]|[.;,]?\s*$|[.;,]\s|\s+[|·]\s)/gu;

/** All of them, those in front first. `line` is the index of the text among the lines. */
export function findMarks(text: string, line: number): Found[] {
  const named = wholeField.exec(text);
  if (named) {
    const from = named[0].search(/[*_]*\p{L}/u);
    const mark = { line, from, to: named[0].trimEnd().length, value: named[2]!.trim() };
    const field = { kind: 'field' as const, label: fold(named[1]!).trim(), mark };
    return labelNamesRank(named[1]!) || !isLead(named[1]!) ? [field] : [...startsOf(text, line), field];
  }
  const fields = fieldsOf(text, line);
  return [...startsOf(text, line), ...fields, ...(fields.length > 0 ? [] : endsOf(text, line))];
}

/** "Must: open the door" opens with a rank and is no field. */
function isLead(label: string): boolean {
  return scoreOf(foldPriority(label), 'loose') > 0;
}

/** "(prio: hoch)", "… by phone — Importance: 3/5." */
function fieldsOf(text: string, line: number): Found[] {
  return [...text.matchAll(innerField)].flatMap((match) => {
    const [whole, label, value] = match;
    const isTold = /[:=]/.test(whole) || scoreOf(foldPriority(value!), 'sure') > 0 || /^\d$/.test(value!);
    if (!labelNamesRank(label!) || !isTold || !isValue(value!)) return [];
    const mark = { line, from: match.index, to: match.index + whole.trimEnd().length, value: value!.trim() };
    return [{ kind: 'field' as const, label: fold(label!).trim(), mark }];
  });
}

function isValue(value: string): boolean {
  return value.trim().split(/\s+/).length <= 4;
}

function startsOf(text: string, line: number): Found[] {
  const start = listMark.exec(text)![0].length;
  const after = ownId.exec(text.slice(start))?.[0].length ?? 0;
  const places = after > 0 ? [start, start + after] : [start];
  return places.flatMap((at) => startAt(text, line, at) ?? []);
}

function startAt(text: string, line: number, at: number): Found | null {
  const rest = text.slice(at);
  const isHeading = /^\s*#/.test(text);
  const take = (kind: PlaceKind, found: RegExpExecArray | null, value: string | undefined): Found | null => {
    if (!found || value === undefined || !isValue(value) || found[0].length >= rest.trimEnd().length)
      return null;
    const mark = { line, from: at, to: at + balanced(found[0].trimEnd()).length, value: value.trim() };
    return { kind, label: 'start', mark };
  };
  const bracket = opensWrapped.exec(rest);
  if (bracket) return take('bracket', bracket, bracket[1] ?? bracket[2]);
  const sign = isHeading ? null : opensSigned.exec(rest);
  if (sign) return take('sign', sign, sign[1]);
  const bold = opensBold.exec(rest);
  if (bold && ranks(bold[1]!)) return take('lead', bold, bold[1]);
  const plain = opensPlain.exec(rest);
  return plain && ranks(plain[1]!) ? take('lead', plain, plain[1]) : null;
}

/** "(Must):**" closes bold that the id before it opened, and leaves that to it. */
function balanced(found: string): string {
  const marks = found.match(/\*\*|__/g) ?? [];
  return marks.length % 2 === 0 ? found : found.replace(/\s*[:·|–—-]?\s*(?:\*\*|__)[^*_]*$/, '');
}

/** Words that only a separator sets off are marks where they rank; others are topics, names and subjects. */
function ranks(value: string): boolean {
  const plain = foldPriority(value);
  return (
    scoreOf(plain, 'loose') > 0 ||
    isLevel(value) ||
    onlySigns.test(value) ||
    readExactly(plain, new Map()) !== 0 ||
    ownOrders.some((order) => order.includes(plain))
  );
}

/** "P1", "Tier 2", "Prio 3". */
export function isLevel(value: string): boolean {
  return /^(?:p|prio(?:rit\p{L}*)?|tier|rank|rang|level|stufe|klasse|niveau|nivel|t)\s?-?[0-5]$/iu.test(
    value.trim(),
  );
}

function endsOf(text: string, line: number): Found[] {
  const start = listMark.exec(text)![0].length;
  const take = (kind: PlaceKind, label: string, at: number, value: string): Found[] =>
    at <= start || stateSign.test(value) || value.split(' ').length > 4
      ? []
      : [{ kind, label, mark: { line, from: at, to: text.trimEnd().length, value: value.trim() } }];
  const bracket = closesWrapped.exec(text);
  if (bracket) return take('bracket', 'end', bracket.index + 1, (bracket[1] ?? bracket[2])!);
  const sign = closesSigned.exec(text);
  if (sign) return take('sign', 'end', sign.index + 1, sign[1]!);
  const tag = closesEmphasis.exec(text)?.[2] ?? closesTag.exec(text)?.[1]?.replaceAll('-', ' ');
  if (tag && ranks(tag))
    return take('tail', 'tag', (closesEmphasis.exec(text) ?? closesTag.exec(text))!.index + 1, tag);
  const tail = closesTail.exec(text);
  if (tail) {
    const isComma = /^[,;]/.test(tail[0]);
    const label = isComma ? 'comma' : 'end';
    if (!isComma || ranks(tail[1]!)) return take('tail', label, tail.index + (isComma ? 0 : 1), tail[1]!);
  }
  const sentence = closesSentence.exec(text);
  if (!sentence || !ranks(sentence[1]!)) return [];
  const from = sentence.index + sentence[0].indexOf(sentence[1]!);
  if (from <= start) return [];
  const mark = { line, from, to: sentence.index + sentence[0].length, value: sentence[1]! };
  return [{ kind: 'tail', label: 'verdict', mark }];
}
