/** Threads, what they are about, review boards and proposals that wait for a person. */
import * as z from 'zod';
import { Destination } from './approval.ts';
import { Id } from './ids.ts';
import { ModelWish } from './model-choice.ts';

/** What "it", "those" and "3" mean in a thread right now. */
export const Focus = z.object({
  documentId: Id.nullable(),
  boardId: Id.nullable(),
  pushId: Id.nullable(),
  /** Tickets in the order the last list showed them: "3" is the third. Tickets made since stand at its end. */
  ticketIds: z.array(Id),
  /** What "it" and "those" mean: the tickets the last answer was about, gathered over one run; absent: those of the list. */
  about: z.object({ runId: z.string().nullable(), ticketIds: z.array(Id) }).nullish(),
  tracker: z.string().nullable(),
  /** The document's blocks as they were last numbered: "block 3" is the third, whatever was added since. */
  blockIds: z.array(Id).optional(),
  /** The questions about the document that were last asked, in order. */
  questionIds: z.array(z.string()).optional(),
  /** The run that ended in a question which the next message may answer. */
  askedBy: Id.optional(),
  /** The capability that was last shown: what "it" means where one is meant. */
  capabilityId: Id.optional(),
  /** The model and effort a person chose for this thread. */
  model: ModelWish.optional(),
});
export type Focus = z.infer<typeof Focus>;

/** What a tool says of the thread: `ticketIds` when it showed a new list, `about` when it spoke of some tickets. */
export type FocusChange = Partial<Omit<Focus, 'about'>> & { about?: Id[] };

/** A list gives new numbers and ends what was spoken of; tickets spoken of keep theirs, or get the next ones. */
export function changeFocus(focus: Focus, { about, ...change }: FocusChange, runId: string | null): Focus {
  const next = { ...focus, ...change, ...(change.ticketIds ? { about: null } : {}) };
  if (!about) return next;
  const before = next.about && runId !== null && next.about.runId === runId ? next.about.ticketIds : [];
  return {
    ...next,
    ticketIds: [...new Set([...next.ticketIds, ...about])],
    about: { runId, ticketIds: [...new Set([...before, ...about])] },
  };
}

export function emptyFocus(): Focus {
  return { documentId: null, boardId: null, pushId: null, ticketIds: [], tracker: null };
}

/** `external` is the surface's own name for the thread: channel and timestamp, or a terminal thread's name. */
export const Thread = z.object({
  id: Id,
  workspaceId: Id,
  surface: z.string(),
  external: z.string(),
  focus: Focus,
  createdAt: z.iso.datetime(),
});
export type Thread = z.infer<typeof Thread>;

/** The one review board of a draft set: which tickets, which page, where they would go, and what was last shown. */
export const ReviewBoard = z.object({
  id: Id,
  workspaceId: Id,
  threadId: Id.nullable(),
  documentId: Id.nullable(),
  title: z.string(),
  ticketIds: z.array(Id),
  /** 0 is the overview, which shows no rows to press on. */
  page: z.int().min(0),
  destination: Destination.nullable(),
  /** Someone asked for these to be pushed, so the board offers to approve and push in one click. */
  pushRequested: z.boolean(),
  pushId: Id.nullable(),
  /** Rises when what a person would approve changed; a click that carries an older one is stale. */
  rev: z.int().min(1),
  /** Ticket id to approval hash, as last drawn: the content a click on `rev` consents to. */
  shown: z.record(z.string(), z.string()),
  createdAt: z.iso.datetime(),
});
export type ReviewBoard = z.infer<typeof ReviewBoard>;

/** More than people take in row by row without having seen the whole. */
export function opensWithOverview(tickets: number): boolean {
  return tickets > 15;
}

/** A call that a model or workflow asked for and only a person may let happen (S0-66). Executed at most once. */
export const PendingAction = z.object({
  id: Id,
  workspaceId: Id,
  threadId: Id.nullable(),
  /** What was asked for together, such as by one run of an agent, and may be approved together. */
  batchId: z.string(),
  tool: z.string(),
  input: z.record(z.string(), z.unknown()),
  /** What the person is asked to agree to, in a sentence. */
  preview: z.string(),
  status: z.enum(['pending', 'approved', 'rejected', 'executed', 'failed']),
  /** Fields of the input as the person who approved wanted them instead. */
  userEdits: z.record(z.string(), z.unknown()).nullable(),
  /** Why it was rejected. */
  reason: z.string().nullable(),
  /** What programs read of the call that was carried out. */
  result: z.unknown().nullable(),
  /** Why carrying it out failed, in a sentence. */
  error: z.string().nullable(),
  requestedBy: z.string(),
  resolvedBy: z.string().nullable(),
  createdAt: z.iso.datetime(),
  resolvedAt: z.iso.datetime().nullable(),
  executedAt: z.iso.datetime().nullable(),
});
export type PendingAction = z.infer<typeof PendingAction>;
