/** Documents looked at with an author's eyes: what is missing, what is open, what it says in short. */
import type { Document } from '../domain/document.ts';
import type { DocumentDiff, TicketImpact } from '../domain/document-diff.ts';
import type { OpenQuestion, ReadinessFinding } from '../domain/draft.ts';
import type { Id } from '../domain/ids.ts';
import type { Caller } from '../domain/principal.ts';
import type { Answered, Assessment, DocumentQuestion, OpenQuestions } from '../domain/readiness.ts';
import type { Summary, SummaryWish } from '../domain/summary.ts';
import type { Ticket } from '../domain/ticket.ts';

/** `since` is a time in words; `from` and `to` are versions, by default the last two. */
export type Comparison = { from?: number; to?: number; since?: string };

/** Every method throws NOT_FOUND for a document that is not there. */
export type Assessments = {
  /** What the document lacks before a team can start on it. Changes nothing. */
  assess(caller: Caller, documentId: Id): Promise<Assessment>;
  /** The questions worth asking after something else has read the document: three at most, none that was skipped. */
  ask(
    caller: Caller,
    document: Document,
    found: { readiness: readonly ReadinessFinding[]; questions: readonly OpenQuestion[] },
  ): Promise<DocumentQuestion[]>;
  /** The questions the document itself leaves open, in its order. */
  openQuestions(caller: Caller, documentId: Id): Promise<OpenQuestions>;
  /** Every question that can be answered now: open ones and those of the checks. */
  questions(caller: Caller, documentId: Id): Promise<OpenQuestions>;
  /**
   * Writes the answer into the document as an edit that can be taken back. Throws NOT_FOUND for a question that is
   * answered or gone, INVALID_INPUT for an empty answer.
   */
  answer(caller: Caller, documentId: Id, question: string, answer: string): Promise<Answered>;
  /** The question is not asked again; what it is about stays listed as a finding. */
  skip(caller: Caller, documentId: Id, question: string): Promise<Document>;
  /** The document in a few points, each in its own words with its lines. */
  summarise(caller: Caller, documentId: Id, wish: SummaryWish): Promise<Summary>;
  /** Throws NOT_FOUND for a version there is not, INVALID_INPUT for words that name no time. */
  compare(caller: Caller, documentId: Id, comparison: Comparison): Promise<DocumentDiff>;
  /** Which of the document's tickets rest on passages that version `to` changed or dropped. */
  impact(caller: Caller, documentId: Id, tickets: readonly Ticket[], to: number): Promise<TicketImpact[]>;
};
