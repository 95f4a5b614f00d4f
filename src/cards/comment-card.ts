/** Says that a comment was kept, on which tickets, and who is called by it. */
import type { Comment } from '../domain/comment.ts';
import type { TicketView } from '../domain/ticket-view.ts';
import { formatAction } from './action-token.ts';
import type { Card, CardBlock, Choice, Inline } from './card.ts';
import { enumerate, muted, spanKeys } from './phrases.ts';
import { isPushed } from './ticket-facts.ts';
import { undoChoice } from './undone-card.ts';

/** The same comment on each of the tickets; here, and only here, whoever is meant is called. */
export function drawCommentedCard(
  views: readonly TicketView[],
  comments: readonly Comment[],
  deed: string | null,
): Card {
  const [comment] = comments;
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
    choices: [...sendChoices(views, comments), ...undoChoice(deed)],
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

/** The tracker gets a comment only where somebody presses this. */
function sendChoices(views: readonly TicketView[], comments: readonly Comment[]): Choice[] {
  return views.flatMap(({ ticket, refs }, at) => {
    const [ref] = refs;
    if (!ref || !isPushed(ticket)) return [];
    const action = formatAction('tell', comments[at]!.id, ticket.key);
    return [{ label: `Send to ${ref.externalKey}`, action }];
  });
}

function sayTracker(views: readonly TicketView[]): CardBlock[] {
  const pushed = views.flatMap(({ ticket, refs }) => (isPushed(ticket) && refs[0]?.externalKey) || []);
  if (pushed.length === 0) return [];
  const said = `${enumerate(pushed)} in the tracker ${pushed.length === 1 ? 'does' : 'do'} not have it unless you send it.`;
  return [{ kind: 'text', text: muted(said) }];
}

/** The comment is written down to be sent; it arrives in a moment, and once. */
export function drawCommentSentCard({ ticket, refs }: TicketView, comment: Comment): Card {
  const summary = `Comment on its way to ${refs[0]?.externalKey ?? ticket.key}.`;
  return {
    title: '',
    tone: 'success',
    blocks: [
      { kind: 'text', text: summary },
      { kind: 'quote', text: comment.text, source: comment.author.name },
    ],
    choices: [],
    summary,
  };
}
