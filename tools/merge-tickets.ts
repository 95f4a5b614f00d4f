/** Merges tickets into the first one named. */
import * as z from 'zod';
import { drawArrangedCard } from '../src/cards/arranged-card.ts';
import { enumerate } from '../src/cards/phrases.ts';
import { briefTicket } from '../src/catalog/briefs.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import { idsOf, resolveNamed } from '../src/catalog/resolve-ticket.ts';
import { wireTicket } from '../src/catalog/wire.ts';
import { TicketSelector } from '../src/domain/selector.ts';
import { TicketEdit } from '../src/domain/ticket.ts';
import { TicketView } from '../src/domain/ticket-view.ts';

export default defineTool({
  description:
    'Merge two or more tickets that were not pushed: the first stays and takes over criteria, source lines, children and links of the others, which are archived.',
  effect: 'write',
  access: 'anyone',
  input: z.object({
    select: TicketSelector.optional().describe('The tickets; the first in the list stays'),
    title: TicketEdit.shape.title.describe('What the merged ticket is called; absent keeps its title'),
  }),
  output: z.object({ ticket: TicketView, merged: z.array(z.string()), deed: z.string().nullable() }),
  async run({ select, title }, context) {
    const views = inOrderNamed(await resolveNamed(context, select), select);
    const ticket = await context.services.tickets.merge(context.caller, idsOf(views), title);
    const merged = views.slice(1).map((view) => view.ticket.key);
    return { ticket, merged, deed: context.caller.deed?.id ?? null };
  },
  wire: ({ ticket, merged }) => ({ ...wireTicket(ticket), merged }),
  show: ({ ticket, merged, deed }) => {
    const sentence = `${enumerate(merged)} merged into ${ticket.ticket.key}.`;
    return { card: drawArrangedCard({ sentence, tickets: [ticket], deed }) };
  },
  brief: ({ ticket, merged }) => ({ ...briefTicket(ticket), merged }),
  focus: ({ ticket }) => ({ about: [ticket.ticket.id] }),
  command: { verb: 'merge', usage: '<ticket> <ticket…>', input: (words) => ({ select: { ids: words } }) },
});

/** The first that was named stays, wherever it stands in the list. */
function inOrderNamed(views: TicketView[], select: TicketSelector | undefined): TicketView[] {
  const [first] = select?.ids ?? [];
  const named = views.find(({ ticket }) => ticket.key === first?.toUpperCase() || ticket.id === first);
  return named ? [named, ...views.filter((view) => view !== named)] : views;
}
