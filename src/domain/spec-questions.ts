/** The questions a product spec is written from, and the spec that the answers make (S1-60). */
import type { Capability } from './capability.ts';
import type { Question } from './dialogue.ts';

export type SpecQuestion = { id: string; ask: string; section: string; required: boolean };

export const specQuestions: readonly SpecQuestion[] = [
  { id: 'user', ask: 'Who is the user, and what do they want?', section: 'User', required: true },
  {
    id: 'success',
    ask: 'How will you know it works: which criterion?',
    section: 'Success criteria',
    required: true,
  },
  { id: 'scope', ask: 'What is in scope?', section: 'Scope', required: true },
  { id: 'out', ask: 'What is out of scope?', section: 'Out of scope', required: true },
  {
    id: 'cogs',
    ask: 'What may it cost to run, and what has compliance to look at?',
    section: 'COGS',
    required: true,
  },
  { id: 'legal', ask: 'What does the law, or a contract, ask for?', section: 'Legal', required: true },
  {
    id: 'detail',
    ask: 'Which requirement needs saying in detail?',
    section: 'Detailed requirements',
    required: false,
  },
  {
    id: 'challenge',
    ask: 'What could go wrong, and why build it at all?',
    section: 'Challenges',
    required: false,
  },
  { id: 'marketing', ask: 'What does marketing have to do with it?', section: 'Marketing', required: false },
  {
    id: 'customers',
    ask: 'What are customers told, and when?',
    section: 'Customer communication',
    required: false,
  },
];

/** Those without an answer, the required ones first. */
export function openQuestions(answers: Readonly<Record<string, string>>): SpecQuestion[] {
  const open = specQuestions.filter(({ id }) => !answers[id]?.trim());
  return [...open.filter(({ required }) => required), ...open.filter(({ required }) => !required)];
}

/** What to ask next, of those that are neither answered nor left out for now; null at the end. */
export function nextQuestion(
  answers: Readonly<Record<string, string>>,
  skipped: readonly string[] = [],
): SpecQuestion | null {
  return openQuestions(answers).find(({ id }) => !skipped.includes(id)) ?? null;
}

/** The question as it is put to people, one after another: the next message answers it (S1-60). */
export function askNext(
  { key, answers }: Pick<Capability, 'key' | 'answers'>,
  skipped: readonly string[] = [],
): Question | null {
  const next = nextQuestion(answers, skipped);
  if (!next) return null;
  const args = { capability: key, skip: [...skipped] };
  return {
    text: next.ask,
    choices: [
      {
        label: 'Skip',
        calls: [{ tool: 'draft_spec', args: { capability: key, skip: [...skipped, next.id] } }],
      },
      { label: 'Stop for now', calls: [] },
    ],
    about: { tool: 'draft_spec', args, slot: `spec.${next.id}` },
  };
}

/** By its id, the beginning of it, or its number from 1; null for anything else. */
export function findQuestion(words: string): SpecQuestion | null {
  const wanted = words.trim().toLowerCase();
  if (/^\d+$/.test(wanted)) return specQuestions[Number(wanted) - 1] ?? null;
  const exact = specQuestions.find(({ id, section }) => [id, section.toLowerCase()].includes(wanted));
  return exact ?? specQuestions.find(({ id }) => wanted !== '' && id.startsWith(wanted)) ?? null;
}

/** Markdown with the six sections of every spec, and what else was answered. */
export function writeSpec(
  { title, key, description }: Pick<Capability, 'title' | 'key' | 'description'>,
  answers: Readonly<Record<string, string>>,
): string {
  const sections = specQuestions
    .filter(({ id, required }) => required || answers[id]?.trim())
    .map(({ id, section }) => `## ${section}\n\n${answers[id]?.trim() || 'Not answered yet.'}`);
  const intro = description.trim() === '' ? [] : [description.trim()];
  return [`# ${title} (${key})`, ...intro, ...sections].join('\n\n');
}
