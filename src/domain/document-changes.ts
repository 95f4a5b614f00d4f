/** How a document differs from its earlier version, requirement by requirement, and what that means for its tickets. */
import * as z from 'zod';
import { TicketContent } from './ticket.ts';

/** `lines` are those of the version that still has the text: of the earlier one when it was removed. */
export const DocumentChange = z.object({
  key: z.string(),
  title: z.string(),
  lines: z.array(z.int().min(1)),
  old: z.string().nullable(),
  new: z.string().nullable(),
});
export type DocumentChange = z.infer<typeof DocumentChange>;

export const DocumentChanges = z.object({
  added: z.array(DocumentChange),
  changed: z.array(DocumentChange),
  /** The same words under other headings or with another number. */
  moved: z.array(DocumentChange),
  removed: z.array(DocumentChange),
});
export type DocumentChanges = z.infer<typeof DocumentChanges>;

export const ContentField = TicketContent.keyof();
export type ContentField = z.infer<typeof ContentField>;

/** One field three ways: as generated then, on the ticket now, as generated now. `base` is null where it is not known. */
export const FieldProposal = z.object({
  field: ContentField,
  base: z.unknown(),
  ours: z.unknown(),
  theirs: z.unknown(),
});
export type FieldProposal = z.infer<typeof FieldProposal>;

/**
 * What to do about one ticket. `applied`: it was done, because no person had worked on that ticket; otherwise it waits
 * for a person. `conflict`: people and the document changed the same field.
 */
export const TicketProposal = z.object({
  key: z.string(),
  title: z.string(),
  kind: z.enum(['create', 'update', 'obsolete', 'leave', 'conflict']),
  fields: z.array(FieldProposal).optional(),
  why: z.string(),
  applied: z.boolean(),
});
export type TicketProposal = z.infer<typeof TicketProposal>;
