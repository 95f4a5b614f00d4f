/** Tickets with what stands around them, as every list, card and program reads them. */
import * as z from 'zod';
import { Comment } from './comment.ts';
import { Block, Document } from './document.ts';
import { DocumentChanges, TicketProposal } from './document-changes.ts';
import { Coverage, OpenQuestion, Parked, ReadinessFinding } from './draft.ts';
import { DomainEvent } from './event.ts';
import { Id } from './ids.ts';
import { ExternalRef, Ticket } from './ticket.ts';
import { Upstream, UpstreamLink } from './upstream.ts';

export const TicketView = z.object({
  ticket: Ticket,
  refs: z.array(ExternalRef),
  /** Keys of tickets that must be done first, as stated in the document or by a person. */
  dependsOn: z.array(z.string()),
  suggestedAfter: z.array(z.string()),
  parentKey: z.string().nullable(),
  /** The name of the member who works on it. */
  assignee: z.string().nullable(),
  /** The day it is due in the workspace's time zone. */
  dueOn: z.iso.date().nullish(),
  /** Who says that they are at it, and for how long yet. */
  heldBy: z.object({ name: z.string(), minutesLeft: z.int() }).nullish(),
});
export type TicketView = z.infer<typeof TicketView>;

/** What one generation did and what it left out. */
export const Generated = z.object({
  document: Document,
  blocks: z.array(Block),
  /** Live tickets of the document after this run, in document order. */
  tickets: z.array(TicketView),
  created: z.int(),
  reused: z.int(),
  superseded: z.int(),
  markedStale: z.int(),
  parked: z.array(Parked),
  coverage: Coverage,
  readiness: z.array(ReadinessFinding),
  questions: z.array(OpenQuestion),
  warnings: z.array(z.string()),
  /** Only for a document that was read into tickets before: what is different in it since. */
  changes: DocumentChanges.optional(),
  /** What follows from that, ticket by ticket, and what earlier runs proposed and nobody has decided on. */
  proposals: z.array(TicketProposal).optional(),
});
export type Generated = z.infer<typeof Generated>;

/** From a ticket up to the research behind it (S0-20). What is missing upstream is null or empty, never an error. */
export const Chain = z.object({
  ticket: TicketView,
  document: Document.nullable(),
  /** The blocks it came from, primary first, each with its lines and their text byte for byte. */
  sources: z.array(
    z.object({
      block: Block.nullable(),
      /** What the block itself was written for. */
      upstream: UpstreamLink,
      lines: z.array(z.int()),
      quote: z.string(),
      documentId: Id,
      /** Null where the document is deleted. */
      documentTitle: z.string().nullable(),
      documentVersion: z.int(),
    }),
  ),
  ...Upstream.shape,
});
export type Chain = z.infer<typeof Chain>;

/** Why a ticket exists, everything that happened to it, and what people wrote about it. */
export const Trace = Chain.extend({ history: z.array(DomainEvent), comments: z.array(Comment) });
export type Trace = z.infer<typeof Trace>;
