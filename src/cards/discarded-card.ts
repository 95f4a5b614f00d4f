/** Which drafts were discarded, and which were left as they are. */
import type { TicketView } from '../domain/ticket-view.ts';
import type { Card } from './card.ts';
import { drawDeedCard } from './deed-card.ts';
import { count } from './phrases.ts';
import { undoChoice } from './undone-card.ts';

export function drawDiscardedCard({
  discarded,
  refused,
  deed,
}: {
  discarded: readonly TicketView[];
  refused: readonly { key: string; why: string }[];
  deed: string | null;
}): Card {
  const card = drawDeedCard({
    sentence:
      discarded.length > 0 ? `${count(discarded.length, 'ticket')} discarded.` : 'Nothing was discarded.',
    done: discarded,
    refused,
  });
  return { ...card, choices: discarded.length > 0 ? undoChoice(deed) : [] };
}
