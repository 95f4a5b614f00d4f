/** Discards tickets that were not pushed. */
import * as z from 'zod';
import { drawDiscardedCard } from '../src/cards/discarded-card.ts';
import { briefTicket } from '../src/catalog/briefs.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import { idsOf, resolveNamed } from '../src/catalog/resolve-ticket.ts';
import { toSnakeCase } from '../src/catalog/wire.ts';
import { TicketSelector } from '../src/domain/selector.ts';
import { TicketView } from '../src/domain/ticket-view.ts';

export default defineTool({
  description:
    'Discard tickets that were not pushed. From a model it only asks: a person confirms with a click.',
  effect: 'write',
  access: 'anyone',
  input: z.object({ select: TicketSelector.optional() }),
  output: z.object({
    discarded: z.array(TicketView),
    refused: z.array(z.object({ key: z.string(), why: z.string() })),
    deed: z.string().nullable(),
  }),
  async run(input, context) {
    const views = await resolveNamed(context, input.select);
    const done = await context.services.tickets.discard(context.caller, idsOf(views));
    return { ...done, deed: context.caller.deed?.id ?? null };
  },
  async ask(input, context) {
    const views = await resolveNamed(context, input.select);
    const names = views.slice(0, 5).map(({ ticket }) => `${ticket.key} "${ticket.title}"`);
    const more = views.length > 5 ? ` and ${views.length - 5} more` : '';
    return `Discard ${views.length === 1 ? 'one ticket' : `${views.length} tickets`}: ${names.join(', ')}${more}`;
  },
  wire: ({ deed: _deed, ...output }) => toSnakeCase(output),
  show: (output) => ({ card: drawDiscardedCard(output) }),
  brief: ({ discarded, refused }) => ({ discarded: discarded.map(briefTicket), refused }),
  press: [{ verb: 'drop', input: (token) => ({ select: { ids: [token.item] } }), answer: 'private' }],
  command: {
    verb: 'discard',
    usage: '<ticket…>',
    input: (words) => (words.length > 0 ? { select: { ids: words } } : {}),
  },
});
