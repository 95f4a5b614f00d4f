/** Statements about things in French, Spanish and Portuguese, as titles that ask to ensure what they say. */
import type { RomanceGrammar } from './romance-grammar.ts';
import { kindOf, lowerArticle } from './romance-subjects.ts';

/** "Os tokens devem expirar em 15 minutos": who, whether denied and by which word, what, and whether of several. */
export type Clause = { subject: string; negated: boolean; denial: string; rest: string; many: boolean };

/** "Garantir que os tokens expirem em 15 minutos"; null where the verb is not known. */
export function ensure(clause: Clause, grammar: RomanceGrammar): string | null {
  const match = /^(\p{Ll}+?)(-se|(?<=r)se)?(?:\s+(.+))?$/su.exec(clause.rest);
  if (!match?.[1] || !match[3]) return null;
  const verb = grammar.holds?.(match[1], clause.many);
  if (!verb) return null;
  const self = match[2] ? 'se ' : '';
  const said = clause.negated ? grammar.deny(`${self}${verb}`, clause.denial) : `${self}${verb}`;
  return grammar.ensure(`${lowerArticle(clause.subject, grammar)} ${said} ${match[3]}`);
}

/** "As reservas expiram ao fim de duas visitas": how things go on by themselves, told by a verb of that kind. */
export function ensureState(text: string, grammar: RomanceGrammar): string | null {
  const words = text.split(' ');
  const at = words.findIndex((word) => grammar.states.has(word));
  if (at < 1 || at > 9 || at === words.length - 1) return null;
  const subject = words.slice(0, at).join(' ');
  const named = new RegExp(`^(?:${grammar.article})`, 'iu').test(subject);
  if (!named || /[,;:]|\s(?:que|qui|dont|si|se|quando|cuando|quand)\s/u.test(subject)) return null;
  const verb = grammar.states.get(words[at]!)!;
  return grammar.ensure([lowerArticle(subject, grammar), verb, ...words.slice(at + 1)].join(' '));
}

/** "Les pages s'affichent en deux secondes" → "Afficher les pages en deux secondes". */
export function doneByItself(text: string, grammar: RomanceGrammar): string | null {
  const match = /^((?:[^\s,;:]+\s){1,8}?)(?:se\s|s['’])(\p{Ll}+)\s+(.+)$/u.exec(text);
  if (!match) return null;
  const subject = match[1]!.trim();
  const named = new RegExp(`^(?:${grammar.article})`, 'iu').test(subject);
  if (!named || /^(?:software|person)$/.test(kindOf(subject, grammar))) return null;
  if (/\s(?:que|qui|dont|si|quando|cuando|quand|no|não|ne|nunca|jamais)$/iu.test(subject)) return null;
  const verb = selfish.test(match[2]!) ? null : grammar.infinitiveOfFinite(match[2]!);
  return verb ? `${verb} ${lowerArticle(subject, grammar)} ${match[3]}` : null;
}

/** What things do of themselves, and nobody does to them. */
const selfish =
  /^(?:trata\w*|basa\w*|base\w*|conecta\w*|connecte\w*|encuentra\w*|encontra\w*|trouve\w*|convierte\w*|torna\w*|queda\w*|aplica\w*|applique\w*|adapta\w*|adapte\w*|refiere\w*|refere\w*|situe\w*)$/;
