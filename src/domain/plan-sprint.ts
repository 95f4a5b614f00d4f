/** Fills a sprint: the most urgent first, and past what does not fit (S2-65, S2-66). */
import { coordinationOf } from './coordination.ts';
import type { SprintSkip } from './sprint.ts';
import type { Ticket } from './ticket.ts';

const hoursByDefault = 8;

/** Hours as a product manager said them, else as they were estimated, else 8. */
export function hoursOf(ticket: Ticket): number {
  const said = coordinationOf(ticket).metadata.estimated_hours;
  return typeof said === 'number' ? said : (ticket.planning.estimatedHours ?? hoursByDefault);
}

/** What may be planned at all: open, no group, not put away. */
export function isPlannable({ work, planning, archivedAt, deletedAt }: Ticket): boolean {
  return work.status === 'open' && planning.nodeType === 'work' && archivedAt === null && deletedAt === null;
}

/** None sorts last; ties by key. */
export function byUrgency(one: Ticket, other: Ticket): number {
  const value = ({ priority }: Ticket) => (priority === 0 ? 5 : priority);
  return value(one) - value(other) || one.key.localeCompare(other.key, 'en', { numeric: true });
}

export type SprintFill = { chosen: Ticket[]; allocatedHours: number; skipped: SprintSkip[] };

/** `blockers` are the keys a ticket still waits for. */
export function fillSprint(
  tickets: readonly Ticket[],
  availableHours: number,
  blockers: ReadonlyMap<string, readonly string[]>,
): SprintFill {
  const fill: SprintFill = { chosen: [], allocatedHours: 0, skipped: [] };
  const order = (one: Ticket, other: Ticket) => {
    const value = ({ priority }: Ticket) => (priority === 0 ? 5 : priority);
    return value(one) - value(other) || hoursOf(one) - hoursOf(other) || byUrgency(one, other);
  };
  for (const ticket of tickets.filter(isPlannable).toSorted(order)) {
    const { id, key } = ticket;
    const waits = blockers.get(id) ?? [];
    const hours = hoursOf(ticket);
    const left = availableHours - fill.allocatedHours;
    if (waits.length > 0) {
      fill.skipped.push({ id, key, reason: 'blocked', why: `waits for ${waits.join(', ')}` });
    } else if (hours > left) {
      fill.skipped.push({ id, key, reason: 'does_not_fit', why: `${hours} h, and ${left} h are left` });
    } else {
      fill.chosen.push(ticket);
      fill.allocatedHours += hours;
    }
  }
  return fill;
}
