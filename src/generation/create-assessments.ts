/** Looks at documents by the rules, asks their authors, and writes the answers into the text. */
import { readChatLog } from '../documents/chat-log.ts';
import type { Documents } from '../documents/documents.ts';
import { splitLines } from '../documents/structure-text.ts';
import type { Block, Document } from '../domain/document.ts';
import type { Proposal } from '../domain/draft.ts';
import { DocketError, isDocketError } from '../domain/errors.ts';
import type { Id } from '../domain/ids.ts';
import { type Caller, requireWriter } from '../domain/principal.ts';
import type { Answered, DocumentQuestion } from '../domain/readiness.ts';
import type { Clock } from '../ports/clock.ts';
import type { Store } from '../ports/store.ts';
import type { Assessments } from './assessments.ts';
import { compareDocument } from './compare-document.ts';
import { openQuestions, pickQuestions, toChecks, toQuestions } from './document-questions.ts';
import type { Generator } from './generator.ts';
import { isPlan } from './readiness.ts';
import { summariseDocument } from './summarise-document.ts';
import { findImpact } from './ticket-impact.ts';
import { writeAnswer } from './write-answer.ts';

export type AssessmentsParts = { documents: Documents; generator: Generator; store: Store; clock: Clock };

/** `plan` is false for what is not asked for metrics, personas, non-goals and risks. */
type Look = { document: Document; blocks: Block[]; lines: string[]; plan: boolean; proposal: Proposal };

/** The document changed between reading the question and writing the answer: look again, at most this often. */
const attempts = 5;

export function createAssessments(parts: AssessmentsParts): Assessments {
  const questionsIn = ({ proposal, lines }: Look) =>
    toQuestions(proposal.readiness, proposal.questions, lines);
  return {
    async assess(caller, id) {
      const look = await lookAt(parts, caller, id);
      const { document, proposal } = look;
      return {
        document,
        checks: toChecks(proposal.readiness, look.plan),
        asked: pickQuestions(questionsIn(look), document.skipped),
        open: openQuestions(proposal.questions, look.lines).length,
      };
    },
    async ask(caller, document, { readiness, questions }) {
      const lines = splitLines(await parts.documents.content(caller, document.id, document.version));
      return pickQuestions(toQuestions(readiness, questions, lines), document.skipped);
    },
    async openQuestions(caller, id) {
      const { document, proposal, lines } = await lookAt(parts, caller, id);
      return { document, questions: openQuestions(proposal.questions, lines) };
    },
    async questions(caller, id) {
      const look = await lookAt(parts, caller, id);
      return { document: look.document, questions: questionsIn(look) };
    },
    answer: (caller, id, question, answer) => answerQuestion(parts, caller, id, { question, answer }),
    skip: (caller, id, question) => skipQuestion(parts, caller, id, question),
    async summarise(caller, id, wish) {
      const { document, blocks, proposal } = await lookAt(parts, caller, id);
      return summariseDocument({ document, blocks, proposal }, wish);
    },
    compare: (caller, id, comparison) => compareDocument(parts, caller, id, comparison),
    async impact(caller, id, tickets, to) {
      const versions = new Set(tickets.flatMap(({ origin }) => origin.documentVersion ?? []));
      const linesOf = async (version: number) =>
        splitLines(await parts.documents.content(caller, id, version));
      const then = new Map<number, string[]>();
      for (const version of versions) then.set(version, await linesOf(version));
      return findImpact(tickets, then, await linesOf(to));
    },
  };
}

async function lookAt({ documents, generator }: AssessmentsParts, caller: Caller, id: Id): Promise<Look> {
  const document = await documents.get(caller, id);
  const content = await documents.content(caller, id, document.version);
  const blocks = await documents.blocks(caller, id, document.version);
  const proposal = await generator.propose({ name: document.source.name, content, blocks, mode: 'rules' });
  const lines = splitLines(content);
  const plan = asksForPlan(document) && readChatLog(lines) === null;
  const readiness = proposal.readiness.filter(({ code }) => plan || !code.startsWith('no_'));
  return { document, blocks, lines, plan, proposal: { ...proposal, readiness } };
}

/** By its type, which a person may have set, and by its title. */
function asksForPlan({ type, title }: Document): boolean {
  return (type === 'prd' || type === 'spec' || type === 'user_story') && isPlan(title);
}

async function answerQuestion(
  parts: AssessmentsParts,
  caller: Caller,
  id: Id,
  given: { question: string; answer: string },
): Promise<Answered> {
  requireWriter(caller);
  for (let attempt = 1; ; attempt++) {
    const look = await lookAt(parts, caller, id);
    const all = toQuestions(look.proposal.readiness, look.proposal.questions, look.lines);
    const question = all.find((one) => one.id === given.question);
    if (!question) throw gone();
    const change = writeAnswer(question, given.answer, look.lines);
    try {
      const edited = await parts.documents.edit(caller, id, change, look.document.version);
      return { question, answer: given.answer.trim(), edited };
    } catch (error) {
      const again = isDocketError(error) && error.code === 'VERSION_CONFLICT' && attempt < attempts;
      if (!again) throw error;
    }
  }
}

async function skipQuestion(
  { store, documents }: AssessmentsParts,
  caller: Caller,
  id: Id,
  question: DocumentQuestion['id'],
): Promise<Document> {
  requireWriter(caller);
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const document = await documents.get(caller, id);
    if (document.skipped.includes(question)) return document;
    const next = { ...document, skipped: [...document.skipped, question] };
    if (await store.documents.swap(next, document.version)) return next;
  }
  throw new DocketError('CONCURRENCY_CONFLICT', {
    message: 'Many people are editing this document at once. Nothing was changed.',
    remedy: 'Try again in a moment.',
  });
}

function gone(): DocketError {
  return new DocketError('NOT_FOUND', {
    message: 'That question is answered already, or its passage was changed. Nothing was changed.',
    remedy: 'Say "open questions" or "what is missing" to see what is left.',
  });
}
