/** A sprint: what is in it, what is not and why (S2-66). */
import type { Sprint } from '../domain/sprint.ts';
import type { TicketView } from '../domain/ticket-view.ts';
import { formatAction } from './action-token.ts';
import type { Card, CardBlock, ListItem } from './card.ts';
import { count } from './phrases.ts';
import { ticketItems } from './tickets-card.ts';

const mostSkipped = 10;

export function drawSprintCard(sprint: Sprint, tickets: readonly TicketView[]): Card {
  const { name, allocatedHours, availableHours, skipped, status } = sprint;
  const hours = `${allocatedHours} of ${availableHours} hours`;
  const summary = `${name}: ${count(tickets.length, 'ticket')}, ${hours}${skipped.length > 0 ? `; ${skipped.length} left out` : ''}.`;
  return {
    title: `${name}, ${hours}`,
    tone: status === 'active' ? 'success' : 'info',
    blocks: [
      tickets.length > 0
        ? { kind: 'list', items: ticketItems(tickets) }
        : { kind: 'text', text: 'Nothing that is open fits into these hours.' },
      ...drawSkipped(sprint),
    ],
    choices:
      status === 'proposed' && tickets.length > 0
        ? [{ label: 'Accept', action: formatAction('sprint', sprint.id), style: 'primary' }]
        : [],
    summary: status === 'active' ? `${name} is accepted. ${summary}` : summary,
  };
}

function drawSkipped({ skipped }: Sprint): CardBlock[] {
  if (skipped.length === 0) return [];
  const items = skipped.slice(0, mostSkipped).map(
    ({ key, reason, why }): ListItem => ({
      mark: 'skipped',
      title: key,
      meta: [reason === 'blocked' ? 'blocked' : 'does not fit', why],
    }),
  );
  const more = skipped.length - items.length;
  return [
    { kind: 'text', text: 'Left out' },
    { kind: 'list', items },
    ...(more > 0 ? [{ kind: 'text' as const, text: `And ${more} more.` }] : []),
  ];
}
