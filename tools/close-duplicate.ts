/** Closes a ticket as a duplicate of another. */
import * as z from 'zod';
import { drawArrangedCard } from '../src/cards/arranged-card.ts';
import { briefTickets } from '../src/catalog/briefs.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import { idsOf, resolveTicket } from '../src/catalog/resolve-ticket.ts';
import { wireTicket } from '../src/catalog/wire.ts';
import { TicketView } from '../src/domain/ticket-view.ts';

export default defineTool({
  description:
    'Close a ticket because another one asks for the same: it is cancelled as merged, and linked to that one. For drafts that should become one, use merge_tickets.',
  effect: 'write',
  access: 'anyone',
  input: z.object({
    ticket: z.string().min(1).describe('The one that is closed'),
    of: z.string().min(1).describe('The one that stays'),
  }),
  output: z.object({ tickets: z.array(TicketView), deed: z.string().nullable() }),
  async run({ ticket, of }, context) {
    const [closed, stays] = [await resolveTicket(context, ticket), await resolveTicket(context, of)];
    const tickets = await context.services.tickets.closeAsDuplicate(
      context.caller,
      closed.ticket.id,
      stays.ticket.id,
    );
    return { tickets, deed: context.caller.deed?.id ?? null };
  },
  wire: ({ tickets }) => ({ tickets: tickets.map(wireTicket) }),
  show: ({ tickets, deed }) => {
    const [closed, stays] = tickets.map(({ ticket }) => ticket.key);
    const sentence = `${closed} is closed as a duplicate of ${stays}.`;
    return { card: drawArrangedCard({ sentence, tickets, deed }) };
  },
  brief: ({ tickets }) => briefTickets(tickets),
  focus: ({ tickets }) => ({ about: idsOf(tickets).slice(1) }),
  command: {
    verb: 'close-duplicate',
    usage: '<ticket> of <ticket that stays>',
    input: (words) => {
      const [ticket = '', of = ''] = words.filter((word) => word.toLowerCase() !== 'of');
      return { ticket, of };
    },
  },
});
