/** Plans a sprint with the hours there are; a person accepts it. */
import * as z from 'zod';
import { briefTickets } from '../src/catalog/briefs.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import { showSprint, wireSprint } from '../src/catalog/show-sprint.ts';
import { Sprint } from '../src/domain/sprint.ts';
import { TicketView } from '../src/domain/ticket-view.ts';

export default defineTool({
  description:
    'Plan a sprint: fill the hours there are with open tickets, the most urgent first, and say what does not fit or is blocked. It is a proposal until a person accepts it.',
  effect: 'write',
  access: 'anyone',
  undoable: false,
  input: z.object({
    hours: z.number().optional().describe('80 when absent'),
    name: z.string().trim().max(60).optional(),
  }),
  output: z.object({ sprint: Sprint, tickets: z.array(TicketView) }),
  run: (wish, { services, caller }) => services.planning.planSprint(caller, wish),
  wire: wireSprint,
  show: showSprint,
  brief: ({ sprint, tickets }) => ({
    name: sprint.name,
    hours: `${sprint.allocatedHours} of ${sprint.availableHours}`,
    left_out: sprint.skipped.slice(0, 20).map(({ key, reason, why }) => ({ key, reason, why })),
    note: 'It is a proposal; a person accepts it with the button.',
    ...briefTickets(tickets),
  }),
  focus: ({ tickets }) => (tickets.length > 0 ? { ticketIds: tickets.map(({ ticket }) => ticket.id) } : {}),
  command: {
    verb: 'sprint',
    usage: '[hours] [name]',
    input: (words) => {
      const hours = words.findIndex((word) => /^\d+(?:\.\d+)?h?$/.test(word));
      const isHours = (at: number) =>
        hours >= 0 && (at === hours || (at === hours + 1 && /^(?:h|hrs?|hours?)$/i.test(words[at]!)));
      const name = words.filter((_, at) => !isHours(at)).join(' ');
      return {
        ...(hours < 0 ? {} : { hours: Number.parseFloat(words[hours]!) }),
        ...(name ? { name } : {}),
      };
    },
  },
});
