/** Says why a ticket exists. */
import * as z from 'zod';
import { drawTraceCard } from '../src/cards/trace-card.ts';
import { briefTicket } from '../src/catalog/briefs.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import { resolveTicket } from '../src/catalog/resolve-ticket.ts';
import { wireTrace } from '../src/catalog/wire.ts';
import { Trace } from '../src/domain/ticket-view.ts';

export default defineTool({
  description:
    'Say why a ticket exists: the document lines it came from, word for word, who approved it and where it went.',
  effect: 'read',
  access: 'anyone',
  input: z.object({ ticket: z.string().describe('Number in the last list, key, id or tracker key') }),
  output: z.object({ trace: Trace }),
  async run(input, context) {
    const { ticket } = await resolveTicket(context, input.ticket);
    return { trace: await context.services.tickets.trace(context.caller, ticket.id) };
  },
  wire: ({ trace }) => wireTrace(trace),
  show: ({ trace }) => ({ card: drawTraceCard(trace) }),
  brief: ({ trace }) => ({
    ...briefTicket(trace.ticket),
    document: trace.document?.title ?? null,
    sources: trace.sources.map(({ lines, quote }) => ({ lines, quote: quote.slice(0, 400) })),
  }),
  press: [{ verb: 'why', input: (token) => ({ ticket: token.item }) }],
  command: { verb: 'trace', usage: '<ticket>', input: (words) => ({ ticket: words.join(' ') }) },
});
