/** German clauses as titles need them: what is to be ensured, conditions that open with their verb, finite forms. */
import {
  infinitiveOfPresent,
  isInfinitive,
  isSeparablePrefix,
  presentOf,
  withoutZu,
} from './german-verbs.ts';

const plurals = /^(?:müssen|sollen|sollten|können|könnten|dürfen|sind|werden)$/i;

/** "Codes dürfen höchstens 48 Stunden gültig sein" → "Sicherstellen, dass Codes höchstens 48 Stunden gültig sind". */
export function ensure(
  modal: string,
  subject: readonly string[],
  rest: readonly string[],
  infinitive: string,
): string | null {
  if (subject.length === 0 || rest.length === 0) return null;
  const [first = '', ...others] = subject;
  const opening = /^(?:Der|Die|Das|Ein|Eine|Jede[rs]?|Alle|Sämtliche|Kein|Keine|Es|Sie|Er)$/.test(first)
    ? first.toLowerCase()
    : first;
  const many = plurals.test(modal);
  const verb = many ? infinitive.replace(/^sein$/, 'sind') : presentOf(infinitive);
  return ['Sicherstellen, dass', opening, ...others, ...rest, verb].join(' ');
}

/** "dessen Chip zu lesen und die Rückgabe anzuzeigen" → the same without "zu"; null when nothing is to be done. */
export function withoutEachZu(words: readonly string[]): string[] | null {
  const plain = words
    .filter((word, at) => !(word === 'zu' && isInfinitive((words[at + 1] ?? '').replace(/,$/, ''))))
    .map(withoutZu);
  return plain.join(' ') !== words.join(' ') && isInfinitive(plain.at(-1) ?? '') ? plain : null;
}

const auxiliary = /^(?:ist|sind|hat|haben|wird|werden|kann|können|muss|müssen|soll|sollen|darf|dürfen)$/;

/** "Fehlt ein Schlüssel, ist die Verwaltung zu benachrichtigen" → the main clause and "wenn ein Schlüssel fehlt". */
export function splitVerbFirst(sentence: string): { main: string; condition: string } | null {
  const match = /^(\p{Lu}\p{Ll}+)\s([^,;]{6,80}),\s+(?:so |dann )?((\p{Ll}+) .+)$/u.exec(sentence);
  if (!match) return null;
  const [, opening, told, main, next] = match as unknown as [string, string, string, string, string];
  const verb = opening.toLowerCase();
  const isVerb = (word: string) =>
    auxiliary.test(word) || (/t$/.test(word) && infinitiveOfPresent(word) !== null);
  if (!isVerb(verb) || !isVerb(next)) return null;
  const words = told.split(' ');
  const particle = isSeparablePrefix(words.at(-1)!) ? words.pop()! : '';
  return { main, condition: ['wenn', ...words, particle + verb].join(' ') };
}
