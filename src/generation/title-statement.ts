/** Picks from what a requirement says the statement its title is made of. */
import { splitSentences } from '../documents/speech.ts';
import { startsWithVerb } from './english-verbs.ts';
import { orderFromStatement } from './title-english.ts';
import { lower } from './title-words.ts';

/** The first sentence, which a full stop without a space behind it may end as well. */
export function firstSentence(text: string): string {
  const first = splitSentences(text)[0]?.text ?? text;
  return first.replace(/(?<=\p{L}{4})(?<!\b(?:inkl|zzgl|bspw|evtl|incl|approx))\.\s.*$/su, '');
}

/**
 * The first sentence of an English text, unless it tells how things are and the next ones say what to do about it: "The
 * button says Go. It should say where to.", "The list is empty, fill it with …".
 */
export function tellingStatement(text: string): string {
  const first = firstSentence(text);
  if (!tellsState(first)) return first;
  const subject = subjectOf(first);
  const afterComma = /,\s+(\p{Ll}.*)$/su.exec(first)?.[1] ?? '';
  const others = splitSentences(text).slice(1, 3);
  for (const { text: other } of [{ text: afterComma }, ...others]) {
    const said = other.replace(/^\p{Lu}\p{Ll}+:\s+/u, '');
    if (
      !isOrder(said) &&
      !/^(?:it|they|this|these) (?:must|should|shall|needs? to|has to|have to)\b/i.test(said)
    )
      continue;
    return withSubject(said, subject) ?? first;
  }
  return first;
}

function tellsState(sentence: string): boolean {
  if (/\b(?:must|shall|should|needs? to|has to|have to|never|always|only|can|may|will)\b/i.test(sentence))
    return false;
  if (/^\p{Lu}\p{Ll}{2,}ing\b/u.test(sentence)) return true;
  return orderFromStatement(sentence).startsWith('Ensure ');
}

function isOrder(text: string): boolean {
  return text.split(' ').length > 2 && startsWithVerb(text);
}

/** What the statement is about: the words before its verb. */
function subjectOf(sentence: string): string | null {
  const match =
    /^(.{3,50}?)\s+(?:is|are|has|have|says?|shows?|does|do|gets?|stays?|asks?|runs?|goes|lacks?)\b/i.exec(
      sentence,
    );
  return match ? lower(match[1]!) : null;
}

/** The statement with its subject in place of the pronoun it opens with or orders about; null when that is unknown. */
function withSubject(statement: string, subject: string | null): string | null {
  const opening = /^(?:it|they|this|these)\b/i;
  const object = /^(\w+) (?:it|them|this|these)\b/i;
  if (!opening.test(statement) && !object.test(statement)) return statement;
  if (subject === null) return null;
  return opening.test(statement)
    ? statement.replace(opening, subject)
    : statement.replace(object, `$1 ${subject}`);
}
