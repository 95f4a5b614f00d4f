/** Lists tickets, all or by filter. */
import * as z from 'zod';
import { drawTicketsCard } from '../src/cards/tickets-card.ts';
import { briefTickets } from '../src/catalog/briefs.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import { findTickets } from '../src/catalog/find-tickets.ts';
import { idsOf } from '../src/catalog/resolve-ticket.ts';
import { readFilter, readName } from '../src/catalog/ticket-words.ts';
import { wireTicket } from '../src/catalog/wire.ts';
import { TicketSelector } from '../src/domain/selector.ts';
import { TicketView } from '../src/domain/ticket-view.ts';

export default defineTool({
  description:
    'List tickets, by filter (priority, status, type, label, assignee, what is missing, when due, words) or of one document.',
  effect: 'read',
  access: 'anyone',
  input: z.object({ select: TicketSelector.optional(), document: z.string().optional() }),
  output: z.object({ tickets: z.array(TicketView) }),
  run: async (input, context) => ({ tickets: await findTickets(context, input) }),
  wire: ({ tickets }) => ({ tickets: tickets.map(wireTicket), total: tickets.length }),
  show: ({ tickets }) => ({ card: drawTicketsCard(tickets) }),
  brief: ({ tickets }) => briefTickets(tickets),
  // A list without rows leaves the numbers on screen what they were.
  focus: ({ tickets }) => (tickets.length > 0 ? { ticketIds: idsOf(tickets) } : {}),
  command: { verb: 'tickets', usage: '[document] [status]', input: readWords },
  otherCommands: [
    {
      verb: 'list',
      usage: '[status|type|priority|label:…|assignee:…|missing:…|due:…] [words]',
      does: 'List tickets, all or by filter',
      input: (words) => ({ select: readFilter(words) }),
    },
    {
      verb: 'find',
      usage: '<key, BUG, or words of a title>',
      does: 'Find tickets by the beginning of their key or by words',
      input: (words) => ({ select: readName(words) }),
    },
    {
      verb: 'search',
      usage: '<words>',
      does: 'List the tickets in which all of these words occur',
      input: (words) => ({ select: { all: true, query: words.join(' ') } }),
    },
  ],
});

function readWords(words: string[]) {
  const { review, status } = readFilter(words.slice(-1));
  const said = review || status;
  const document = (said ? words.slice(0, -1) : words).join(' ');
  return {
    ...(document ? { document } : {}),
    ...(said ? { select: { all: true, ...(review ? { review } : { status }) } } : {}),
  };
}
