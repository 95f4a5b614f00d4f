/** Says that a comment was kept, on which tickets, and who is called by it. */
import type { Comment } from '../domain/comment.ts';
import type { TicketView } from '../domain/ticket-view.ts';
import type { Card, CardBlock, Inline } from './card.ts';
import { enumerate, muted, spanKeys } from './phrases.ts';
import { undoChoice } from './undone-card.ts';

/** The same comment on each of the tickets; here, and only here, whoever is meant is called. */
export function drawCommentedCard(
  views: readonly TicketView[],
  [comment]: readonly Comment[],
  deed: string | null,
): Card {
  const keys = views.map(({ ticket }) => ticket.key);
  const summary = `Comment kept on ${spanKeys(keys)}.`;
  return {
    title: '',
    tone: 'success',
    blocks: [
      { kind: 'text', text: [{ kind: 'text', text: summary }, ...callFor(comment!)] },
      { kind: 'quote', text: comment!.text, source: comment!.author.name },
      ...sayTracker(views),
    ],
    choices: undoChoice(deed),
    summary,
  };
}

function callFor({ mention }: Comment): Inline[] {
  if (!mention) return [];
  const { name, memberId } = mention;
  return memberId
    ? [
        { kind: 'text', text: ' For ' },
        { kind: 'mention', memberId, name },
        { kind: 'text', text: '.' },
      ]
    : [{ kind: 'text', text: ` For ${name}, who is no member here and was not called.` }];
}

function sayTracker(views: readonly TicketView[]): CardBlock[] {
  const pushed = views.flatMap(({ refs }) => refs[0]?.externalKey ?? []);
  if (pushed.length === 0) return [];
  const said = `${enumerate(pushed)} in the tracker ${pushed.length === 1 ? 'does' : 'do'} not get it: comments stay in Docket.`;
  return [{ kind: 'text', text: muted(said) }];
}
