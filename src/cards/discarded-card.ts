/** Which drafts were discarded, and which were left as they are. */
import type { TicketView } from '../domain/ticket-view.ts';
import type { Card } from './card.ts';
import { drawDeedCard } from './deed-card.ts';
import { count } from './phrases.ts';

export function drawDiscardedCard({
  discarded,
  refused,
}: {
  discarded: readonly TicketView[];
  refused: readonly { key: string; why: string }[];
}): Card {
  return drawDeedCard({
    sentence:
      discarded.length > 0 ? `${count(discarded.length, 'ticket')} discarded.` : 'Nothing was discarded.',
    done: discarded,
    refused,
  });
}
