/** The living notice of an escalated ticket. */
import { drawAttentionCard, drawEscalationCard } from '../cards/attention-card.ts';
import type { Shown } from '../cards/shown.ts';
import type { Escalation } from '../domain/coordination.ts';
import type { TicketView } from '../domain/ticket-view.ts';

type Attention = { view: TicketView; escalation: Escalation };

/** One card per time that it was told: who is told again gets a new message, and all of them say when somebody is on it. */
export function showEscalation(
  attention: Attention,
  told = attention.escalation.lastNotifiedAt ?? '',
): Shown {
  const { id } = attention.view.ticket;
  return {
    card: drawEscalationCard(attention),
    living: {
      key: `escalation:${id}:${told}`,
      tool: 'show_escalation',
      input: { ticket: id, told },
      subjects: [id],
    },
  };
}

/** What was never told, or several at once, is a list of the moment. */
export function showAttention(rows: readonly Attention[]): Shown {
  const [only] = rows;
  return rows.length === 1 && only?.escalation.lastNotifiedAt
    ? showEscalation(only)
    : { card: drawAttentionCard(rows) };
}
