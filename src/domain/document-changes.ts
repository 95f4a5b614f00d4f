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

/** A field of the content, or what has to be done first. */
export const ProposedField = z.enum([...ContentField.options, 'dependsOn']);
export type ProposedField = z.infer<typeof ProposedField>;

/**
 * One field three ways: as generated then, on the ticket now, and as it would read when taken. Where a person's change
 * and the document's fit together, taking gives both; `conflict` where they do not. `base` is null where it is not known.
 * Dependencies are named by their keys.
 */
export const FieldProposal = z.object({
  field: ProposedField,
  base: z.unknown(),
  ours: z.unknown(),
  theirs: z.unknown(),
  conflict: z.boolean(),
});
export type FieldProposal = z.infer<typeof FieldProposal>;

/** Take over what the document says, or leave the ticket as it is. */
export const SettleChoice = z.enum(['take', 'keep']);
export type SettleChoice = z.infer<typeof SettleChoice>;

/**
 * What to do about one ticket. `applied`: it was done, because no person had worked on that ticket; otherwise it waits
 * for a person. `conflict`: people and the document changed the same field. An unapplied `create` is a requirement whose
 * ticket a person discarded, and that reads differently now. `match`: it may be any of the `candidates`, or new.
 */
export const TicketProposal = z.object({
  /** Of a `match`, the likeliest candidate's. */
  key: z.string(),
  title: z.string(),
  /** Of the ticket when this was proposed. */
  version: z.int(),
  kind: z.enum(['create', 'update', 'obsolete', 'leave', 'conflict', 'match']),
  fields: z.array(FieldProposal).optional(),
  /** Where a `match` begins in the document. */
  line: z.int().optional(),
  candidates: z.array(z.object({ key: z.string(), title: z.string() })).optional(),
  why: z.string(),
  applied: z.boolean(),
  /** What a person may choose; empty where it was applied, and for a `match`, which is answered by naming a candidate. */
  choices: z.array(SettleChoice),
});
export type TicketProposal = z.infer<typeof TicketProposal>;

/** True for what can be taken without losing anything a person wrote: fields that do not clash, and nothing discarded. */
export function isSafe({ kind, choices }: TicketProposal): boolean {
  return kind === 'update' && choices.includes('take');
}
