/** French, Spanish and Portuguese statements as titles in the infinitive: who must or can do what becomes what to build. */
import { type Clause, doneByItself, ensure, ensureState } from './romance-clauses.ts';
import type { RomanceGrammar } from './romance-grammar.ts';
import { kindOf, lowerArticle, sendTo, withPlace } from './romance-subjects.ts';

const longest = 80;
const inBrackets = /\s+\([^()]*\)$/;

/** The order a statement holds, or null when it shows none; its purpose stays where little else is said. */
export function orderFromRomance(statement: string, grammar: RomanceGrammar): string | null {
  const whole = statement.replace(/;\s.*$/s, '');
  const order = orderOf(whole.replace(grammar.benefit, ''), grammar);
  return order && order.split(' ').length < 4 ? orderOf(whole, grammar) : order;
}

function orderOf(whole: string, grammar: RomanceGrammar): string | null {
  const text = whole.replace(inBrackets, '');
  if (isOrderAlready(text, grammar)) return null;
  const order =
    fromWanted(text, grammar) ??
    fromImpersonal(text, grammar) ??
    fromConditional(text, grammar) ??
    fromClause(text, grammar);
  const remark = inBrackets.exec(whole)?.[0] ?? '';
  return order && order.length + remark.length <= longest ? order + remark : order;
}

/** "Nous avons besoin d'un export", "queremos que avise": what a team says it wants. */
function fromWanted(text: string, grammar: RomanceGrammar): string | null {
  const wish = grammar.wanted.exec(text)?.[1];
  if (!wish) return null;
  if (/^qu(?:e\s|['’])/i.test(wish)) return grammar.see(wish);
  if (grammar.infinitive.test(wish.split(' ')[0]!)) return wish;
  return grammar.provide(wish);
}

function isOrderAlready(text: string, grammar: RomanceGrammar): boolean {
  const [first = '', second = ''] = text.split(' ');
  const modal = new RegExp(`^(?:${grammar.obliged}|${grammar.able}|${grammar.be.finite})$`, 'iu');
  return grammar.infinitive.test(first.toLowerCase()) && !modal.test(second);
}

function fromImpersonal(text: string, grammar: RomanceGrammar): string | null {
  const may = grammar.mayDo?.exec(text);
  if (may) return grammar.permit(may[1]!, may[2]!.replace(grammar.filler, ''));
  for (const { pattern, permits } of grammar.impersonal) {
    const deed = pattern.exec(text)?.slice(1).filter(Boolean).join(' ');
    if (deed) return permits ? grammar.permit(null, deed) : deed;
  }
  return null;
}

/** "Lorsque le stock est épuisé, le système doit avertir …" → what must be done, and when. */
function fromConditional(text: string, grammar: RomanceGrammar): string | null {
  const match = new RegExp(`^((?:${grammar.condition}).{3,90}?),\\s+(.+)$`, 'isu').exec(text);
  const order = match && (fromImpersonal(match[2]!, grammar) ?? fromClause(match[2]!, grammar));
  return order ? `${order} ${match[1]!.charAt(0).toLowerCase()}${match[1]!.slice(1)}` : null;
}

/** The wish of a user story, as the team would say it; null for a text that is no story. */
export function orderFromRomanceStory(story: string, grammar: RomanceGrammar): string | null {
  const wish = grammar.story
    .exec(story)?.[1]
    ?.replace(grammar.benefit, '')
    .replace(/[.,;]\s*$/, '')
    .replace(/^,\s*/, '');
  if (!wish) return null;
  if (/^qu(?:e\s|['’])/i.test(wish))
    return grammar.see(inThirdPerson(wish.replace(grammar.toMe, ' '), grammar));
  const deed = inThirdPerson(wish, grammar).replace(grammar.filler, '');
  const done = passiveDeed(grammar.user, deed, grammar);
  if (done) return done;
  if (grammar.infinitive.test(deed.split(' ')[0]!)) return deed;
  return new RegExp(`^(?:${grammar.article})`, 'iu').test(deed) ? grammar.provide(deed) : deed;
}

/** "mi cita" is "su cita" to the team that builds it. */
function inThirdPerson(wish: string, grammar: RomanceGrammar): string {
  return grammar.pronouns.reduce((text, [pattern, word]) => text.replace(pattern, word), wish);
}

function fromClause(text: string, grammar: RomanceGrammar): string | null {
  const able = split(text, grammar.able, grammar);
  const obliged = able ? null : split(text, grammar.obliged, grammar);
  const modal = able ?? obliged;
  if (modal) return fromModal(modal, able !== null, grammar);
  return (
    fromPassive(text, grammar) ??
    fromFinite(text, grammar) ??
    doneByItself(text, grammar) ??
    ensureState(text, grammar)
  );
}

/** Subject, verb of the given kind and the rest; the subject is at most nine words of one clause. */
function split(text: string, verb: string, grammar: RomanceGrammar): Clause | null {
  const { before, after } = grammar.negation;
  const match = new RegExp(
    `^((?:[^\\s,;:]+,?\\s+){1,11}?)(${before})?(${verb})\\s+(?:(${after})\\s+)?(.+)$`,
    'isu',
  ).exec(text);
  if (!match || (match[2] && !match[4] && grammar.onlyBut.test(match[5]!))) return null;
  if (/(?:^|\s)(?:et|y|e|ou|o)$/iu.test(match[1]!.trim())) return null;
  if (/\s(?:si|lorsqu\S*|quand|qui|que|dont|cuando|quando|onde|donde|se\s\p{L}+)\s/iu.test(match[1]!))
    return null;
  return {
    subject: match[1]!.trim(),
    negated: Boolean(match[2] ?? match[4]),
    denial: match[4] ?? '',
    rest: match[5]!,
    many: /(?:nt|ão|[mn])(?:\s(?:que|de))?$/iu.test(match[3]!),
  };
}

function fromModal(clause: Clause, able: boolean, grammar: RomanceGrammar): string | null {
  if (nobody.test(clause.subject)) return ensure(clause, grammar);
  return orderOfModal(clause, able, grammar) ?? (able && !clause.negated ? null : ensure(clause, grammar));
}

/** "Nenhum enfermeiro pode …" forbids what it seems to allow. */
const nobody = /^(?:nenhuma?|ningun[oa]?|ningún|nadie|ninguém|nessun[oa]?|aucune?|personne ne)(?=\s|$)/iu;

function orderOfModal(
  { subject, negated, rest }: Clause,
  able: boolean,
  grammar: RomanceGrammar,
): string | null {
  const deed = rest.replace(grammar.filler, '');
  const order = doneToItself(subject, deed, grammar) ?? passiveDeed(subject, deed, grammar);
  if (order && negated) return /^\p{Lu}/u.test(order) ? null : grammar.negation.write(order);
  if (order || !grammar.infinitive.test(deed.split(' ')[0]!)) return order;
  const capable = able || grammar.toBeAble.test(rest);
  return negated ? forbidden(subject, deed, grammar) : demanded(subject, deed, capable, grammar);
}

function forbidden(subject: string, deed: string, grammar: RomanceGrammar): string | null {
  const kind = kindOf(subject, grammar);
  if (kind === 'software') return grammar.negation.write(deed);
  return kind === 'person' ? grammar.forbid(subject, deed) : null;
}

function demanded(subject: string, deed: string, capable: boolean, grammar: RomanceGrammar): string | null {
  const kind = kindOf(subject, grammar);
  const sent = sendTo(subject, deed, grammar);
  if (sent) return sent;
  if (kind === 'software') return deed;
  if (/^(?:ils?|elles?|él|ella|ellos|ellas|eles?|elas?)$/iu.test(subject))
    return capable ? grammar.permit(null, deed) : deed;
  if (kind === 'place') return /se$/.test(deed.split(' ')[0]!) ? null : withPlace(deed, subject, grammar);
  if (kind === 'person') return capable ? grammar.permit(subject, deed) : deed;
  const named = new RegExp(`^(?:${grammar.article})`, 'iu').test(subject);
  return capable && named ? grammar.permit(subject, deed) : null;
}

/** "los datos se deben cifrar" → "cifrar los datos". */
function doneToItself(subject: string, deed: string, grammar: RomanceGrammar): string | null {
  const itself = /^(.+)\sse$/u.exec(subject)?.[1];
  const [verb = '', ...after] = deed.split(' ');
  if (!itself || !grammar.infinitive.test(verb)) return null;
  return [verb, lowerArticle(itself, grammar), ...after].join(' ');
}

/** What readers do with a thing is not what a team does to it. */
const perceiving = /^(?:leer|ver|ler|lire|voir|leggere|vedere|utiliser)$/;

/** "être chiffrés avec argon2" of the passwords → "chiffrer les mots de passe avec argon2"; "être responsive" → "rendre …". */
function passiveDeed(subject: string, deed: string, grammar: RomanceGrammar): string | null {
  const what = lowerArticle(subject, grammar);
  const reflexive = grammar.reflexive.exec(deed)?.slice(1).filter(Boolean);
  if (reflexive && perceiving.test(reflexive[0]!)) return null;
  if (reflexive && !/^(?:software|person)$/.test(kindOf(subject, grammar)))
    return `${reflexive[0]} ${what}${reflexive[1] ?? ''}`;
  const be = new RegExp(
    `^(?:${grammar.be.infinitive})\\s+(?:(\\p{L}+(?:ment|mente))\\s+)?(\\S+?)(,?)(?=\\s|$)(.*)$`,
    'su',
  ).exec(deed);
  if (!be) return null;
  const [, manner, word, comma, after] = be;
  const verb = grammar.infinitiveOfParticiple(word!);
  const tail = (after ?? '').replace(grammar.agent, '').replace(grammar.nextClause, '');
  if (verb && perceiving.test(verb)) return null;
  if (verb) return joinVerbs(verb, comma + tail, what, manner, grammar);
  const quality = `${word}${comma}${tail}`;
  if (
    /^(?:capa|apt|inf[eé]rieu|inferior|sup[eé]rieu|superior|meno|maio|mayo|conforme|possible|posible|possível|d['’e]|un|le|la|el|o|a|en|em|à|au)/iu.test(
      quality,
    )
  )
    return null;
  return grammar.make(what, quality);
}

/** "créés, modifiés et supprimés" → "créer, modifier et supprimer" before what it is done to. */
function joinVerbs(
  first: string,
  rest: string,
  what: string,
  manner: string | undefined,
  grammar: RomanceGrammar,
): string {
  let verbs = first;
  let left = rest;
  for (;;) {
    const next = /^(,?\s*(?:et|ou|y|o|e|ou|,)?\s+)(\p{Ll}+)(?=[\s,]|$)/u.exec(left);
    const verb =
      next && /[,]|\b(?:et|ou|y|o|e)\b/.test(next[1]!) ? grammar.infinitiveOfParticiple(next[2]!) : null;
    if (!next || !verb) break;
    verbs += `${next[1]!.replace(/^\s*,\s*/, ', ')}${verb}`;
    left = left.slice(next[0].length);
  }
  return `${verbs}${manner ? ` ${manner}` : ''} ${what}${left}`;
}

/** "Les données sont chiffrées": what is done to a thing, as an order. */
function fromPassive(text: string, grammar: RomanceGrammar): string | null {
  const first = new RegExp(`^(?:${grammar.be.finite})\\s+(\\p{Ll}+)\\s+(.+)$`, 'iu').exec(text);
  const inverted = first && grammar.infinitiveOfParticiple(first[1]!);
  if (inverted) return `${inverted} ${first[2]}`;
  const clause = split(text, grammar.be.finite, grammar);
  if (!clause || kindOf(clause.subject, grammar) === 'person') return null;
  const word = clause.rest.split(/[\s,]/)[0]!;
  if (!grammar.infinitiveOfParticiple(word)) return null;
  const order = passiveDeed(clause.subject, `${grammar.be.infinitive.split('|')[0]} ${clause.rest}`, grammar);
  return order && clause.negated ? grammar.negation.write(order) : order;
}

/** "Il joint de une à dix photos": who that is, stands in the line before. */
function fromPronoun(text: string, grammar: RomanceGrammar): string | null {
  const [, word, rest] =
    /^(?:ils?|elles?|él|ella|ellos|ellas|eles?|elas?)\s+(\p{Ll}+)\s+(.+)$/isu.exec(text) ?? [];
  const verb = word ? grammar.infinitiveOfFinite(word.toLowerCase()) : null;
  return verb ? grammar.permit(null, `${verb} ${rest}`) : null;
}

/** "Le système envoie un e-mail", "Se mostrará un aviso": what software does, as an order. */
function fromFinite(text: string, grammar: RomanceGrammar): string | null {
  const impersonal = /^se\s+(\p{Ll}+)\s+(.+)$/isu.exec(text);
  const shown = impersonal && grammar.infinitiveOfFinite(impersonal[1]!);
  if (shown) return `${shown} ${impersonal[2]}`;
  const theirs = fromPronoun(text, grammar);
  if (theirs) return theirs;
  const { before } = grammar.negation;
  const match = new RegExp(
    `^((?:${grammar.article})?(?:${grammar.software}|${grammar.person})(?:\\s+[\\p{L}-]+){0,2}?)\\s+(${before})?(\\p{Ll}+)\\s+(.+)$`,
    'isu',
  ).exec(text);
  const verb = match ? grammar.infinitiveOfFinite(match[3]!.toLowerCase()) : null;
  if (!match || !verb || /^\p{Lu}/u.test(match[3]!)) return null;
  const told = match[4]!.replace(
    new RegExp(`\\s+(?:et|y|e|ed)\\s+(?:${grammar.able}|${grammar.obliged})\\s.*$`, 'isu'),
    '',
  );
  const joined = told.replace(/(^|\s)(et|ou|y|o|e)\s(\p{Ll}+)(?=\s)/u, (whole, space, joint, word) => {
    const other = grammar.infinitiveOfFinite(word);
    return other ? `${space}${joint} ${other}` : whole;
  });
  const deed = `${verb} ${joined.replace(new RegExp(`^(?:${grammar.negation.after})\\s+`, 'u'), '')}`;
  if (kindOf(match[1]!, grammar) === 'person')
    return match[2]
      ? grammar.forbid(match[1]!, deed)
      : (sendTo(match[1]!, deed, grammar) ?? grammar.permit(match[1]!, deed));
  return match[2] ? grammar.negation.write(deed) : deed;
}
