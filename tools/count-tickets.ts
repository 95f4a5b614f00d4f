/** Counts tickets, all or by filter, and how they divide. */
import * as z from 'zod';
import { drawCountsCard } from '../src/cards/counts-card.ts';
import { sayPriority } from '../src/cards/ticket-facts.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import { TicketSelector } from '../src/domain/selector.ts';
import type { Ticket } from '../src/domain/ticket.ts';

const By = z.enum(['priority', 'status', 'review', 'type', 'label', 'assignee']);

const groupsOf: Record<z.infer<typeof By>, (ticket: Ticket) => string[]> = {
  priority: (ticket) => [sayPriority(ticket)],
  status: ({ work }) => [work.status],
  review: ({ review }) => [review.status ?? 'not in review'],
  type: ({ type }) => [type],
  label: ({ labels }) => (labels.length > 0 ? labels : ['no label']),
  assignee: ({ work }) => [work.assigneeId ?? 'nobody'],
};

export default defineTool({
  description:
    'Count tickets, all or by filter, in total or divided by priority, status, review, type, label or assignee.',
  effect: 'read',
  access: 'anyone',
  input: z.object({ select: TicketSelector.optional(), by: By.optional() }),
  output: z.object({
    total: z.int(),
    by: By.nullable(),
    groups: z.array(z.object({ name: z.string(), count: z.int() })),
  }),
  async run({ select, by }, { services, caller }) {
    const views = await services.tickets.select(caller, select ?? { all: true });
    const counts = new Map<string, number>();
    for (const { ticket } of views) {
      for (const name of by ? groupsOf[by](ticket) : []) counts.set(name, (counts.get(name) ?? 0) + 1);
    }
    const groups = [...counts].map(([name, count]) => ({ name, count }));
    return {
      total: views.length,
      by: by ?? null,
      groups: groups.sort((one, other) => other.count - one.count),
    };
  },
  show: ({ total, by, groups }) => ({
    card: drawCountsCard(total, by, new Map(groups.map(({ name, count }) => [name, count]))),
  }),
  command: {
    verb: 'count',
    usage: '[priority|status|review|type|label|assignee]',
    input: ([word]) => (word ? { by: word.toLowerCase() as z.infer<typeof By> } : {}),
  },
});
