/** How two versions of a document differ, in lines and in requirements, and which tickets that touches. */
import * as z from 'zod';
import { Document, VersionNote } from './document.ts';

/** Neighbouring lines that changed together; `lines` are those of the later version, of the earlier one when all went. */
export const TextChange = z.object({
  heading: z.string().nullable(),
  lines: z.tuple([z.int(), z.int()]),
  removed: z.array(z.string()),
  added: z.array(z.string()),
});
export type TextChange = z.infer<typeof TextChange>;

export const RequirementChange = z.object({
  kind: z.enum(['added', 'changed', 'removed']),
  title: z.string(),
  lines: z.array(z.int()),
  old: z.string().nullable(),
  new: z.string().nullable(),
});
export type RequirementChange = z.infer<typeof RequirementChange>;

/** Whether the passages a ticket was made from still stand in the later version. */
export const TicketImpact = z.object({
  key: z.string(),
  title: z.string(),
  status: z.string(),
  touch: z.enum(['changed', 'gone']),
  removed: z.array(z.string()),
});
export type TicketImpact = z.infer<typeof TicketImpact>;

export const DocumentDiff = z.object({
  document: Document,
  from: z.int(),
  to: z.int(),
  /** The versions after `from` up to `to`, oldest first. */
  versions: z.array(VersionNote),
  text: z.array(TextChange),
  requirements: z.array(RequirementChange),
  /** Block titles with the type before and after. */
  retyped: z.array(z.object({ title: z.string(), from: z.string(), to: z.string() })),
});
export type DocumentDiff = z.infer<typeof DocumentDiff>;
