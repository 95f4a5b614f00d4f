/** Makes tickets of open questions when a run asks for them: somebody has to find the answer. */
import type { Language } from '../documents/language.ts';
import type { Candidate } from './candidate.ts';
import { makeCandidate } from './make-candidate.ts';
import type { Reading } from './reading.ts';

/** One for each question without an answer. */
export function questionCandidates(reading: Reading): Candidate[] {
  return reading.out.questions
    .filter((question) => !question.answered)
    .map(({ text, lines }) => {
      const path = reading.sectionAt(lines[0]!).path;
      return { ...makeCandidate(reading, { kind: 'question', text, lines, path }), name: null, text };
    });
}

const decide: Partial<Record<Language, string>> = {
  de: 'Entscheiden',
  fr: 'Décider',
  es: 'Decidir',
  pt: 'Decidir',
};

/** A question cut short asks something else, so it may be longer than other titles. */
const longest = 140;

/** "Decide: do we support Klarna?" */
export function questionTitle(question: string, language: Language): string {
  const plain = question.replace(/^[A-Z]{1,4}-?\d+[:.)]?\s+/, '');
  const title = `${decide[language] ?? 'Decide'}: ${lowerFirst(plain)}`;
  return title.length > longest ? `${title.slice(0, longest - 1).replace(/\s\S*$/, '')}…` : title;
}

/** "Who", not "GDPR". */
function lowerFirst(text: string): string {
  return /^\p{Lu}\p{Lu}/u.test(text) ? text : `${text.charAt(0).toLowerCase()}${text.slice(1)}`;
}

const done: Partial<Record<Language, string>> = {
  de: 'Die Antwort steht im Dokument.',
  fr: 'La réponse est écrite dans le document.',
  es: 'La respuesta está escrita en el documento.',
  pt: 'A resposta está escrita no documento.',
};

export function questionCriterion(language: Language): string {
  return done[language] ?? 'The answer is written into the document.';
}

/** What only asks is no work yet, wherever it stands. */
export function takeQuestions({ out }: Reading): void {
  const asks = ({ kind, id, name, text, criteria }: Candidate) =>
    kind !== 'question' && id === null && name === null && criteria.length === 0 && /\?\W*$/.test(text);
  for (const { text, own } of out.candidates.filter(asks))
    out.questions.push({ text, lines: own, answered: false });
  out.candidates = out.candidates.filter((one) => !asks(one));
}
