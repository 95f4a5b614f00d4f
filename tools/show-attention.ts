/** Says what needs a person's attention, and keeps that somebody has seen it. */
import * as z from 'zod';
import { drawAttentionCard } from '../src/cards/attention-card.ts';
import { briefTicket } from '../src/catalog/briefs.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import { idsOf, resolveTickets } from '../src/catalog/resolve-ticket.ts';
import { wireTicket } from '../src/catalog/wire.ts';
import { Escalation } from '../src/domain/coordination.ts';
import { TicketSelector } from '../src/domain/selector.ts';
import { TicketView } from '../src/domain/ticket-view.ts';

const Row = z.object({ view: TicketView, escalation: Escalation });

export default defineTool({
  description:
    'Say which tickets need attention and why: urgent ones open too long, blocked ones, those whose agents failed three times, and those past their due time. Also keeps that somebody has seen one (acknowledge), or begins to count anew (deescalate).',
  effect: 'write',
  access: 'anyone',
  undoable: false,
  input: z.object({
    op: z.enum(['list', 'acknowledge', 'deescalate']).optional().describe('list when absent'),
    select: TicketSelector.optional().describe('For acknowledge and deescalate'),
  }),
  output: z.object({ op: z.string(), rows: z.array(Row) }),
  async run({ op = 'list', select }, context) {
    const { planning } = context.services;
    if (op === 'list') return { op, rows: await planning.attention(context.caller) };
    const ids = idsOf(await resolveTickets(context, select ?? { last: true }));
    return { op, rows: await planning[op](context.caller, ids) };
  },
  wire: ({ rows }) => ({
    escalations: rows.map(({ view, escalation }) => ({
      ticket: wireTicket(view),
      active: escalation.active,
      level: escalation.level,
      reasons: escalation.reasons,
      first_at: escalation.firstAt,
      last_notified_at: escalation.lastNotifiedAt,
      acknowledged_by: escalation.acknowledgedBy,
    })),
  }),
  show: ({ op, rows }) => {
    if (op !== 'deescalate') return { card: drawAttentionCard(rows) };
    const text = `${rows.map(({ view }) => view.ticket.key).join(', ')} starts counting anew.`;
    const plain = { title: '', tone: 'neutral' as const, choices: [], summary: text };
    return { card: { ...plain, blocks: [{ kind: 'text' as const, text }] } };
  },
  brief: ({ rows }) => ({
    tickets: rows.map(({ view, escalation }) => ({ ...briefTicket(view), reasons: escalation.reasons })),
  }),
  focus: ({ rows }) => (rows.length > 0 ? { ticketIds: rows.map(({ view }) => view.ticket.id) } : {}),
  press: [
    {
      verb: 'acknowledge',
      input: ({ ref }) => ({ op: 'acknowledge' as const, select: { ids: [ref] } }),
    },
  ],
  command: { verb: 'attention', usage: '', input: () => ({}) },
  otherCommands: (['acknowledge', 'deescalate'] as const).map((op) => ({
    verb: op,
    usage: '<ticket…>',
    does:
      op === 'acknowledge'
        ? 'Say that you have seen an escalated ticket'
        : 'Count the reasons of a ticket anew',
    input: (ids: string[]) => ({ op, ...(ids.length > 0 ? { select: { ids } } : {}) }),
  })),
});
