/** Finds the question about a document that a person means: by number, id, words, or the ticket made of it. */
import type { Document } from '../domain/document.ts';
import { DocketError, isDocketError } from '../domain/errors.ts';
import type { DocumentQuestion } from '../domain/readiness.ts';
import type { ToolContext } from './define-tool.ts';
import { resolveDocument } from './resolve-document.ts';
import { resolveTicket } from './resolve-ticket.ts';

export type Asked = { document: Document; question: DocumentQuestion };

/** Throws NOT_FOUND with what can be answered, and AMBIGUOUS with what the words may mean. */
export async function resolveQuestion(
  context: ToolContext,
  words: string,
  document?: string,
): Promise<Asked> {
  const { document: about } = await resolveDocument(context, document);
  const { questions } = await context.services.assessments.questions(context.caller, about.id);
  const found = await findQuestions(context, about, questions, words.trim());
  if (found.length === 1) return { document: about, question: found[0]! };
  throw found.length > 1 ? severalFit(words, found) : noneFits(words, questions);
}

async function findQuestions(
  context: ToolContext,
  document: Document,
  questions: readonly DocumentQuestion[],
  words: string,
): Promise<DocumentQuestion[]> {
  const number = /^(?:q|question|no\.?|#)?\s*#?(\d{1,4})\.?$/i.exec(words)?.[1];
  const { questionIds = [], documentId } = context.focus;
  if (number) {
    const shown = documentId === document.id && questionIds.length > 0;
    const ids = shown ? questionIds : questions.map(({ id }) => id);
    const asked = questions.filter((question) => question.id === ids[Number(number) - 1]);
    if (asked.length > 0) return asked;
  }
  const own = questions.filter((question) => question.id === words);
  if (own.length > 0) return own;
  if (number || /^[A-Z]{2,10}-\d{4}-\d{3,}$/i.test(words)) return ofTicket(context, questions, words);
  const exact = questions.filter((question) => plain(question.text) === plain(words));
  return exact.length > 0 ? exact : holding(questions, words);
}

/** A ticket that was made of a question stands on its lines. */
async function ofTicket(
  context: ToolContext,
  questions: readonly DocumentQuestion[],
  name: string,
): Promise<DocumentQuestion[]> {
  try {
    const { ticket } = await resolveTicket(context, name);
    const lines = new Set(ticket.origin.sourceLines);
    return questions.filter(({ code, lines: own }) => code === 'open' && own.some((line) => lines.has(line)));
  } catch (error) {
    if (isDocketError(error) && error.code === 'NOT_FOUND') return [];
    throw error;
  }
}

const noise = new Set(
  'the a an our this that about for of on in question q one re to is are do does we'.split(' '),
);

/** Those that hold the most of the words, and at least half. */
function holding(questions: readonly DocumentQuestion[], words: string): DocumentQuestion[] {
  const tokens = plain(words)
    .split(' ')
    .filter((token) => token !== '' && !noise.has(token));
  if (tokens.length === 0) return [];
  const scored = questions.map((question) => {
    const own = plain([question.text, ...question.options].join(' ')).split(' ');
    const hits = tokens.filter((token) =>
      own.some((word) => word === token || (token.length >= 4 && word.startsWith(token))),
    );
    return { question, score: hits.length / tokens.length };
  });
  const best = Math.max(0, ...scored.map(({ score }) => score));
  return best < 0.5 ? [] : scored.filter(({ score }) => score === best).map(({ question }) => question);
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\d]+/gu, ' ')
    .trim();
}

function list(questions: readonly DocumentQuestion[]): string {
  return questions
    .slice(0, 4)
    .map(({ text }) => `“${text.length > 70 ? `${text.slice(0, 67)}…` : text}”`)
    .join(', ');
}

function severalFit(words: string, found: readonly DocumentQuestion[]): DocketError {
  return new DocketError('AMBIGUOUS', {
    message: `"${words}" fits ${found.length} questions: ${list(found)}. Nothing was changed.`,
    remedy: 'Say "open questions" for their numbers, then answer one by its number.',
    details: { questions: found.map(({ id, text }) => ({ id, text })) },
  });
}

function noneFits(words: string, questions: readonly DocumentQuestion[]): DocketError {
  const left = questions.length === 0 ? 'No question is open.' : `Open are: ${list(questions)}.`;
  return new DocketError('NOT_FOUND', {
    message: `There is no open question "${words}". ${left} Nothing was changed.`,
    remedy: 'Say "open questions", or "/docket lint" for those of the readiness check, to see their numbers.',
  });
}
