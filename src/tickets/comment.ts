/** Comments on tickets: kept in Docket, told as events, and taken back by their author's undo. */
import type { Comment } from '../domain/comment.ts';
import type { Member } from '../domain/principal.ts';
import type { Ticket } from '../domain/ticket.ts';
import { stampEvents } from './append-events.ts';
import type { Linking } from './link.ts';
import { recordChanges } from './record-change.ts';

/** Whom a comment is for: a member, or somebody of whom only the name is known. */
export type Mention = { name: string; member: Member | null };

/** The text is data and is kept as it is. One comment per ticket, in their order. */
export async function commentOn(
  { nouns, scope, clock, ids }: Linking,
  tickets: readonly Ticket[],
  { text, mention }: { text: string; mention: Mention | null },
): Promise<Comment[]> {
  const comments = tickets.map(
    (ticket): Comment => ({
      id: ids.next(),
      workspaceId: scope.workspaceId,
      ticketId: ticket.id,
      text,
      mention: mention && {
        name: mention.member?.name ?? mention.name,
        memberId: mention.member?.id ?? null,
      },
      author: scope.actor,
      createdAt: clock.now().toISOString(),
    }),
  );
  await nouns.comments.insert(comments);
  const made = comments.map(({ id }) => ({
    subject: 'comment' as const,
    subjectId: id,
    before: null,
    version: null,
  }));
  await recordChanges({ clock, ids }, nouns, scope, made);
  const told = comments.map(({ id, ticketId }, at) => ({
    type: 'TicketCommented' as const,
    ticketId,
    documentId: tickets[at]!.origin.documentId,
    payload: { commentId: id },
  }));
  await nouns.events.append(stampEvents({ clock, ids }, scope, told));
  return comments;
}
