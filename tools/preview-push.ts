/** Shows what a push would send, and sends nothing. */
import * as z from 'zod';
import { drawRehearsalCard } from '../src/cards/rehearsal-card.ts';
import { briefTicket } from '../src/catalog/briefs.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import { readPushWish } from '../src/catalog/push-wish.ts';
import { wireTicket } from '../src/catalog/wire.ts';
import { PushRehearsal } from '../src/domain/push-rehearsal.ts';
import { TicketSelector } from '../src/domain/selector.ts';

export default defineTool({
  description:
    'Show what a push would send to a tracker and which tickets would stay, and why (a dry run). Sends nothing and asks nobody.',
  effect: 'read',
  access: 'anyone',
  input: z.object({
    select: TicketSelector.optional().describe('Absent means all that the thread is about'),
    tracker: z.string().optional().describe('linear, github, jira or local; absent means the preferred one'),
  }),
  output: PushRehearsal,
  async run({ select = { all: true }, tracker }, context) {
    const wish = await readPushWish(context, { select, tracker });
    return context.services.publication.rehearse(context.caller, wish);
  },
  wire: ({ destination, rows, held }) => ({
    platform: destination.tracker,
    destination: destination.label,
    sandbox: destination.sandbox,
    would_push: rows.map(({ view, does }) => ({ ...wireTicket(view), does })),
    would_stay: held.map(({ view: { ticket }, reason }) => ({
      key: ticket.key,
      title: ticket.title,
      reason,
    })),
  }),
  show: (rehearsal) => ({ card: drawRehearsalCard(rehearsal) }),
  brief: ({ destination, rows, held }) => ({
    destination: destination.label,
    would_push: rows.map(({ view, does }) => ({ ...briefTicket(view), does })),
    would_stay: held.map(({ view: { ticket }, reason }) => ({ key: ticket.key, reason })),
  }),
  command: {
    verb: 'push --dry-run',
    usage: '[tracker] [ticket…]',
    input: ([tracker, ...tickets]) => ({
      ...(tracker ? { tracker } : {}),
      ...(tickets.length > 0 ? { select: { ids: tickets } } : {}),
    }),
  },
});
