/** Finds statements of a document that cannot both hold: other numbers for the same thing, or must against must not. */
import { fold } from '../documents/language.ts';
import type { Outline } from '../documents/outline.ts';
import type { ReadinessFinding } from '../domain/draft.ts';
import type { Candidate } from './candidate.ts';
import { cosine, createVectors, type Vector } from './similarity.ts';
import { headText } from './whole-text.ts';

type Measure = { value: number; unit: string };
type Statement = { text: string; line: number; measure: Measure | null; negated: boolean; vector: Vector };

/** Only pairs this alike are compared: a false alarm costs a reader more than a missed one. */
const alikeNumbers = 0.62;
const alikeWords = 0.8;
const mostStatements = 400;
const mostFindings = 5;

/** `candidates` before views of the same thing are merged: two that contradict each other look like one. People in a chat may disagree. */
export function findContradictions(
  outline: Pick<Outline, 'style'>,
  candidates: readonly Candidate[],
): ReadinessFinding[] {
  if (outline.style === 'chat') return [];
  const texts = candidates.flatMap(statementsOf);
  if (texts.length > mostStatements) return [];
  const vectorOf = createVectors(texts.map(({ text }) => bare(text)));
  const statements = texts.map(({ text, line }): Statement => {
    return {
      text,
      line,
      measure: readMeasure(text),
      negated: negation.test(fold(text)),
      vector: vectorOf(bare(text)),
    };
  });
  const found: ReadinessFinding[] = [];
  for (const [at, one] of statements.entries()) {
    for (const other of statements.slice(at + 1)) {
      if (one.line !== other.line && disagree(one, other)) found.push(say(one, other));
    }
  }
  return found.slice(0, mostFindings);
}

function statementsOf(candidate: Candidate): { text: string; line: number }[] {
  const own = { text: headText(candidate), line: candidate.own[0]! };
  return [own, ...candidate.criteria.map(({ text, lines }) => ({ text, line: lines[0]! }))].filter(
    ({ text }) => text.length < 300,
  );
}

function disagree(one: Statement, other: Statement): boolean {
  if (one.measure && other.measure) {
    return (
      one.measure.unit === other.measure.unit &&
      one.measure.value !== other.measure.value &&
      one.negated === other.negated &&
      cosine(one.vector, other.vector) >= alikeNumbers
    );
  }
  return (
    one.negated !== other.negated &&
    !one.measure &&
    !other.measure &&
    cosine(one.vector, other.vector) >= alikeWords
  );
}

function say(one: Statement, other: Statement): ReadinessFinding {
  return {
    code: 'contradiction',
    message: `"${one.text}" (line ${one.line}) and "${other.text}" (line ${other.line}) disagree: which one holds?`,
    lines: [one.line, other.line],
    options: [one.text, other.text],
  };
}

const units: [string, RegExp, number][] = [
  ['time', /^(?:ms|milliseconds?|millisekunden?|millisecondes?|milisegundos?)$/, 0.001],
  ['time', /^(?:s|secs?|seconds?|sekunden?|secondes?|segundos?)$/, 1],
  ['time', /^(?:mins?|minutes?|minuten?|minutos?)$/, 60],
  ['time', /^(?:h|hours?|stunden?|heures?|horas?)$/, 3600],
  ['time', /^(?:days?|tage?n?|jours?|dias?)$/, 86_400],
  ['time', /^(?:weeks?|wochen?|semaines?|semanas?)$/, 604_800],
  ['time', /^(?:months?|monate?n?|mois|mes|meses)$/, 2_629_800],
  ['share', /^(?:%|percent|prozent)$/, 1],
  ['size', /^kb$/, 1],
  ['size', /^mb$/, 1024],
  ['size', /^gb$/, 1_048_576],
];

const quantity = /(?<![\p{L}\d.,-])(\d+(?:[.,]\d+)*)\s*(%|\p{L}+)/gu;

/** The one quantity a statement names; null when it names none, or several that may mean several things. */
export function readMeasure(text: string): Measure | null {
  const found = [...fold(text).matchAll(quantity)].map(([, digits = '', word = '']) => {
    const known = units.find(([, pattern]) => pattern.test(word));
    const value = toNumber(digits);
    return known
      ? { unit: known[0], value: value * known[2] }
      : { unit: word.replace(/(?:en|s|n)$/, ''), value };
  });
  return found.length === 1 && !Number.isNaN(found[0]!.value) ? found[0]! : null;
}

/** `1,000` and `1.000` are a thousand, `0.5` and `0,5` a half. */
function toNumber(digits: string): number {
  return Number(digits.replace(/[.,](?=\d{3}(?:\D|$))/g, '').replace(',', '.'));
}

const negation =
  /\b(?:not|never|no|cannot|can't|must not|nicht|kein\w*|niemals|ne\b.{1,30}\bpas|jamais|aucun\w*|nunca|nao|ningun\w*|nenhum\w*)\b/;

/** Without numbers, negation and the words of obligation, so that what is left is the thing itself. */
function bare(text: string): string {
  return fold(text)
    .replace(quantity, ' ')
    .replace(new RegExp(negation.source, 'g'), ' ')
    .replace(
      /\b(?:must|shall|should|may|can|optional(?:ly)?|required|mandatory|within|at least|at most)\b/g,
      ' ',
    );
}
