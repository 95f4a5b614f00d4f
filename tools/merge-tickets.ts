/** Merges tickets into the first one named. */
import * as z from 'zod';
import { drawMergeFormCard } from '../src/cards/arrange-form-card.ts';
import { drawArrangedCard } from '../src/cards/arranged-card.ts';
import { enumerate } from '../src/cards/phrases.ts';
import { briefTicket } from '../src/catalog/briefs.ts';
import { defineTool, type ToolContext } from '../src/catalog/define-tool.ts';
import { idsOf, resolveNamed, resolveTicket } from '../src/catalog/resolve-ticket.ts';
import { wireTicket } from '../src/catalog/wire.ts';
import { DocketError } from '../src/domain/errors.ts';
import { TicketSelector } from '../src/domain/selector.ts';
import { type Ticket, TicketEdit } from '../src/domain/ticket.ts';
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
  press: [
    {
      verb: 'merge',
      input: ({ item }) => ({ select: { ids: [item] } }),
      form: async ({ select }, context) => {
        const { ticket } = await resolveTicket(context, select?.ids?.[0] ?? '');
        return drawMergeFormCard(ticket, await findOthers(context, ticket));
      },
      fill: ({ select }, { other = '', title }) => ({
        select: { ids: [...(select?.ids ?? []), other] },
        ...(title ? { title } : {}),
      }),
    },
  ],
  command: { verb: 'merge', usage: '<ticket> <ticket…>', input: (words) => ({ select: { ids: words } }) },
});

/** More than a menu takes, or than anybody reads. */
const mostOthers = 100;

/** Drafts of the same document that did not go out yet, or those of none. */
async function findOthers({ services, caller }: ToolContext, { id, origin }: Ticket): Promise<Ticket[]> {
  const all = await services.tickets.select(caller, {
    all: true,
    review: ['generated', 'reviewed', 'push_failed'],
  });
  const others = all.map(({ ticket }) => ticket).filter((one) => one.origin.documentId === origin.documentId);
  if (others.some((one) => one.id !== id)) return others.filter((one) => one.id !== id).slice(0, mostOthers);
  throw new DocketError('NOT_FOUND', {
    message: 'There is no other draft it could be merged with. Nothing was changed.',
    remedy: 'Only tickets that were not pushed can be merged.',
  });
}

/** The first that was named stays, wherever it stands in the list. */
function inOrderNamed(views: TicketView[], select: TicketSelector | undefined): TicketView[] {
  const [first] = select?.ids ?? [];
  const named = views.find(({ ticket }) => ticket.key === first?.toUpperCase() || ticket.id === first);
  return named ? [named, ...views.filter((view) => view !== named)] : views;
}
