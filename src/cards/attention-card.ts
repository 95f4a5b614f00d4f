/** What needs a person's attention, and why (S2-57, S2-58). */
import type { Escalation } from '../domain/coordination.ts';
import type { TicketView } from '../domain/ticket-view.ts';
import { formatAction } from './action-token.ts';
import type { Card, ListItem } from './card.ts';
import { drawNoticeCard } from './notice-card.ts';
import { count, sayName } from './phrases.ts';
import { sayDate } from './say-time.ts';
import { sayPriority, workFacts } from './ticket-facts.ts';

type Row = { view: TicketView; escalation: Escalation };

const reasons: Record<Escalation['reasons'][number], string> = {
  critical_open: 'urgent and open for more than 2 hours',
  blocked: 'blocked',
  failed_updates: 'agents failed three times',
  sla_passed: 'past its due time',
  cycle_time: 'past the longest cycle time',
};

export function drawAttentionCard(rows: readonly Row[]): Card {
  const title =
    rows.length === 0 ? 'Nothing needs attention' : `${count(rows.length, 'ticket')} need attention`;
  return {
    title: rows.length === 1 ? '1 ticket needs attention' : title,
    tone: rows.length === 0 ? 'success' : 'warning',
    blocks: rows.length === 0 ? [] : [{ kind: 'list', items: rows.map(drawRow) }],
    choices: [],
    summary: rows.length === 0 ? `${title}.` : rows.map(sayRow).join(' '),
  };
}

/** One ticket of which somebody was told, as it stands now. */
export function drawEscalationCard(row: Row): Card {
  if (row.escalation.active) return drawAttentionCard([row]);
  const { key, title } = row.view.ticket;
  return drawNoticeCard(`${key} "${title}" needs no attention any more.`, 'success');
}

/** Asks whether anybody knows more of a ticket that has been blocked for a day without a word. */
export function drawStillCard({ ticket }: TicketView): Card {
  const { blocker } = ticket.work;
  const since = blocker
    ? ` since ${sayDate(blocker.at.slice(0, 10))}: ${blocker.text.replace(/[.\s]+$/, '')}.`
    : '.';
  const said = `Blocked${since} Nobody said anything for a day. Is it still so? Tell me what changed, or "unblock ${ticket.key}".`;
  return {
    title: `${ticket.key}: ${ticket.title}`,
    tone: 'warning',
    blocks: [{ kind: 'text', text: said }],
    choices: [
      { label: 'Reassign', action: formatAction('reassign', ticket.id) },
      { label: 'Open', action: formatAction('show', '', ticket.key) },
    ],
    summary: `${ticket.key} stands still. ${said}`,
  };
}

function drawRow({ view, escalation }: Row): ListItem {
  const { ticket } = view;
  const blocker = ticket.work.blocker?.text;
  const seen = escalation.acknowledgedBy !== null;
  const again = escalation.level > 1 ? [`told ${escalation.level} times`] : [];
  return {
    mark: seen ? 'done' : 'question',
    title: ticket.title,
    meta: [
      ticket.key,
      sayPriority(ticket),
      sayName(ticket.work.status),
      ...workFacts(view),
      ...again,
      ...(seen ? ['seen'] : []),
    ],
    body: [escalation.reasons.map((one) => reasons[one]).join(', '), ...(blocker ? [blocker] : [])].join(
      ': ',
    ),
    choices: [
      ...(seen
        ? []
        : [
            {
              label: 'Acknowledge',
              action: formatAction('acknowledge', ticket.id),
              style: 'primary' as const,
            },
          ]),
      { label: 'Reassign', action: formatAction('reassign', ticket.id) },
      { label: 'Open', action: formatAction('show', '', ticket.key) },
    ],
  };
}

function sayRow({ view: { ticket }, escalation }: Row): string {
  return `${ticket.key} "${ticket.title}" needs attention: ${escalation.reasons.map((one) => reasons[one]).join(', ')}.`;
}
