/** Sets what a ticket of a stage carries for its audience: a headline, an embargo, a version, channels. */
import * as z from 'zod';
import { drawTicketsCard } from '../src/cards/tickets-card.ts';
import { briefTicket } from '../src/catalog/briefs.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import { resolveTicket } from '../src/catalog/resolve-ticket.ts';
import { wireTicket } from '../src/catalog/wire.ts';
import { TicketView } from '../src/domain/ticket-view.ts';

const lists = /^(?:acceptance_criteria|scope|contacts|channels)$/;

export default defineTool({
  description:
    'Set fields of a capability’s ticket for its audience: acceptance_criteria, version, headline, embargo_until or channels.',
  effect: 'write',
  access: 'anyone',
  undoable: false,
  input: z.object({
    ticket: z.string().min(1),
    fields: z
      .record(z.string(), z.union([z.string(), z.array(z.string()), z.null()]))
      .describe('null takes one away'),
  }),
  output: z.object({ view: TicketView }),
  async run({ ticket, fields }, context) {
    const { services, caller } = context;
    const { ticket: found } = await resolveTicket(context, ticket);
    await services.factory.setFields(caller, found.id, fields);
    return { view: (await services.tickets.view(caller, [found.id]))[0]! };
  },
  show: ({ view }) => ({ card: drawTicketsCard([view], `${view.ticket.key}: fields set`) }),
  wire: ({ view }) => ({
    ...wireTicket(view),
    audience: view.ticket.stage?.audience,
    audience_fields: view.ticket.stage?.fields,
  }),
  brief: ({ view }) => ({ ...briefTicket(view), fields: view.ticket.stage?.fields }),
  command: {
    verb: 'stage-fields',
    usage: '<ticket> field=value [field=a, b]',
    input: ([ticket = '', ...words]) => {
      const parts = words.join(' ').matchAll(/(\w+)=(.*?)(?=\s+\w+=|$)/gs);
      const fields = [...parts].map(([, name = '', value = '']) => [
        name,
        lists.test(name) ? split(value) : value.trim(),
      ]);
      return { ticket, fields: Object.fromEntries(fields) };
    },
  },
});

function split(value: string): string[] {
  return value
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean);
}
