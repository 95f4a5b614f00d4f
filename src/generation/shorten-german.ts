/** German titles that are too long lose phrases in their middle, so that the verb at their end stays. */
import { nounPhraseEnd, preposition } from './german-phrases.ts';

const longest = 80;

/** With its conditions where they fit; else phrases in the middle go, last ones first, so that the verb at the end stays. */
export function shorten(parts: readonly string[], remark = ''): string {
  const whole = parts.join(', ');
  if (whole.length + remark.length <= longest) return whole + remark;
  if (whole.length <= longest) return whole;
  const words = parts[0]!.replace(/\s+\([^()]*\)/g, '').split(' ');
  const verb = words.splice(/^(?:machen|gestalten)$/.test(words.at(-1)!) ? -2 : -1).join(' ');
  while ([...words, verb].join(' ').length > longest) {
    const at = lastPhrase(words);
    if (at < 2) break;
    const from = startOfMeasure(words, at);
    words.splice(from, at - from + 1 + (nounPhraseEnd(words.slice(at + 1)) || words.length));
  }
  return [...words, verb].join(' ');
}

/** "spätestens 24 Stunden" belongs to the "vor der Anreise" behind it. */
function startOfMeasure(words: readonly string[], at: number): number {
  if (!/^\d/.test(words[at - 2] ?? '')) return at;
  return /^(?:spätestens|frühestens|mindestens|höchstens|maximal)$/i.test(words[at - 3] ?? '')
    ? at - 3
    : at - 2;
}

/** Where the last phrase begins that can be spared; what is to do without something comes last. */
function lastPhrase(words: readonly string[]): number {
  const opens = (word: string, place: number) => place > 1 && preposition.test(word);
  const spared = words.findLastIndex(
    (word, place) => opens(word, place) && !/^(?:ohne|nur|auch)$/.test(word),
  );
  return spared > 1 ? spared : words.findLastIndex(opens);
}
