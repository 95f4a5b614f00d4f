/** Shows what depends on what, and the chain that decides the end. */
import * as z from 'zod';
import { drawGraphCard } from '../src/cards/graph-card.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import { resolveTicket } from '../src/catalog/resolve-ticket.ts';
import { TicketSelector } from '../src/domain/selector.ts';
import { orderTickets, type TicketOrder } from '../src/domain/ticket-order.ts';
import { TicketView } from '../src/domain/ticket-view.ts';

export default defineTool({
  description:
    'Show what depends on what: which tickets can start now, which wait, and the critical path. Only dependencies that were stated count.',
  effect: 'read',
  access: 'anyone',
  input: z.object({
    select: TicketSelector.optional().describe('Absent means all; one ticket means it and what it waits for'),
    view: z.enum(['graph', 'critical_path']).optional(),
  }),
  output: z.object({ tickets: z.array(TicketView), order: z.custom<TicketOrder>(), pathOnly: z.boolean() }),
  async run({ select, view }, context) {
    const { services, caller } = context;
    const named = await services.tickets.select(caller, select ?? { all: true });
    const tickets = select && named.length === 1 ? await withNeeds(named) : named;
    return { tickets, order: orderTickets(tickets, weigh), pathOnly: view === 'critical_path' };

    /** A ticket alone is asked about for what it waits for, however far that goes. */
    async function withNeeds(found: TicketView[]): Promise<TicketView[]> {
      const all = new Map(found.map((one) => [one.ticket.key, one]));
      for (const one of all.values()) {
        for (const key of one.dependsOn) if (!all.has(key)) all.set(key, await resolveTicket(context, key));
      }
      return [...all.values()];
    }
  },
  wire: ({ tickets, order }) => ({
    tickets: tickets.map(({ ticket }) => ticket.key),
    waves: order.waves,
    critical_path: order.criticalPath,
    edges: order.edges,
  }),
  show: ({ tickets, order, pathOnly }) => {
    const path = new Set(order.criticalPath);
    const shown = pathOnly && path.size > 0 ? tickets.filter(({ ticket }) => path.has(ticket.key)) : tickets;
    return { card: drawGraphCard(shown, pathOnly ? orderTickets(shown, weigh) : order) };
  },
  brief: ({ order }) => ({ waves: order.waves, critical_path: order.criticalPath }),
  command: {
    verb: 'graph',
    usage: '[ticket…]',
    input: (words) => (words.length > 0 ? { select: { ids: words } } : {}),
  },
});

/** The middle of its range; a ticket nobody estimated counts as a small one. */
function weigh({ ticket }: TicketView): number {
  const range = ticket.planning.effortRange;
  return range ? (range[0] + range[1]) / 2 : 1;
}
