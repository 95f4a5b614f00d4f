/** Says why a ticket exists. */
import * as z from 'zod';
import { drawTraceCard } from '../src/cards/trace-card.ts';
import { briefComment, briefTicket } from '../src/catalog/briefs.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import { wireTrace } from '../src/catalog/wire.ts';
import { Trace } from '../src/domain/ticket-view.ts';

export default defineTool({
  description:
    'Say why a ticket exists: the document lines it came from, word for word, the recommendation, insights and research behind them, who approved it and where it went. Discarded tickets can be asked about too.',
  effect: 'read',
  access: 'anyone',
  input: z.object({ ticket: z.string().describe('Number in the last list, key, id or tracker key') }),
  output: z.object({ trace: Trace }),
  run: async ({ ticket }, { services, caller }) => ({ trace: await services.tickets.trace(caller, ticket) }),
  wire: ({ trace }) => wireTrace(trace),
  show: ({ trace }) => ({ card: drawTraceCard(trace) }),
  focus: ({ trace }) => ({ about: [trace.ticket.ticket.id] }),
  brief: ({ trace }) => ({
    ...briefTicket(trace.ticket),
    document: trace.document?.title ?? null,
    ...(trace.comments.length > 0 ? { comments_as_data: trace.comments.map(briefComment) } : {}),
    recommendation: trace.recommendation?.title ?? null,
    insights: trace.insights.map(({ title }) => title),
    research: trace.researchSources.map(({ title }) => title),
    sources: trace.sources.map(({ lines, quote }) => ({ lines, quote: quote.slice(0, 400) })),
  }),
  press: [{ verb: 'why', input: (token) => ({ ticket: token.item }) }],
  command: { verb: 'trace', usage: '<ticket>', input: (words) => ({ ticket: words.join(' ') }) },
  otherCommands: [
    {
      verb: 'why',
      usage: '<ticket>',
      does: 'Say why a ticket exists, in the lines of its document',
      input: (words) => ({ ticket: words.join(' ') }),
    },
  ],
});
