/** Says how far the work on tickets is. */
import * as z from 'zod';
import { drawArrangedCard } from '../src/cards/arranged-card.ts';
import { enumerate, sayName } from '../src/cards/phrases.ts';
import { briefTickets } from '../src/catalog/briefs.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import { idsOf, resolveNamed } from '../src/catalog/resolve-ticket.ts';
import { showUnsent, showUpdate } from '../src/catalog/show-living.ts';
import { wireTicket } from '../src/catalog/wire.ts';
import { parseWorkStatus } from '../src/domain/lifecycle.ts';
import { TicketUpdate } from '../src/domain/publication-view.ts';
import { TicketSelector } from '../src/domain/selector.ts';
import { TicketView } from '../src/domain/ticket-view.ts';

export default defineTool({
  description:
    'Say how far the work on tickets is: open, in_progress, blocked, done, failed or cancelled. For a ticket in a tracker the issue is moved only when a person sends the change.',
  effect: 'write',
  access: 'anyone',
  input: z.object({
    select: TicketSelector.optional(),
    status: z
      .string()
      .describe('open, in_progress, blocked, done, failed, cancelled, or a usual word for one'),
    reason: z.string().optional().describe('Why it is blocked or failed, or why it moves out of turn'),
  }),
  output: z.object({
    status: z.string(),
    tickets: z.array(TicketView),
    deed: z.string().nullable(),
    /** What trackers are now to be told of those that are out. */
    updates: z.array(TicketUpdate),
  }),
  async run({ select, status: word, reason }, context) {
    const status = parseWorkStatus(word);
    const views = await resolveNamed(context, select);
    const tickets = await context.services.tickets.move(context.caller, idsOf(views), status, reason);
    const updates = await showUnsent(context, tickets);
    return { status, tickets, deed: context.caller.deed?.id ?? null, updates };
  },
  wire: ({ status, tickets }) => ({ status, tickets: tickets.map(wireTicket), total: tickets.length }),
  show: ({ status, tickets, deed, updates }) => {
    const keys =
      tickets.length > 3 ? `${tickets.length} tickets` : enumerate(tickets.map(({ ticket }) => ticket.key));
    const sentence = `${keys} ${tickets.length === 1 ? 'is' : 'are'} ${sayName(status)} now.`;
    const moved = { card: drawArrangedCard({ sentence, tickets, deed }) };
    return [moved, ...(updates.length > 0 ? [showUpdate(updates)] : [])];
  },
  brief: ({ status, tickets }) => ({ status, ...briefTickets(tickets) }),
  focus: ({ tickets }) => ({ about: idsOf(tickets) }),
  command: {
    verb: 'status',
    usage: '<ticket> <status> [reason]',
    input: ([ticket, status = '', ...reason]) => ({
      status,
      ...(ticket ? { select: { ids: [ticket] } } : {}),
      ...(reason.length > 0 ? { reason: reason.join(' ') } : {}),
    }),
  },
  otherCommands: [
    {
      verb: 'unblock',
      usage: '<ticket> [note]',
      does: 'Go on with a blocked ticket; its agent is told',
      input: ([ticket, ...note]) => ({
        status: 'in_progress',
        ...(ticket ? { select: { ids: [ticket] } } : {}),
        ...(note.length > 0 ? { reason: note.join(' ') } : {}),
      }),
    },
    {
      verb: 'cancel',
      usage: '<ticket> [reason]',
      does: 'Give a ticket up; a workflow that runs on it ends too',
      input: ([ticket, ...reason]) => ({
        status: 'cancelled',
        ...(ticket ? { select: { ids: [ticket] } } : {}),
        ...(reason.length > 0 ? { reason: reason.join(' ') } : {}),
      }),
    },
    {
      verb: 'reopen',
      usage: '<ticket> [reason]',
      does: 'Take up a ticket again that was done or cancelled',
      input: ([ticket, ...reason]) => ({
        status: 'open',
        ...(ticket ? { select: { ids: [ticket] } } : {}),
        ...(reason.length > 0 ? { reason: reason.join(' ') } : {}),
      }),
    },
  ],
});
