/** What a person decided about a change of the document. */
import type { TicketView } from '../domain/ticket-view.ts';
import type { Card } from './card.ts';
import { drawDeedCard } from './deed-card.ts';

export function drawSettledCard(ticket: TicketView, choice: 'take' | 'keep'): Card {
  return drawDeedCard({ sentence: sayDecision(ticket, choice), done: [ticket], refused: [] });
}

function sayDecision({ ticket }: TicketView, choice: 'take' | 'keep'): string {
  if (choice === 'keep') return `${ticket.key} stays as it is.`;
  if (ticket.deletedAt !== null) return `${ticket.key} was discarded, as the document no longer asks for it.`;
  return `${ticket.key} says what the document says now, and waits for review.`;
}
