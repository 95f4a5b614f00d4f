/** What became of tickets a person wrote, split, merged or linked, with the way back. */
import type { TicketView } from '../domain/ticket-view.ts';
import type { Card } from './card.ts';
import { ticketItems } from './tickets-card.ts';
import { undoChoice } from './undone-card.ts';

export type Arranged = { sentence: string; tickets: readonly TicketView[]; deed: string | null };

export function drawArrangedCard({ sentence, tickets, deed }: Arranged): Card {
  return {
    title: '',
    tone: 'success',
    blocks: [
      { kind: 'text', text: sentence },
      ...(tickets.length > 0 ? [{ kind: 'list' as const, items: ticketItems(tickets) }] : []),
    ],
    choices: undoChoice(deed),
    summary: sentence,
  };
}
