/** Acceptance criteria: the document's own points, or one restated from the requirement and marked as derived. */
import type { Language } from '../documents/language.ts';
import { splitSentences } from '../documents/speech.ts';
import { isStory } from '../documents/story.ts';
import type { Criterion } from '../domain/ticket.ts';
import type { Candidate } from './candidate.ts';
import { stripMarks } from './marks.ts';
import { questionCriterion } from './question-candidates.ts';

const most = 14;

export function writeCriteria(candidate: Candidate, language: Language): Criterion[] {
  if (candidate.kind === 'question') {
    return [{ text: questionCriterion(language), met: null, origin: 'derived' }];
  }
  const texts = candidate.criteria.map((one) => tidy(one.text)).filter((text) => text !== '');
  const unique = [...new Set(texts)];
  const stated = unique.length > 0 ? unique : furtherSentences(candidate);
  if (stated.length > 0)
    return stated.slice(0, most).map((text) => ({ text, met: null, origin: 'document' }));
  return [{ text: tidy(derived(candidate)), met: null, origin: 'derived' }];
}

/** What a text says beyond its first sentence, or beyond the name it goes by. */
function furtherSentences(candidate: Candidate): string[] {
  const sentences = splitSentences(candidate.text).map((sentence) => tidy(sentence.text));
  const named = candidate.name !== null && !isStory(candidate.text);
  return (named && sentences.length > 1 ? sentences : sentences.slice(1)).filter(
    (text) => text.split(' ').length > 2,
  );
}

function derived(candidate: Candidate): string {
  const { name, text } = candidate;
  if (text === '') return name ?? '';
  return name && !text.toLowerCase().includes(name.toLowerCase()) ? `${name}: ${text}` : text;
}

/** Without list letters, in sentence case, cut to what a criterion may hold. */
function tidy(text: string): string {
  const plain = stripMarks(text.replace(/^\s*(?:[a-z]\)|[ivx]{1,4}\)|\d{1,2}[.)])\s+/, '')).trim();
  const capital = plain.charAt(0).toUpperCase() + plain.slice(1);
  return capital.length > 1000 ? `${capital.slice(0, 997)}…` : capital;
}
