/** What a person decided about a change of the document. */
import type { ProposedField, SettleChoice } from '../domain/document-changes.ts';
import type { TicketView } from '../domain/ticket-view.ts';
import type { Card } from './card.ts';
import { drawDeedCard } from './deed-card.ts';
import { count, enumerate } from './phrases.ts';
import { nameField } from './proposal-row.ts';

export type Settled = {
  tickets: readonly TicketView[];
  choice: SettleChoice;
  /** Only these fields were decided on. */
  fields?: readonly ProposedField[];
};

export function drawSettledCard({ tickets, choice, fields }: Settled): Card {
  const [only] = tickets;
  const sentence =
    tickets.length === 1
      ? sayDecision(only!, choice, fields)
      : `${count(tickets.length, 'ticket')} ${tickets.length === 0 ? 'took anything: nothing is proposed that is without a conflict' : 'say what the document says now'}.`;
  return drawDeedCard({ sentence, done: tickets, refused: [] });
}

function sayDecision(
  { ticket }: TicketView,
  choice: SettleChoice,
  fields?: readonly ProposedField[],
): string {
  const { key, origin } = ticket;
  const open = origin.incoming?.kind === 'update' ? ' The rest still waits for you.' : '';
  const which = fields?.length ? enumerate(fields.map(nameField)) : '';
  if (choice === 'keep') return `${key} ${which ? `keeps its ${which}` : 'stays as it is'}.${open}`;
  if (ticket.deletedAt !== null) return `${key} was discarded, as the document no longer asks for it.`;
  if (which) return `${key} took over from the document: ${which}.${open}`;
  const { status } = ticket.review;
  const isOut = status === 'pushed' || status === 'synced';
  return `${key} says what the document says now${isOut ? '' : ', and waits for review'}.`;
}
