/** Links tickets: what must come first, what belongs together, what is the same. */
import * as z from 'zod';
import { drawArrangedCard } from '../src/cards/arranged-card.ts';
import { count } from '../src/cards/phrases.ts';
import { briefTickets } from '../src/catalog/briefs.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import { LinkInput, readLinkWords, resolveLink, sayLink } from '../src/catalog/resolve-link.ts';
import { idsOf } from '../src/catalog/resolve-ticket.ts';
import { wireTicket } from '../src/catalog/wire.ts';
import { TicketView } from '../src/domain/ticket-view.ts';

export default defineTool({
  description:
    'Link tickets: from depends on (blocked_by), blocks, relates_to, precedes or is a duplicate_of others. Circles are refused.',
  effect: 'write',
  access: 'anyone',
  input: LinkInput,
  output: z.object({
    made: z.int(),
    said: z.string(),
    tickets: z.array(TicketView),
    deed: z.string().nullable(),
  }),
  async run(input, context) {
    const { wish, from, on } = await resolveLink(context, input);
    const linked = await context.services.tickets.link(context.caller, wish);
    return { ...linked, said: sayLink(input.kind, from, on), deed: context.caller.deed?.id ?? null };
  },
  wire: ({ made, tickets }) => ({ made, tickets: tickets.map(wireTicket) }),
  show: ({ made, said, tickets, deed }) => {
    const sentence = made > 0 ? `${said}.` : `${said}: that was so already.`;
    return { card: drawArrangedCard({ sentence, tickets, deed: made > 0 ? deed : null }) };
  },
  brief: ({ made, tickets }) => ({ made: count(made, 'link'), ...briefTickets(tickets) }),
  focus: ({ tickets }) => ({ about: idsOf(tickets) }),
  command: {
    verb: 'link',
    usage: '<ticket> blocks|needs|relates|precedes|duplicate <ticket…>',
    input: readLinkWords,
  },
});
