/** Gives each ticket a title: the document's own name where it is an order, else its statement made one. */
import { fold, type Language, unspaced } from '../documents/language.ts';
import { isStory } from '../documents/story.ts';
import type { Candidate } from './candidate.ts';
import { clipTitle } from './clip-title.ts';
import { startsWithVerb } from './english-verbs.ts';
import { statesInPresent } from './present-tense.ts';
import { questionTitle } from './question-candidates.ts';
import { nameCase, sentenceCase, type Vocabulary } from './title-case.ts';
import { orderFromStatement } from './title-english.ts';
import { cannotCarry } from './title-lint.ts';
import {
  isOrderInLanguage,
  orderInLanguage,
  wishInLanguage,
  withoutConnective,
  withoutOwner,
} from './title-other.ts';
import { firstSentence, tellingStatement } from './title-statement.ts';
import { orderFromStory } from './title-story.ts';
import { capital, lower } from './title-words.ts';

/** At most 80 characters, capitalised, without ids, marks or a full stop. */
export function writeTitle(candidate: Candidate, language: Language, vocabulary: Vocabulary): string {
  if (candidate.kind === 'question') return questionTitle(candidate.text, language);
  const order =
    language === 'en'
      ? sentenceCase(capital(carried(candidate, englishOrder(candidate, vocabulary))), vocabulary)
      : ofBug(candidate, language, otherOrder(candidate, language));
  const plain = order.replace(/`/g, '').replace(/\s+/g, ' ').trim();
  return (
    clipTitle(capital(plain)) ||
    clipTitle(capital(candidate.name ?? candidate.text)) ||
    'Untitled requirement'
  );
}

function englishOrder(candidate: Candidate, vocabulary: Vocabulary): string {
  const name = candidate.name ? nameCase(tidyName(candidate.name), vocabulary) : null;
  const statement = tellingStatement(candidate.text);
  if (candidate.kind === 'epic' && name) return name;
  if (candidate.kind === 'bug' && (!startsWithVerb(name ?? statement) || statesInPresent(name ?? statement)))
    return `Fix: ${lower(name ?? statement)}`;
  if (name && startsWithVerb(name)) return name;
  if (isStory(candidate.text)) return orderFromStory(candidate.text);
  if (candidate.kind === 'nfr' && name) return qualityOrder(name, statement);
  if (candidate.kind === 'nfr' && /\d/.test(statement)) return targetOrder(statement);
  if (name) return isSentence(name) ? orderFromStatement(name) : nameOrder(name, statement);
  return orderFromStatement(statement);
}

/** "Ensure how long …", "Add right now …": what no such verb can carry stands as it was said. */
function carried({ name, text }: Candidate, order: string): string {
  return cannotCarry.test(order) ? (name ?? firstSentence(text)) : order;
}

const mending: Partial<Record<Language, string>> = {
  de: 'Beheben',
  fr: 'Corriger',
  es: 'Corregir',
  pt: 'Corrigir',
  it: 'Correggere',
  nl: 'Herstel',
};

/** "Beheben: Liste ist leer": what is wrong is no order. */
function ofBug(candidate: Candidate, language: Language, order: string): string {
  const verb = mending[language];
  return candidate.kind === 'bug' && verb && !isOrderInLanguage(order, language)
    ? `${verb}: ${order}`
    : order;
}

/** "Availability: 99.9 % per month" → "Meet the availability target: 99.9 % per month". */
function qualityOrder(name: string, statement: string): string {
  if (statement === '') return `Meet the ${lower(name)} requirements`;
  if (
    /\b(?:must|shall|should|is|are|has|have|uses?|works?|supports?|falls?|can|encrypt\w*|stores?)\b/.test(
      statement,
    )
  )
    return orderFromStatement(statement);
  if (!/\d/.test(statement)) return `Ensure ${lower(name)}: ${lower(statement)}`;
  return `Meet the ${lower(name)} target: ${lower(statement)}`;
}

/** "Response to a scan < 300 ms" is a target rather than a thing to add. */
function targetOrder(statement: string): string {
  if (/[<>≤≥]/.test(statement)) return `Meet the target: ${lower(statement)}`;
  const order = orderFromStatement(statement);
  return order.startsWith('Add ') ? `Meet the target: ${lower(statement)}` : order;
}

/** A feature's name says it shortest; a bare noun takes the verb it lacks. */
function nameOrder(name: string, statement: string): string {
  const words = name.split(' ').length;
  if (words === 1 && statement !== '' && startsWithVerb(statement)) return statement;
  if (/^(?:can(?:not)?|must|may|should|shall|will|is|are|has|have)\b/i.test(statement))
    return orderFromStatement(
      `${/^(?:the|an?|all|each|every)\b/i.test(name) ? '' : 'the '}${lower(name)} ${lower(statement)}`,
    );
  if (/[^s]s$/.test(name) && /^(?:when|if|where)\b/i.test(statement)) return `Handle ${lower(name)}`;
  if (words <= 3 && /\s(?:shall|must|should)\s/.test(statement)) return orderFromStatement(statement);
  const order = orderFromStatement(name);
  if (!order.startsWith('Add ')) return order;
  const told = `Add ${lower(name)}: ${lower(statement).replace(/[.;]$/, '')}`;
  if (words > 3 || statement === '') return `Add ${lower(name)}`;
  if (told.length <= 80) return told;
  const stated = orderFromStatement(statement);
  return statesInPresent(statement) && stated.length <= 90 ? stated : `Add ${lower(name)}`;
}

/** A name of several words says it shortest; a single word takes the order or the statement it stands for. */
function otherOrder(candidate: Candidate, language: Language): string {
  const name = candidate.name ? withoutOwner(tidyName(candidate.name), candidate.owner, language) : null;
  const said = withoutOwner(withoutDueDate(candidate), candidate.owner, language);
  const statement = withoutConnective(firstSentence(said));
  if (name && unspaced.has(language)) return shortest(name, statement);
  if (name && isOrderInLanguage(name, language)) return name;
  if (name && name.split(' ').length > 2) return orderInLanguage(name, language) ?? name;
  if (isStory(candidate.text)) return wishInLanguage(candidate.text, language) ?? statement;
  const order = orderInLanguage(statement, language);
  if (!name || statement === '') return order ?? name ?? statement;
  if (order) return order;
  return name.split(' ').length > 1 ? name : `${name}: ${statement}`;
}

/** "…, bis 24.1.", "(avant le 15 nov.)" behind what somebody is to do. */
function withoutDueDate({ text, owner }: Candidate): string {
  if (owner === null) return text;
  return text.replace(
    /(?:,\s+|\s+\()(?:bis|avant|d['’]ici|pour|antes del?|para el|hasta|até|by|before|until)\s[^,()]{0,20}(?:\d|Ende|fin|end|m[ae]r|lun|jeu|ven|sex|seg|qua|qui|mont|dien|mitt|donn|frei)[^,()]{0,16}\)?\.?$/iu,
    '',
  );
}

/** In languages without spaces a name says much in few signs; what it stands for is added where there is room. */
function shortest(name: string, statement: string): string {
  const whole = `${name}: ${statement.replace(/[。；;]$/u, '')}`;
  return statement !== '' && whole.length <= 40 ? whole : name;
}

function tidyName(name: string): string {
  return name
    .replace(/^["“„«]|["”“»]$/g, '')
    .replace(
      /^(?:step|epic|story|task|part|scenario|milestone|phase|bet|theme|pillar|rule|initiative|finding|recommendation|ask)\s*\d*\s*[:.–—-]\s+(?=\S)/i,
      '',
    )
    .replace(/\s*\([A-Z]{1,4}[ -]?\d{1,3}(?:, ?[A-Z]{1,4}[ -]?\d{1,3})*\)$/, '')
    .replace(/[.:]$/, '')
    .trim();
}

function isSentence(name: string): boolean {
  return /\b(?:must|shall|should|will|can|is|are|has|have)\b/.test(fold(name)) && name.split(' ').length > 4;
}
