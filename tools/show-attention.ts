/** Says what needs a person's attention, and keeps that somebody has seen it. */
import * as z from 'zod';
import { drawAttentionCard } from '../src/cards/attention-card.ts';
import { drawNoticeCard } from '../src/cards/notice-card.ts';
import { briefTicket } from '../src/catalog/briefs.ts';
import { defineTool, type ToolContext } from '../src/catalog/define-tool.ts';
import { idsOf, resolveTickets } from '../src/catalog/resolve-ticket.ts';
import { showAttention } from '../src/catalog/show-escalation.ts';
import { wireTicket } from '../src/catalog/wire.ts';
import { Escalation } from '../src/domain/coordination.ts';
import { DocketError } from '../src/domain/errors.ts';
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
    op: z
      .enum(['list', 'acknowledge', 'deescalate', 'here', 'nowhere'])
      .optional()
      .describe('list when absent; here: tell all of it in this thread from now on; nowhere: no more'),
    select: TicketSelector.optional().describe('For acknowledge and deescalate'),
  }),
  output: z.object({ op: z.string(), rows: z.array(Row) }),
  async run({ op = 'list', select }, context) {
    const { planning } = context.services;
    if (op === 'list') return { op, rows: await planning.attention(context.caller) };
    if (op === 'here' || op === 'nowhere') return { op, rows: await setPlace(op, context) };
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
    if (op === 'here' || op === 'nowhere') return { card: drawNoticeCard(placed[op], 'success') };
    if (op === 'list') return { card: drawAttentionCard(rows) };
    if (op === 'acknowledge') return showAttention(rows);
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
  otherCommands: [
    {
      verb: 'escalations',
      usage: 'here|off',
      does: 'Tell all that needs attention in this thread, with a status review on Mondays; or no more',
      input: ([word = 'here']: string[]) => ({
        op: /^(?:off|nowhere|none|stop)$/i.test(word) ? ('nowhere' as const) : ('here' as const),
      }),
    },
    ...(['acknowledge', 'ack', 'deescalate'] as const).map((verb) => ({
      verb,
      usage: '<ticket…>',
      does:
        verb !== 'deescalate'
          ? 'Say that you have seen an escalated ticket'
          : 'Count the reasons of a ticket anew',
      input: (ids: string[]) => ({
        op: verb === 'ack' ? ('acknowledge' as const) : verb,
        ...(ids.length > 0 ? { select: { ids } } : {}),
      }),
    })),
  ],
});

const placed = {
  here: 'What needs attention is told in this thread from now on, and every Monday at 9 a review of where everything stands.',
  nowhere: 'What needs attention is told in the thread of each ticket again.',
};

/** A second one moves the place; the review of the thread that was it before is stopped there by whoever wants that. */
async function setPlace(op: 'here' | 'nowhere', { services, caller }: ToolContext): Promise<[]> {
  const { planning, preferences } = services;
  const threadId = op === 'here' ? requireThread(caller.threadId) : null;
  await preferences.set(caller, 'escalationThreadId', threadId, 'workspace');
  const known = (await planning.schedules(caller)).schedules.filter(({ kind }) => kind === 'status_review');
  if (op === 'nowhere') for (const { id } of known) await planning.stop(caller, { id });
  else if (known.length === 0)
    await planning.schedule(caller, { kind: 'status_review', cadence: 'every monday at 9' });
  return [];
}

function requireThread(threadId: string | null): string {
  if (threadId !== null) return threadId;
  throw new DocketError('INVALID_INPUT', {
    message: 'There is no thread here to tell it in. Nothing was changed.',
    remedy: 'Say it in the chat in which you want to be told.',
  });
}
