/** Begins a proposed sprint on a person's press. */
import * as z from 'zod';
import { briefTickets } from '../src/catalog/briefs.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import { showSprint } from '../src/catalog/show-sprint.ts';
import { wireTicket } from '../src/catalog/wire.ts';
import { Sprint } from '../src/domain/sprint.ts';
import { TicketView } from '../src/domain/ticket-view.ts';

export default defineTool({
  description: 'Accept a proposed sprint: its tickets are labelled with it.',
  effect: 'write',
  access: 'person',
  undoable: false,
  input: z.object({ sprint: z.uuid() }),
  output: z.object({ sprint: Sprint, tickets: z.array(TicketView) }),
  run: ({ sprint }, { services, caller }) => services.planning.acceptSprint(caller, sprint),
  wire: ({ sprint, tickets }) => ({
    id: sprint.id,
    name: sprint.name,
    status: sprint.status,
    tickets: tickets.map(wireTicket),
  }),
  show: showSprint,
  brief: ({ sprint, tickets }) => ({ name: sprint.name, status: sprint.status, ...briefTickets(tickets) }),
  focus: ({ tickets }) => (tickets.length > 0 ? { ticketIds: tickets.map(({ ticket }) => ticket.id) } : {}),
  press: [{ verb: 'sprint', input: ({ ref }) => ({ sprint: ref }) }],
});
