/** Looks whether tickets exist already: in the tracker, or written twice in Docket. */
import * as z from 'zod';
import { drawDuplicatesCard } from '../src/cards/duplicates-card.ts';
import { briefDuplicates } from '../src/catalog/briefs.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import { idsOf, resolveTickets } from '../src/catalog/resolve-ticket.ts';
import { wireDuplicates } from '../src/catalog/wire.ts';
import { DuplicatesView } from '../src/domain/publication-view.ts';
import { TicketSelector } from '../src/domain/selector.ts';

export default defineTool({
  description:
    'Look for duplicates: compare tickets with the open and recently closed issues of the tracker and with other tickets. Answers which ones say the same and why; changes nothing.',
  effect: 'read',
  access: 'anyone',
  input: z.object({
    select: TicketSelector.optional(),
    tracker: z.string().optional().describe('linear, github, jira or local; absent means the preferred one'),
  }),
  output: z.object({
    duplicates: DuplicatesView,
    /** Ids of the tickets asked about, where some were named. */
    asked: z.array(z.string()),
  }),
  async run({ select, tracker }, context) {
    const views = await resolveTickets(context, select);
    const wish = { ticketIds: idsOf(views), ...(tracker ? { tracker } : {}) };
    const duplicates = await context.services.publication.findDuplicates(context.caller, wish);
    return { duplicates, asked: select?.ids?.length ? wish.ticketIds : [] };
  },
  wire: ({ duplicates }) => wireDuplicates(duplicates),
  show: ({ duplicates }) => ({ card: drawDuplicatesCard(duplicates) }),
  brief: ({ duplicates }) => briefDuplicates(duplicates),
  focus: ({ asked }) => (asked.length > 0 ? { about: asked } : {}),
  command: {
    verb: 'duplicates',
    usage: '[ticket…]',
    input: (words) => (words.length > 0 ? { select: { ids: words } } : {}),
  },
});
