/** Says by when tickets are to be done, or takes the date away. */
import * as z from 'zod';
import { drawArrangedCard } from '../src/cards/arranged-card.ts';
import { enumerate } from '../src/cards/phrases.ts';
import { sayDate } from '../src/cards/say-time.ts';
import { briefTickets } from '../src/catalog/briefs.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import { idsOf, resolveNamed } from '../src/catalog/resolve-ticket.ts';
import { wireTicket } from '../src/catalog/wire.ts';
import { TicketSelector } from '../src/domain/selector.ts';
import { TicketView } from '../src/domain/ticket-view.ts';

export default defineTool({
  description:
    'Say by which day tickets are to be done (friday, end of month, 2026-12-01), or null to take the date away. Approvals stay, and nothing in a tracker changes.',
  effect: 'write',
  access: 'anyone',
  input: z.object({
    select: TicketSelector.optional(),
    due: z.string().nullable().describe('The day in words or as YYYY-MM-DD; null for none'),
  }),
  output: z.object({
    due_on: z.string().nullable(),
    tickets: z.array(TicketView),
    deed: z.string().nullable(),
  }),
  async run({ select, due }, context) {
    const views = await resolveNamed(context, select);
    const tickets = await context.services.tickets.date(context.caller, idsOf(views), due);
    return { due_on: tickets[0]?.dueOn ?? null, tickets, deed: context.caller.deed?.id ?? null };
  },
  wire: ({ due_on, tickets }) => ({ due_on, tickets: tickets.map(wireTicket), total: tickets.length }),
  show: ({ due_on, tickets, deed }) => {
    const keys =
      tickets.length > 3 ? `${tickets.length} tickets` : enumerate(tickets.map(({ ticket }) => ticket.key));
    const [is, has] = tickets.length === 1 ? ['is', 'has'] : ['are', 'have'];
    const sentence =
      due_on === null ? `${keys} ${has} no due date now.` : `${keys} ${is} due on ${sayDate(due_on)}.`;
    return { card: drawArrangedCard({ sentence, tickets, deed }) };
  },
  brief: ({ due_on, tickets }) => ({ due_on, ...briefTickets(tickets) }),
  focus: ({ tickets }) => ({ about: idsOf(tickets) }),
  command: { verb: 'due', usage: '<ticket…> <day|none>', input: readWords },
});

const ticketName = /^(?:#?\d{1,4}|[A-Za-z]{2,10}-\d[\d-]*)$/;

/** `3 5 next friday`; the words after the tickets name the day. */
function readWords(words: string[]) {
  const end = words.findIndex((word) => !ticketName.test(word));
  const ids = end < 0 ? words : words.slice(0, end);
  const day = (end < 0 ? [] : words.slice(end)).join(' ').replace(/^(?:on|by) /i, '');
  const due = /^(?:none|no date|never|-)$/i.test(day) ? null : day;
  return { due, ...(ids.length > 0 ? { select: { ids } } : {}) };
}
