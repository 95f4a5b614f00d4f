/** Splits a ticket into several. */
import * as z from 'zod';
import { drawSplitFormCard } from '../src/cards/arrange-form-card.ts';
import { drawArrangedCard } from '../src/cards/arranged-card.ts';
import { count } from '../src/cards/phrases.ts';
import { briefTickets } from '../src/catalog/briefs.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import { idsOf, resolveTicket } from '../src/catalog/resolve-ticket.ts';
import { wireTicket } from '../src/catalog/wire.ts';
import { TicketView } from '../src/domain/ticket-view.ts';

export default defineTool({
  description:
    'Split a ticket that was not pushed into several, by named parts or into a number of pieces. The criteria are divided, the source lines shared.',
  effect: 'write',
  access: 'anyone',
  input: z.object({
    ticket: z.string().describe('Number in the last list, key, id or tracker key'),
    into: z.int().optional().describe('How many pieces, 2 to 10; 2 when nothing is said'),
    by: z.array(z.string()).optional().describe('The names of the pieces, e.g. backend, frontend'),
  }),
  output: z.object({ tickets: z.array(TicketView), deed: z.string().nullable() }),
  async run({ ticket, into, by }, context) {
    const { ticket: whole } = await resolveTicket(context, ticket);
    const wish = { ...(into === undefined ? {} : { into }), ...(by ? { by } : {}) };
    const tickets = await context.services.tickets.split(context.caller, whole.id, wish);
    await context.services.publication.placeBeside(context.caller, whole.id, idsOf(tickets.slice(1)));
    return { tickets, deed: context.caller.deed?.id ?? null };
  },
  wire: ({ tickets }) => ({ tickets: tickets.map(wireTicket), total: tickets.length }),
  show: ({ tickets, deed }) => {
    const sentence = `${tickets[0]!.ticket.key} is ${count(tickets.length, 'ticket')} now.`;
    return { card: drawArrangedCard({ sentence, tickets, deed }) };
  },
  brief: ({ tickets }) => briefTickets(tickets),
  focus: ({ tickets }) => ({ about: idsOf(tickets) }),
  press: [
    {
      verb: 'split',
      input: ({ item }) => ({ ticket: item }),
      form: async ({ ticket }, context) => drawSplitFormCard((await resolveTicket(context, ticket)).ticket),
      fill: (input, { by = '' }) => ({ ...input, by: by.split('\n').filter((line) => line.trim() !== '') }),
    },
  ],
  command: { verb: 'split', usage: '<ticket> [number | part part…]', input: readWords },
});

function readWords([ticket = '', ...rest]: string[]) {
  const parts = rest[0]?.toLowerCase() === 'into' ? rest.slice(1) : rest;
  const number = parts.length === 1 ? Number(parts[0]) : Number.NaN;
  if (Number.isInteger(number)) return { ticket, into: number };
  const by = parts
    .join(' ')
    .split(/\s*[,/]\s*|\s+/)
    .filter(Boolean);
  return { ticket, ...(by.length > 0 ? { by } : {}) };
}
