/** Lists tickets, all or by filter. */
import * as z from 'zod';
import { drawTicketsCard } from '../src/cards/tickets-card.ts';
import { briefTickets } from '../src/catalog/briefs.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import { resolveDocument } from '../src/catalog/resolve-document.ts';
import { idsOf } from '../src/catalog/resolve-ticket.ts';
import { wireTicket } from '../src/catalog/wire.ts';
import { type TicketFilter, TicketSelector } from '../src/domain/selector.ts';
import { ReviewStatus } from '../src/domain/ticket.ts';
import { TicketView } from '../src/domain/ticket-view.ts';

export default defineTool({
  description: 'List tickets, by filter (priority, status, type, label, words) or of one document.',
  effect: 'read',
  access: 'anyone',
  input: z.object({ select: TicketSelector.optional(), document: z.string().optional() }),
  output: z.object({ tickets: z.array(TicketView) }),
  async run(input, context) {
    const { tickets } = context.services;
    if (!input.document)
      return { tickets: await tickets.select(context.caller, input.select ?? { all: true }) };
    const { document } = await resolveDocument(context, input.document);
    const own = await tickets.ofDocument(context.caller, document.id);
    if (!input.select || own.length === 0) return { tickets: own };
    const among = new Set(idsOf(own));
    const selected = await tickets.select(context.caller, within(input.select, [...among]));
    return { tickets: selected.filter((view) => among.has(view.ticket.id)) };
  },
  wire: ({ tickets }) => ({ tickets: tickets.map(wireTicket), total: tickets.length }),
  show: ({ tickets }) => ({ card: drawTicketsCard(tickets) }),
  brief: ({ tickets }) => briefTickets(tickets),
  focus: ({ tickets }) => ({ ticketIds: idsOf(tickets) }),
  command: { verb: 'tickets', usage: '[document] [status]', input: readWords },
});

/** Filters alone choose among the tickets of the document the thread is about, which may be another one. */
function within(select: TicketSelector, ids: string[]): TicketSelector {
  const { or, ...base } = select;
  const named = (filter: TicketFilter) => ({ ...filter, ids: filter.ids?.length ? filter.ids : ids });
  return { ...select, ...named(base), ...(or ? { or: named(or) } : {}) };
}

function readWords(words: string[]) {
  const status = ReviewStatus.safeParse(words.at(-1));
  const document = (status.success ? words.slice(0, -1) : words).join(' ');
  return {
    ...(document ? { document } : {}),
    ...(status.success ? { select: { all: true, review: [status.data] } } : {}),
  };
}
