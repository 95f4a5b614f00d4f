/** When a ticket needs a person's attention, and how that goes on until somebody has seen it (S2-55 to S2-57). */
import type { AgentUpdate } from './agent-update.ts';
import type { Escalation } from './coordination.ts';
import { coordinationOf } from './coordination.ts';
import { isFinished } from './lifecycle.ts';
import type { Ticket } from './ticket.ts';

export type EscalationReason = Escalation['reasons'][number];

const hourMs = 3_600_000;
const criticalOpenMs = 2 * hourMs;
const notifyAgainMs = hourMs;
const mostFailures = 3;

/** Every reason that holds at `now`; none for what is finished or waits for its review. */
export function escalationReasons(
  ticket: Ticket,
  updates: readonly Pick<AgentUpdate, 'result' | 'createdAt'>[],
  now: Date,
): EscalationReason[] {
  const { status } = ticket.work;
  if (isFinished(status) || ticket.review.status === 'generated' || ticket.deletedAt !== null) return [];
  const resetAt = coordinationOf(ticket).escalation?.resetAt ?? '';
  const failures = updates.filter(({ result, createdAt }) => result === 'failed' && createdAt > resetAt);
  const open = now.getTime() - Date.parse(ticket.createdAt);
  const due = ticket.planning.slaDueAt;
  return [
    ...(ticket.priority === 1 && open > criticalOpenMs ? (['critical_open'] as const) : []),
    ...(status === 'blocked' ? (['blocked'] as const) : []),
    ...(failures.length >= mostFailures ? (['failed_updates'] as const) : []),
    ...(due && due < now.toISOString()
      ? [isCycle(ticket) ? ('cycle_time' as const) : ('sla_passed' as const)]
      : []),
  ];
}

/** A capability's own ticket is due when its longest cycle time is over (S1-59). */
function isCycle({ type }: Pick<Ticket, 'type'>): boolean {
  return type === 'capability';
}

/** What the escalation becomes; null where nothing changes. A null `lastNotifiedAt` says that people are to be told. */
export function followEscalation(
  before: Escalation | null,
  reasons: EscalationReason[],
  now: Date,
): { escalation: Escalation; event: 'TicketEscalated' | 'TicketDeescalated' } | null {
  const at = now.toISOString();
  if (reasons.length === 0) {
    if (!before?.active) return null;
    const escalation = { ...before, active: false, level: 0, reasons: [], acknowledgedBy: null };
    return { escalation, event: 'TicketDeescalated' };
  }
  if (!before?.active) {
    const fresh = {
      active: true,
      level: 1,
      reasons,
      firstAt: at,
      lastNotifiedAt: null,
      acknowledgedBy: null,
    };
    return { escalation: { ...fresh, resetAt: before?.resetAt ?? null }, event: 'TicketEscalated' };
  }
  const isNew = reasons.some((reason) => !before.reasons.includes(reason));
  const isUnseen = before.acknowledgedBy === null && before.lastNotifiedAt !== null;
  const again = isUnseen && now.getTime() - Date.parse(before.lastNotifiedAt!) >= notifyAgainMs;
  if (isNew) {
    // Something else is wrong than what somebody has seen.
    return {
      escalation: { ...before, reasons, lastNotifiedAt: null, acknowledgedBy: null },
      event: 'TicketEscalated',
    };
  }
  if (!again) return null;
  return {
    escalation: { ...before, reasons, level: before.level + 1, lastNotifiedAt: null },
    event: 'TicketEscalated',
  };
}
