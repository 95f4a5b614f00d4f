/** Comments on tickets: kept in Docket, told as events, and taken back by their author's undo. */
import type { Comment } from '../domain/comment.ts';
import type { Ticket } from '../domain/ticket.ts';
import { stampEvents } from './append-events.ts';
import { memberCalled } from './find-member.ts';
import type { Linking } from './link.ts';
import { recordMade } from './record-change.ts';

/** The text is data and is kept as it is. One comment per ticket, in their order; `mention` is a name people use. */
export async function commentOn(
  { nouns, scope, clock, ids }: Linking,
  tickets: readonly Ticket[],
  { text, mention }: { text: string; mention: string | null },
): Promise<Comment[]> {
  const member = mention === null ? null : memberCalled(await nouns.members.list(scope.workspaceId), mention);
  const comments = tickets.map(
    (ticket): Comment => ({
      id: ids.next(),
      workspaceId: scope.workspaceId,
      ticketId: ticket.id,
      text,
      mention: mention === null ? null : { name: member?.name ?? mention, memberId: member?.id ?? null },
      author: scope.actor,
      createdAt: clock.now().toISOString(),
    }),
  );
  await nouns.comments.insert(comments);
  await recordMade({ clock, ids }, nouns, scope, 'comment', comments);
  const told = comments.map(({ id, ticketId }, at) => ({
    type: 'TicketCommented' as const,
    ticketId,
    documentId: tickets[at]!.origin.documentId,
    payload: { commentId: id },
  }));
  await nouns.events.append(stampEvents({ clock, ids }, scope, told));
  return comments;
}
