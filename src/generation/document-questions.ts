/** Turns what a document lacks into questions for its author, and picks the few that are worth one's time. */
import { createHash } from 'node:crypto';
import type { OpenQuestion, ReadinessFinding } from '../domain/draft.ts';
import type { DocumentQuestion, ReadinessCheck } from '../domain/readiness.ts';

/** The most worth an answer first; a finding that is not here is told and not asked. */
const prompts: Record<string, (subject: string) => string> = {
  contradiction: () => 'Which of these holds?',
  no_metrics: () => 'How will you know that it worked? Name a number and by when.',
  nfr_without_number: (subject) => `Which number is “${subject}” tested against?`,
  open: (subject) => subject,
  metric_without_target: (subject) => `What number would make “${subject}” a success?`,
  no_non_goals: () => 'What is deliberately not part of this?',
  vague_requirement: (subject) => `What does “${subject}” mean here, so that it can be tested?`,
  no_personas: () => 'Who is this for?',
  no_risks: () => 'What could go wrong?',
};
const byWorth = Object.keys(prompts);

export const mostAsked = 3;

/** `lines` are the document's own, which give a question its identity. */
export function toQuestions(
  findings: readonly ReadinessFinding[],
  open: readonly OpenQuestion[],
  lines: readonly string[],
): DocumentQuestion[] {
  const asked = findings.flatMap((finding): DocumentQuestion[] => {
    const prompt = prompts[finding.code];
    if (!prompt) return [];
    const { code, options = [], subject = '' } = finding;
    const about = code === 'vague_requirement' ? quoteLine(finding, lines) : '';
    return [
      {
        id: identify(code, subject, finding.lines, lines),
        code,
        text: `${prompt(subject)}${about}`,
        lines: finding.lines,
        options,
        subject: subject || null,
      },
    ];
  });
  return [...asked, ...openQuestions(open, lines)];
}

export function openQuestions(open: readonly OpenQuestion[], lines: readonly string[]): DocumentQuestion[] {
  return open
    .filter(({ text }) => !isAnswered(text, lines))
    .map(({ text, lines: own }) => ({
      id: identify('open', text, [], lines),
      code: 'open',
      text,
      lines: own,
      options: [],
      subject: text,
    }));
}

/** A question that stands in running text is answered where decisions are kept: `question → answer`. */
function isAnswered(text: string, lines: readonly string[]): boolean {
  return lines.some((line) => line.includes(`${text} →`));
}

function quoteLine({ lines: [first] }: ReadinessFinding, lines: readonly string[]): string {
  const text = (lines[(first ?? 0) - 1] ?? '')
    .replace(/^[\s>#*+-]+|\*\*|\|/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return text ? ` It says: “${text.length > 90 ? `${text.slice(0, 87)}…` : text}”` : '';
}

function identify(
  code: string,
  subject: string,
  numbers: readonly number[],
  lines: readonly string[],
): string {
  const passages = numbers.map((line) => (lines[line - 1] ?? '').replace(/\s+/g, ' ').trim());
  return createHash('sha256')
    .update([code, subject, ...passages].join('\n'))
    .digest('hex')
    .slice(0, 12);
}

/** Three at most, one of a kind before two of it, and none that somebody skipped. */
export function pickQuestions(
  questions: readonly DocumentQuestion[],
  skipped: readonly string[],
): DocumentQuestion[] {
  const left = questions.filter((question) => !skipped.includes(question.id));
  const nth = (question: DocumentQuestion) =>
    left.filter((one) => one.code === question.code).indexOf(question);
  return left
    .map((question) => ({ question, round: nth(question), worth: byWorth.indexOf(question.code) }))
    .sort((one, other) => one.round - other.round || one.worth - other.worth)
    .slice(0, mostAsked)
    .map(({ question }) => question);
}

const checks: [string, string[]][] = [
  ['Success metrics', ['no_metrics']],
  ['A target for each metric', ['metric_without_target']],
  ['Whom it is for', ['no_personas']],
  ['What is out of scope', ['no_non_goals']],
  ['Risks', ['no_risks']],
  ['Requirements that agree', ['contradiction']],
  ['Requirements said once', ['possible_duplicate']],
  ['Words that can be tested', ['vague_requirement']],
  ['A number for each quality', ['nfr_without_number']],
];

/** `plan` is false for documents that are not asked for what belongs into a plan. */
export function toChecks(findings: readonly ReadinessFinding[], plan: boolean): ReadinessCheck[] {
  return checks
    .filter(([, [code]]) => plan || !(code!.startsWith('no_') || code === 'metric_without_target'))
    .map(([name, codes]) => {
      const own = findings.filter((finding) => codes.includes(finding.code));
      return { name, passed: own.length === 0, findings: own };
    });
}
