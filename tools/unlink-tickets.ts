/** Takes links between tickets away. */
import * as z from 'zod';
import { drawArrangedCard } from '../src/cards/arranged-card.ts';
import { briefTickets } from '../src/catalog/briefs.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import { LinkInput, readLinkWords, resolveLink, sayLink } from '../src/catalog/resolve-link.ts';
import { idsOf } from '../src/catalog/resolve-ticket.ts';
import { wireTicket } from '../src/catalog/wire.ts';
import { TicketView } from '../src/domain/ticket-view.ts';

export default defineTool({
  description: 'Take a link between tickets away, for example a dependency that no longer holds.',
  effect: 'write',
  access: 'anyone',
  input: LinkInput,
  output: z.object({
    removed: z.int(),
    said: z.string(),
    tickets: z.array(TicketView),
    deed: z.string().nullable(),
  }),
  async run(input, context) {
    const { wish, from, on } = await resolveLink(context, input);
    const unlinked = await context.services.tickets.unlink(context.caller, wish);
    return { ...unlinked, said: sayLink(input.kind, from, on), deed: context.caller.deed?.id ?? null };
  },
  wire: ({ removed, tickets }) => ({ removed, tickets: tickets.map(wireTicket) }),
  show: ({ removed, said, tickets, deed }) => {
    const sentence =
      removed > 0 ? `No longer: ${said}.` : `There is no such link: ${said}. Nothing was changed.`;
    return { card: drawArrangedCard({ sentence, tickets, deed: removed > 0 ? deed : null }) };
  },
  brief: ({ removed, tickets }) => ({ removed, ...briefTickets(tickets) }),
  focus: ({ tickets }) => ({ about: idsOf(tickets) }),
  command: {
    verb: 'unlink',
    usage: '<ticket> blocks|needs|relates|precedes|duplicate <ticket…>',
    input: readLinkWords,
  },
});
