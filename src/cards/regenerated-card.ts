/** What became of tickets that were written anew from their document. */
import type { TicketView } from '../domain/ticket-view.ts';
import type { Card } from './card.ts';
import { drawDeedCard } from './deed-card.ts';
import { listWarnings } from './document-card.ts';
import { count } from './phrases.ts';

export type Regenerated = {
  tickets: readonly TicketView[];
  refused: readonly { key: string; why: string }[];
  warnings: readonly string[];
};

export function drawRegeneratedCard({ tickets, refused, warnings }: Regenerated): Card {
  const byModel = tickets.filter(({ ticket }) => ticket.origin.madeBy === 'model').length;
  const how = byModel > 0 ? ' with the model’s help' : '';
  const sentence =
    tickets.length > 0
      ? `Wrote ${count(tickets.length, 'ticket')} anew from the document${how}.`
      : 'No ticket was written anew.';
  const card = drawDeedCard({ sentence, done: tickets, refused });
  return { ...card, blocks: [...card.blocks, ...listWarnings(warnings)] };
}
