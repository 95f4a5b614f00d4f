/** What a person wrote about a ticket, kept in Docket. */
import * as z from 'zod';
import { Id } from './ids.ts';
import { Principal } from './principal.ts';

export const Comment = z.object({
  id: Id,
  workspaceId: Id,
  ticketId: Id,
  text: z.string().min(1).max(4000),
  /** Whom it is for, in the words of the author; `memberId` where that is a member. */
  mention: z.object({ name: z.string(), memberId: Id.nullable() }).nullable(),
  author: Principal,
  createdAt: z.iso.datetime(),
});
export type Comment = z.infer<typeof Comment>;
