/** Takes a spent consent back: what was approved and then not sent waits for its review again. */
import type { Id } from '../domain/ids.ts';
import type { Nouns } from '../ports/store.ts';
import { reopenReview } from '../tickets/edit.ts';
import type { WriteScope } from '../tickets/mutate.ts';
import type { Desk } from './desk.ts';

/** Leaves tickets alone that are not `reviewed`: a failed one keeps its reason, a pushed one is out. */
export async function takeBack(desk: Desk, nouns: Nouns, scope: WriteScope, ticketId: Id): Promise<void> {
  const ticket = await nouns.tickets.get(scope.workspaceId, ticketId);
  if (!ticket || ticket.deletedAt !== null) return;
  await desk.mutate(nouns, scope, ticketId, (current) => {
    if (current.review.status !== 'reviewed') return null;
    const payload = { fields: [], review: { from: 'reviewed', to: 'generated' } };
    return { next: reopenReview(current), events: [{ type: 'TicketDetailsUpdated', payload }] };
  });
}
