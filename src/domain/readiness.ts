/** What a document leaves open: checks, the questions worth asking its author, and their answers. */
import * as z from 'zod';
import { Document } from './document.ts';
import { Edited } from './document-edit.ts';
import { ReadinessFinding } from './draft.ts';

/** `id` stays the same while the passage it is about does. `code` is `open` for a question the document asks itself. */
export const DocumentQuestion = z.object({
  id: z.string(),
  code: z.string(),
  /** To its author, in a sentence. */
  text: z.string(),
  lines: z.array(z.int()),
  /** What can be chosen; empty where the answer is free. */
  options: z.array(z.string()),
  subject: z.string().nullable(),
});
export type DocumentQuestion = z.infer<typeof DocumentQuestion>;

export const ReadinessCheck = z.object({
  name: z.string(),
  passed: z.boolean(),
  findings: z.array(ReadinessFinding),
});
export type ReadinessCheck = z.infer<typeof ReadinessCheck>;

export const Assessment = z.object({
  document: Document,
  checks: z.array(ReadinessCheck),
  /** The questions most worth an answer, three at most; none that somebody skipped. */
  asked: z.array(DocumentQuestion),
  /** How many questions the document itself leaves open. */
  open: z.int(),
});
export type Assessment = z.infer<typeof Assessment>;

export const OpenQuestions = z.object({ document: Document, questions: z.array(DocumentQuestion) });
export type OpenQuestions = z.infer<typeof OpenQuestions>;

export const Answered = z.object({ question: DocumentQuestion, answer: z.string(), edited: Edited });
export type Answered = z.infer<typeof Answered>;
