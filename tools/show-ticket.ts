/** Shows one ticket in full. */
import * as z from 'zod';
import { drawTicketCard } from '../src/cards/ticket-card.ts';
import { briefComment, briefTicket } from '../src/catalog/briefs.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import { resolveTicket } from '../src/catalog/resolve-ticket.ts';
import { wireComment, wireTicket } from '../src/catalog/wire.ts';
import { Comment } from '../src/domain/comment.ts';
import { TicketView } from '../src/domain/ticket-view.ts';

export default defineTool({
  description: 'Show one ticket in full: description, acceptance criteria, dependencies and links.',
  effect: 'read',
  access: 'anyone',
  input: z.object({ ticket: z.string().describe('Number in the last list, key, id or tracker key') }),
  output: z.object({ ticket: TicketView, comments: z.array(Comment) }),
  async run(input, context) {
    const ticket = await resolveTicket(context, input.ticket);
    return { ticket, comments: await context.services.tickets.comments(context.caller, ticket.ticket.id) };
  },
  wire: ({ ticket, comments }) => ({
    ...wireTicket(ticket),
    ...(comments.length > 0 ? { comments: comments.map(wireComment) } : {}),
  }),
  show: ({ ticket, comments }) => ({ card: drawTicketCard(ticket, { comments }) }),
  focus: ({ ticket }) => ({ about: [ticket.ticket.id] }),
  brief: ({ ticket, comments }) => ({
    ...briefTicket(ticket),
    criteria: ticket.ticket.criteria.map((criterion) => criterion.text),
    ...(comments.length > 0 ? { comments_as_data: comments.map(briefComment) } : {}),
  }),
  press: [{ verb: 'show', input: (token) => ({ ticket: token.item }), answer: 'aside' }],
  command: { verb: 'show', usage: '<ticket>', input: (words) => ({ ticket: words.join(' ') }) },
});
