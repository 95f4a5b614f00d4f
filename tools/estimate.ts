/** Says how much work tickets are. */
import * as z from 'zod';
import { drawEstimateCard } from '../src/cards/estimate-card.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import { idsOf, resolveTickets } from '../src/catalog/resolve-ticket.ts';
import { wireTicket } from '../src/catalog/wire.ts';
import { type EffortForecast, forecastEffort } from '../src/domain/effort-forecast.ts';
import { TicketSelector } from '../src/domain/selector.ts';
import type { Ticket } from '../src/domain/ticket.ts';
import { TicketView } from '../src/domain/ticket-view.ts';

const Scale = z.enum(['points', 'tshirt']);

export default defineTool({
  description:
    'Say how much work tickets are: each one’s range of story points and what they add up to, as a heuristic. Changes nothing.',
  effect: 'read',
  access: 'anyone',
  input: z.object({
    select: TicketSelector.optional().describe('Absent means the tickets shown last, else all'),
    scale: Scale.optional(),
  }),
  output: z.object({ tickets: z.array(TicketView), scale: Scale, forecast: z.custom<EffortForecast>() }),
  async run({ select, scale = 'points' }, context) {
    const tickets = await resolveTickets(context, select);
    return { tickets, scale, forecast: forecastEffort(tickets.map(({ ticket }) => ticket)) };
  },
  wire: ({ tickets, forecast }) => ({ ...forecast, tickets: tickets.map(wireTicket) }),
  show: ({ tickets, scale, forecast }) => ({
    card: drawEstimateCard(tickets, forecast, scale === 'tshirt' ? sizesOf(tickets) : null),
  }),
  brief: ({ forecast }) => forecast,
  focus: ({ tickets }) => ({ about: idsOf(tickets) }),
  command: {
    verb: 'estimate',
    usage: '[ticket…]',
    input: (words) => (words.length > 0 ? { select: { ids: words } } : {}),
  },
});

/** The upper end decides: a size is what one has to be ready for. */
const sizes: [number, string][] = [
  [1, 'XS'],
  [3, 'S'],
  [5, 'M'],
  [8, 'L'],
  [Number.POSITIVE_INFINITY, 'XL'],
];

function sizesOf(views: readonly TicketView[]): Map<string, string> {
  const sized = views.flatMap(({ ticket }): [string, string][] => {
    const size = sizeOf(ticket);
    return size ? [[ticket.key, size]] : [];
  });
  return new Map(sized);
}

function sizeOf({ planning }: Ticket): string | undefined {
  const high = planning.effortRange?.[1];
  return high === undefined ? undefined : sizes.find(([limit]) => high <= limit)![1];
}
