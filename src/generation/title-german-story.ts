/** German user stories as titles: what the person wishes, said to the team that builds it. */
import { accusative, isActor, nounPhraseEnd, placeOf, tidy } from './german-phrases.ts';
import { infinitiveOfParticiple, infinitiveOfPresent, isInfinitive } from './german-verbs.ts';
import { shorten } from './shorten-german.ts';
import { able, aside, conditional, fromPossibility } from './title-german.ts';

const story =
  /\bals\s+(.+?),?\s+(?:(?:möchte|will|brauche|wünsche|kann|muss|soll|benötige)\s+ich|(?:möchten|wollen|brauchen|können|benötigen)\s+wir)\b,?\s*(?:mir\s+|mich\s+)?(.+)$/isu;

/** The wish of a user story, as the team would say it; null for a text that is no story. */
export function orderFromGermanStory(text: string): string | null {
  const match = story.exec(text);
  if (!match) return null;
  const possible = fromPossibility(match[2]!);
  if (possible) return possible;
  const wish = toOthers(match[2]!.replace(/[.;]\s.*$/s, ''));
  const clause = /^dass\s+([^,]+)(,.*)?$/is.exec(wish);
  if (clause) return fromThatClause(clause[1]!.split(' ')) ?? clause[1]!;
  const [main = '', ...tail] = wish.replace(aside, '').split(conditional);
  const words = main.split(' ');
  if (/^(?:können|haben)$/.test(words.at(-1)!)) words.pop();
  const order = fromWish(words, match[1]!.replace(/^(?:ein|eine|einer|der|die)\s+/i, ''));
  return shorten([order, ...tail]);
}

function fromWish(words: readonly string[], role: string): string {
  if (words.at(-1) === 'werden') {
    const verb = infinitiveOfParticiple(words.at(-2) ?? '');
    if (verb) return tidy([role, ...words.slice(0, -2), verb]);
  }
  const last = words.at(-1)!;
  if (last === 'sehen') return tidy([...words.slice(0, -1), 'anzeigen']);
  if (isInfinitive(last)) return tidy(words);
  return /^(?:ein|mehr|eigen|jede|alle|\p{Lu})/u.test(words[0]!)
    ? tidy([...words, 'bereitstellen'])
    : tidy(words);
}

/** "die App mir Termine anzeigt", "Belege verschlüsselt werden": a wish told as a clause. */
function fromThatClause(words: readonly string[]): string | null {
  const end = nounPhraseEnd(words);
  const subject = words.slice(0, end);
  const rest = words.slice(end, -1).filter((word) => !/^(?:mir|mich|uns|sich)$/.test(word));
  const last = words.at(-1)!;
  if (/^(?:wird|werden)$/.test(last)) {
    const verb = infinitiveOfParticiple(rest.at(-1) ?? '');
    return verb ? tidy([...accusative(subject), ...rest.slice(0, -1), verb]) : null;
  }
  if (able.test(last)) return isInfinitive(rest.at(-1) ?? '') ? tidy(rest) : null;
  const verb = infinitiveOfPresent(last);
  return verb && isActor(subject, true, rest) ? tidy([...placeOf(subject), ...rest, verb]) : null;
}

/** "meine Rechnungen" are "eigene Rechnungen" to the team that builds it. */
function toOthers(wish: string): string {
  return wish
    .replace(
      /\b[Mm]ein(?=e|[\s])(e[nmrs]?)?\b/g,
      (_whole, ending: string | undefined) => `eigene${(ending ?? 'es').slice(1)}`,
    )
    .replace(/\bich\b/g, 'sie')
    .trim();
}
