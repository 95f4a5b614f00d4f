/** What reading a document yields before anything is stored: drafts, parked text, coverage and readiness. */
import * as z from 'zod';
import { BlockType } from './document.ts';
import { Priority } from './priority.ts';
import { Criterion, MadeBy, TicketType } from './ticket.ts';

/** A block as the structurer finds it; ids are given when it is stored. */
export const BlockDraft = z.object({
  type: BlockType,
  title: z.string().nullable(),
  content: z.string(),
  lines: z.tuple([z.int().min(1), z.int().min(1)]),
  headingPath: z.array(z.string()),
});
export type BlockDraft = z.infer<typeof BlockDraft>;

/** A proposed ticket. `ref` names it inside one proposal; `blockIndexes` point into that proposal's blocks, first is primary. */
export const TicketDraft = z.object({
  ref: z.string(),
  type: TicketType,
  title: z.string().min(1).max(256),
  description: z.string(),
  criteria: z.array(Criterion),
  labels: z.array(z.string()),
  priority: Priority,
  effort: z.string().max(40).nullable(),
  effortRange: z.tuple([z.number(), z.number()]).nullable(),
  blockIndexes: z.array(z.int().min(0)).min(1),
  sourceLines: z.array(z.int().min(1)).min(1),
  sourceQuote: z.string(),
  sourceKey: z.string(),
  parentRef: z.string().nullable(),
  /** Stated in the document. */
  dependsOn: z.array(z.string()),
  /** Only suggested by order. */
  suggestedAfter: z.array(z.string()),
  assignee: z.string().nullable(),
  madeBy: MadeBy,
});
export type TicketDraft = z.infer<typeof TicketDraft>;

export const ParkedReason = z.enum(['done', 'out_of_scope', 'future', 'suspicious', 'context']);
export type ParkedReason = z.infer<typeof ParkedReason>;

/** Text that was read and deliberately made no ticket. */
export const Parked = z.object({ reason: ParkedReason, lines: z.array(z.int().min(1)), text: z.string() });
export type Parked = z.infer<typeof Parked>;

/** Lines that state something to build: how many there are, how many a ticket covers, and which are left. */
export const Coverage = z.object({ required: z.int(), covered: z.int(), uncovered: z.array(z.int()) });
export type Coverage = z.infer<typeof Coverage>;

/** Something the document lacks or leaves unclear, in a sentence for its author. */
export const ReadinessFinding = z.object({
  code: z.string(),
  message: z.string(),
  lines: z.array(z.int()),
  /** The word or passage it is about, as the document has it. */
  subject: z.string().optional(),
  /** The statements of which only one can hold. */
  options: z.array(z.string()).optional(),
});
export type ReadinessFinding = z.infer<typeof ReadinessFinding>;

export const OpenQuestion = z.object({ text: z.string(), lines: z.array(z.int()) });
export type OpenQuestion = z.infer<typeof OpenQuestion>;

/** Everything generation says about one document version. */
export const Proposal = z.object({
  title: z.string(),
  blocks: z.array(BlockDraft),
  tickets: z.array(TicketDraft),
  parked: z.array(Parked),
  /** Every line that asks for something: what is to be built and how one sees that it was. */
  asked: z.array(z.int().min(1)),
  coverage: Coverage,
  readiness: z.array(ReadinessFinding),
  questions: z.array(OpenQuestion),
  warnings: z.array(z.string()),
});
export type Proposal = z.infer<typeof Proposal>;
