/** A ticket that turned out to have two issues at one place: the one that stays, and the one that is too many. */
import * as z from 'zod';
import { Id } from './ids.ts';

export const NamedIssue = z.object({
  externalId: z.string(),
  externalKey: z.string(),
  url: z.string(),
  title: z.string(),
});
export type NamedIssue = z.infer<typeof NamedIssue>;

export const SecondIssue = z.object({
  id: Id,
  workspaceId: Id,
  ticketId: Id,
  /** The push that made one of them. */
  pushId: Id,
  destination: z.string(),
  kept: NamedIssue,
  second: NamedIssue,
  foundAt: z.iso.datetime(),
  /** When its thread was told. */
  toldAt: z.iso.datetime().nullable(),
});
export type SecondIssue = z.infer<typeof SecondIssue>;
