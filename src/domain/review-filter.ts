/** A part of a board that is approved in one press: every waiting ticket of a priority or of a type. */
import { Priority, priorityCode, priorityNames } from './priority.ts';
import { type Ticket, TicketType } from './ticket.ts';

export type ReviewFilter = { by: 'priority'; priority: Priority } | { by: 'type'; type: TicketType };

const spelled = /^(prio|type)-([a-z0-9-]+)$/;

/** At most 16 letters, digits and hyphens, as an action token holds: `prio-1`, `type-tech-debt`. */
export function spellFilter(filter: ReviewFilter): string {
  return filter.by === 'priority' ? `prio-${filter.priority}` : `type-${filter.type.replaceAll('_', '-')}`;
}

/** Null for what is no filter, such as a ticket's key. */
export function readFilter(text: string): ReviewFilter | null {
  const [, by, value = ''] = spelled.exec(text) ?? [];
  if (by === 'prio') {
    const priority = Priority.safeParse(Number(value));
    return priority.success ? { by: 'priority', priority: priority.data } : null;
  }
  const type = TicketType.safeParse(value.replaceAll('-', '_'));
  return by === 'type' && type.success ? { by: 'type', type: type.data } : null;
}

export function passesFilter(filter: ReviewFilter, ticket: Pick<Ticket, 'priority' | 'type'>): boolean {
  return filter.by === 'priority' ? ticket.priority === filter.priority : ticket.type === filter.type;
}

/** `P1 high`, `priority unset`, `tech debt`. */
export function sayFilter(filter: ReviewFilter): string {
  if (filter.by === 'type') return filter.type.replaceAll('_', ' ');
  const code = priorityCode(filter.priority);
  return code === null ? 'priority unset' : `${code} ${priorityNames[filter.priority]}`;
}
