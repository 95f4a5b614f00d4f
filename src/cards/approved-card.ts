/** What a person's own approval by name did, and what it could not approve. */
import type { TicketView } from '../domain/ticket-view.ts';
import type { Card } from './card.ts';
import { drawDeedCard } from './deed-card.ts';
import { count } from './phrases.ts';

export function drawApprovedCard({
  approved,
  refused,
}: {
  approved: readonly TicketView[];
  refused: readonly { key: string; why: string }[];
}): Card {
  return drawDeedCard({
    sentence:
      approved.length > 0
        ? `${count(approved.length, 'ticket')} approved. Nothing is pushed yet.`
        : 'Nothing was approved.',
    done: approved,
    refused,
  });
}
