/** Shows one ticket in full. */
import * as z from 'zod';
import { drawTicketCard } from '../src/cards/ticket-card.ts';
import { briefTicket } from '../src/catalog/briefs.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import { resolveTicket } from '../src/catalog/resolve-ticket.ts';
import { wireTicket } from '../src/catalog/wire.ts';
import { TicketView } from '../src/domain/ticket-view.ts';

export default defineTool({
  description: 'Show one ticket in full: description, acceptance criteria, dependencies and links.',
  effect: 'read',
  access: 'anyone',
  input: z.object({ ticket: z.string().describe('Number in the last list, key, id or tracker key') }),
  output: z.object({ ticket: TicketView }),
  run: async (input, context) => ({ ticket: await resolveTicket(context, input.ticket) }),
  wire: ({ ticket }) => wireTicket(ticket),
  show: ({ ticket }) => ({ card: drawTicketCard(ticket) }),
  focus: ({ ticket }) => ({ about: [ticket.ticket.id] }),
  brief: ({ ticket }) => ({
    ...briefTicket(ticket),
    criteria: ticket.ticket.criteria.map((criterion) => criterion.text),
  }),
  press: [{ verb: 'show', input: (token) => ({ ticket: token.item }) }],
  command: { verb: 'show', usage: '<ticket>', input: (words) => ({ ticket: words.join(' ') }) },
});
