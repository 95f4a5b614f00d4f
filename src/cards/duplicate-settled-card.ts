/** What a person decided about a possible duplicate, where no board is there to show it. */
import type { DuplicateCandidate, DuplicateChoice } from '../domain/duplicate.ts';
import type { TicketView } from '../domain/ticket-view.ts';
import type { Card } from './card.ts';
import { drawDeedCard } from './deed-card.ts';

export function drawDuplicateSettledCard(
  view: TicketView,
  choice: DuplicateChoice | 'undo',
  candidate: DuplicateCandidate | null,
): Card {
  return drawDeedCard({ sentence: sayChoice(view.ticket.key, choice, candidate), done: [view], refused: [] });
}

function sayChoice(
  key: string,
  choice: DuplicateChoice | 'undo',
  candidate: DuplicateCandidate | null,
): string {
  switch (choice) {
    case 'create':
      return `${key} is no duplicate and can be approved and pushed.`;
    case 'link':
      return `${key} will be linked, as related, to ${candidate?.key}.`;
    case 'update':
      return `${key} will be written into ${candidate?.key} instead of becoming a new issue.`;
    case 'skip':
      return `${key} is not pushed: duplicate of ${candidate?.key}.`;
    case 'undo':
      return `What becomes of ${key} is undecided again.`;
  }
}
