/** Puts tickets below another one, such as an epic, or below none. */
import * as z from 'zod';
import { drawArrangedCard } from '../src/cards/arranged-card.ts';
import { enumerate } from '../src/cards/phrases.ts';
import { briefTickets } from '../src/catalog/briefs.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import { idsOf, resolveNamed, resolveTicket } from '../src/catalog/resolve-ticket.ts';
import { wireTicket } from '../src/catalog/wire.ts';
import { TicketSelector } from '../src/domain/selector.ts';
import { TicketView } from '../src/domain/ticket-view.ts';

export default defineTool({
  description:
    'Put tickets below another one (an epic, or any ticket they are part of), or below none with parent null. Circles are refused. An approved draft waits for its review again.',
  effect: 'write',
  access: 'anyone',
  input: z.object({
    select: TicketSelector.optional(),
    parent: z.string().nullable().describe('The ticket they belong to, or null'),
  }),
  output: z.object({
    parent: z.string().nullable(),
    tickets: z.array(TicketView),
    deed: z.string().nullable(),
  }),
  async run({ select, parent }, context) {
    const ids = idsOf(await resolveNamed(context, select));
    const above = parent === null ? null : (await resolveTicket(context, parent)).ticket;
    const tickets = await context.services.tickets.setParent(context.caller, ids, above?.id ?? null);
    return { parent: above?.key ?? null, tickets, deed: context.caller.deed?.id ?? null };
  },
  wire: ({ tickets }) => ({ tickets: tickets.map(wireTicket) }),
  show: ({ parent, tickets, deed }) => {
    const keys = enumerate(tickets.map(({ ticket }) => ticket.key));
    const is = tickets.length === 1 ? 'is' : 'are';
    const sentence =
      parent === null ? `${keys} ${is} part of nothing now.` : `${keys} ${is} part of ${parent} now.`;
    return { card: drawArrangedCard({ sentence, tickets, deed }) };
  },
  brief: ({ parent, tickets }) => ({ parent, ...briefTickets(tickets) }),
  focus: ({ tickets }) => ({ about: idsOf(tickets) }),
  command: {
    verb: 'parent',
    usage: '<ticket…> under <epic|none>',
    input: (words) => {
      const said = words.filter((word) => !['under', 'below', 'to', 'of'].includes(word.toLowerCase()));
      const above = said.at(-1) ?? '';
      const ids = said.slice(0, -1);
      return {
        parent: /^(?:none|nothing)$/i.test(above) ? null : above,
        ...(ids.length > 0 ? { select: { ids } } : {}),
      };
    },
  },
});
