/** Shows what is active, who has capacity, or the figures. */
import * as z from 'zod';
import { drawAnalyticsCard, drawWorkloadCard } from '../src/cards/overview-cards.ts';
import { drawTicketsCard } from '../src/cards/tickets-card.ts';
import { briefTickets } from '../src/catalog/briefs.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import { toSnakeCase, wireTicket } from '../src/catalog/wire.ts';
import { TicketView } from '../src/domain/ticket-view.ts';

const Load = z.object({
  id: z.string(),
  name: z.string(),
  type: z.enum(['agent', 'user']),
  total: z.int(),
  open: z.int(),
  inProgress: z.int(),
  high: z.int(),
  critical: z.int(),
  available: z.boolean(),
  capacity: z.int(),
});
const Counts = z.record(z.string(), z.int());
const Figures = z.object({
  total: z.int(),
  byStatus: Counts,
  byPriority: Counts,
  byType: Counts,
  averageResolutionHours: z.number().nullable(),
  resolved: z.int(),
  workload: z.array(Load),
});
const Output = z.discriminatedUnion('of', [
  z.object({ of: z.literal('active'), tickets: z.array(TicketView) }),
  z.object({ of: z.literal('workload'), workload: z.array(Load) }),
  z.object({ of: z.literal('analytics'), figures: Figures }),
]);

export default defineTool({
  description:
    'Show what is active (open and in progress, the most urgent first), the workload of agents and people and who has capacity, or analytics: counts by status, priority and type and how long things take. Reads only.',
  effect: 'read',
  access: 'anyone',
  input: z.object({
    of: z.enum(['active', 'workload', 'analytics']).optional().describe('active when absent'),
  }),
  output: Output,
  async run({ of = 'active' }, { services: { planning }, caller }): Promise<z.infer<typeof Output>> {
    if (of === 'active') return { of, tickets: await planning.active(caller) };
    if (of === 'workload') return { of, workload: await planning.workload(caller) };
    return { of, figures: await planning.analytics(caller) };
  },
  wire: (shown) => {
    if (shown.of === 'active') return { tickets: shown.tickets.map(wireTicket), total: shown.tickets.length };
    return toSnakeCase(shown.of === 'workload' ? { workload: shown.workload } : shown.figures);
  },
  show: (shown) => {
    if (shown.of === 'workload') return { card: drawWorkloadCard(shown.workload) };
    if (shown.of === 'analytics') return { card: drawAnalyticsCard(shown.figures) };
    const { length } = shown.tickets;
    const title = `Currently tracking ${length} active ticket${length === 1 ? '' : 's'}`;
    return { card: drawTicketsCard(shown.tickets, title) };
  },
  brief: (shown) => {
    if (shown.of === 'active') return briefTickets(shown.tickets);
    return shown.of === 'workload' ? { workload: shown.workload } : shown.figures;
  },
  focus: (shown) =>
    shown.of === 'active' && shown.tickets.length > 0
      ? { ticketIds: shown.tickets.map(({ ticket }) => ticket.id) }
      : {},
  command: { verb: 'active', usage: '', input: () => ({ of: 'active' as const }) },
  otherCommands: [
    {
      verb: 'workload',
      usage: '',
      does: 'Say how much agents and people have, and who can take more',
      input: () => ({ of: 'workload' as const }),
    },
    {
      verb: 'analytics',
      usage: '',
      does: 'Count tickets by status, priority and type, and say how long they take',
      input: () => ({ of: 'analytics' as const }),
    },
  ],
});
