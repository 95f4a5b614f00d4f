/** A bug as somebody reported it, and what became of the report. */
import * as z from 'zod';
import { DuplicateCandidate } from './duplicate.ts';
import { Id } from './ids.ts';
import { Principal } from './principal.ts';
import { Priority } from './priority.ts';

/** What a report says, in the words of the one who reported; empty where it says nothing. */
export const BugWords = z.object({
  title: z.string().min(1),
  happened: z.string(),
  expected: z.string(),
  steps: z.array(z.string()),
  version: z.string(),
  /** An error message or the trace of a stack, as it stood there. */
  error: z.string(),
  /** Null where the reporter did not say how bad it is. */
  severity: Priority.nullable(),
});
export type BugWords = z.infer<typeof BugWords>;

export const BugReport = z.object({
  id: Id,
  workspaceId: Id,
  /** Where it was reported, and where the reporter is told what came of it. */
  threadId: Id.nullable(),
  reporter: Principal,
  said: BugWords,
  /** Address of what it was reported in. */
  source: z.string().nullable(),
  /** What may be the same, the most alike first. */
  candidates: z.array(DuplicateCandidate),
  /** held: a person is to say whether it is known. filed: it became a ticket. joined: it belongs to something known. */
  status: z.enum(['held', 'filed', 'joined']),
  /** Null while it is held, and where it joined an issue that is no ticket of ours. */
  ticketId: Id.nullable(),
  createdAt: z.iso.datetime(),
  /** When the reporter was told of the end. */
  toldAt: z.iso.datetime().nullable(),
});
export type BugReport = z.infer<typeof BugReport>;
