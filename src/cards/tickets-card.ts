/** A list of tickets, numbered so that "3" means the third in what is said next, or without numbers beside a deed. */
import type { TicketView } from '../domain/ticket-view.ts';
import type { Card, Inline, ListItem, Mark } from './card.ts';
import { count, sayName } from './phrases.ts';
import { sayReview } from './ticket-card.ts';
import { isPushed, linkRef, orderFacts, ticketFacts, workFacts } from './ticket-facts.ts';

export function drawTicketsCard(views: readonly TicketView[], title?: string): Card {
  const numbers = new Map(views.map((view, index) => [view.ticket.key, index + 1]));
  const heading = title ?? count(views.length, 'ticket');
  return {
    title: heading,
    tone: 'neutral',
    blocks:
      views.length === 0
        ? [{ kind: 'text', text: 'No ticket fits.' }]
        : [{ kind: 'list', items: views.map((view) => drawItem(view, numbers)) }],
    choices: [],
    summary: `${count(views.length, 'ticket')}${title ? `: ${title}` : ''}.`,
  };
}

/** The same lines for tickets that something was done to: they keep the numbers of the list they stand in. */
export function ticketItems(views: readonly TicketView[]): ListItem[] {
  return views.map((view) => drawItem(view, new Map()));
}

function drawItem(view: TicketView, numbers: ReadonlyMap<string, number>): ListItem {
  const { ticket } = view;
  const number = numbers.get(ticket.key);
  const ref = view.refs[0];
  const link: Inline[] = ref ? [...linkRef(ref), { kind: 'text', text: ' ' }] : [];
  const name = (key: string) => (numbers.has(key) ? `#${numbers.get(key)}` : key);
  return {
    mark: markOf(view),
    ...(number === undefined ? {} : { number }),
    title: [...link, { kind: 'text', text: ticket.title }],
    meta: [
      ticket.key,
      ...ticketFacts(view),
      sayReview(view),
      sayName(ticket.work.status),
      ...workFacts(view),
      ...orderFacts(view, name),
    ],
  };
}

/** Work that moved says so; before that the review status does. */
function markOf({ ticket }: TicketView): Mark {
  switch (ticket.work.status) {
    case 'done':
      return 'done';
    case 'in_progress':
      return 'running';
    case 'blocked':
      return 'question';
    case 'failed':
      return 'failed';
    case 'cancelled':
      return 'skipped';
    case 'open':
      if (ticket.review.status === 'push_failed') return 'failed';
      return ticket.review.status === 'reviewed' || isPushed(ticket) ? 'done' : 'pending';
  }
}
