/** A person's press on "Send" below a comment: it goes to the ticket's issue, once. */
import * as z from 'zod';
import { drawCommentSentCard } from '../src/cards/comment-card.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import { wireComment } from '../src/catalog/wire.ts';
import { Comment } from '../src/domain/comment.ts';
import { TicketView } from '../src/domain/ticket-view.ts';

export default defineTool({
  description: 'Send a comment that was kept with a ticket to its issue, as the person who decides.',
  effect: 'publish',
  access: 'person',
  input: z.object({ ticket: z.string(), comment: z.uuid() }),
  output: z.object({ ticket: TicketView, comment: Comment }),
  async run({ ticket: name, comment: commentId }, { services, caller }) {
    const [ticket] = await services.tickets.select(caller, { ids: [name] });
    const comment = await services.publication.sendComment(caller, {
      ticketId: ticket!.ticket.id,
      commentId,
    });
    return { ticket: ticket!, comment };
  },
  wire: ({ ticket, comment }) => ({ key: ticket.ticket.key, ...wireComment(comment) }),
  show: ({ ticket, comment }) => ({ card: drawCommentSentCard(ticket, comment) }),
  press: [{ verb: 'tell', input: ({ ref, item }) => ({ ticket: item, comment: ref }) }],
});
