/** German clauses as titles need them: what is to be ensured, conditions that open with their verb, finite forms. */
import { preposition, tidy } from './german-phrases.ts';
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
  const opening = /^(?:Der|Die|Das|Ein|Eine|Jede[rs]?|Alle|Sämtliche|Keine?r?|Niemand|Es|Sie|Er)$/.test(first)
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

const messages =
  /(?:nachricht|benachrichtigung|mail|sms|hinweis|warnung|erinnerung|bestätigung|meldung|quittung|code|link|übersicht|rechnung)(?:en|s)?$/i;

/** What people see is shown to them, and the messages they get are sent. */
export function forReader(verb: string, words: readonly string[]): string | null {
  const end = words.findIndex(
    (word, at) => /^(?:und|oder)$/.test(word) && infinitiveOfPresent(words[at + 1] ?? '') !== null,
  );
  const deed = end < 0 ? words : words.slice(0, end);
  if (verb === 'sehen' && !deed.some((word) => /^\p{Lu}/u.test(word))) return null;
  if (verb === 'sehen') return tidy([...deed, 'anzeigen']);
  const isSent = /^(?:erhalten|bekommen)$/.test(verb) && deed.some((word) => messages.test(word));
  return isSent ? tidy([...deed, 'senden']) : null;
}

/** A preposition that opened a sentence, inside one. */
export function lower(word: string, at: number): string {
  return at === 0 && preposition.test(word) ? word.toLowerCase() : word;
}
