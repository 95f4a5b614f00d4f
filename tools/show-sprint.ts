/** Shows a sprint as it stands, and draws its card again when its tickets change. */
import * as z from 'zod';
import { briefTickets } from '../src/catalog/briefs.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import { showSprint, wireSprint } from '../src/catalog/show-sprint.ts';
import { Sprint } from '../src/domain/sprint.ts';
import { TicketView } from '../src/domain/ticket-view.ts';

export default defineTool({
  description: 'Show a sprint: what is in it, what was left out and why, and whether it is accepted.',
  effect: 'read',
  access: 'person',
  input: z.object({ sprint: z.string().optional().describe('Its name or id; absent means the latest') }),
  output: z.object({ sprint: Sprint, tickets: z.array(TicketView) }),
  run: ({ sprint }, { services, caller }) => services.planning.sprint(caller, sprint),
  wire: wireSprint,
  show: showSprint,
  brief: ({ sprint, tickets }) => ({ name: sprint.name, status: sprint.status, ...briefTickets(tickets) }),
  focus: ({ tickets }) => (tickets.length > 0 ? { ticketIds: tickets.map(({ ticket }) => ticket.id) } : {}),
  command: {
    verb: 'show-sprint',
    usage: '[name]',
    input: (words) => (words.length > 0 ? { sprint: words.join(' ') } : {}),
  },
});
