/** Who or what a French, Spanish, Portuguese or Italian statement is about, as its title needs it. */
import type { RomanceGrammar } from './romance-grammar.ts';

export function kindOf(subject: string, grammar: RomanceGrammar): 'software' | 'place' | 'person' | 'thing' {
  const is = (nouns: string) =>
    new RegExp(`^(?:${grammar.article})?(?:${nouns})(?=\\s|$)`, 'iu').test(subject);
  if (is(grammar.software)) return 'software';
  if (is(grammar.person)) return 'person';
  return is(grammar.place) ? 'place' : 'thing';
}

export function withPlace(deed: string, subject: string, grammar: RomanceGrammar): string {
  const whole = `${deed} ${grammar.inPlace(lowerArticle(subject, grammar))}`;
  return whole.length <= 80 ? whole : deed;
}

export function lowerArticle(subject: string, grammar: RomanceGrammar): string {
  return new RegExp(`^(?:${grammar.article})`, 'iu').test(subject)
    ? subject.charAt(0).toLowerCase() + subject.slice(1)
    : subject.replace(/^\p{Lu}(?=\p{Ll})/u, (letter) => letter.toLowerCase());
}

const message =
  /^(?:une?|uma?|l[ae]s?|les|os?|as?|los)\s(?:\p{Ll}+\s)?(?:notifica\p{L}*|avis\p{L}*|correos?|courriels?|e-?mails?|sms|mensaj\p{L}*|mensag\p{L}*|messages?|alert\p{L}*|recordatorios?|lembretes?|rappels?|confirma\p{L}*|códigos?|codes?|re[cç]us?|comprovantes?|comprobantes?|enlaces?|links?|liens?)(?![\p{L}])/iu;

/** "El cliente debe recibir un aviso" asks to send it; null for a deed of another kind. */
export function sendTo(who: string, deed: string, grammar: RomanceGrammar): string | null {
  const what = /^(?:recibir|receber|recevoir|ricevere)\s+(.+)$/u.exec(deed)?.[1];
  return what && message.test(what) ? grammar.send(who, what) : null;
}
