/** One ticket in full: everything an approver consents to, where it came from and where it stands. */
import type { Comment } from '../domain/comment.ts';
import type { Criterion } from '../domain/ticket.ts';
import type { TicketView } from '../domain/ticket-view.ts';
import { formatAction } from './action-token.ts';
import type { Card, CardBlock, Choice, Inline, ListItem, Text, Tone } from './card.ts';
import { drawComments } from './comment-blocks.ts';
import { capitalize, count, sayLines, sayName } from './phrases.ts';
import { sayDate } from './say-time.ts';
import { isPushed, linkRef, sayEffort, sayHolder, sayMaker, sayPriority, sayType } from './ticket-facts.ts';

/** `board` adds the board's Approve, for a ticket that waits on it; `comments` what people wrote about it. */
export function drawTicketCard(
  view: TicketView,
  options: { board?: { id: string; rev: number }; comments?: readonly Comment[] } = {},
): Card {
  const { ticket } = view;
  return {
    title: `${ticket.key} · ${ticket.title}`,
    tone: toneOf(view),
    blocks: [
      { kind: 'fields', items: fieldsOf(view) },
      ...(ticket.description.trim() ? [{ kind: 'text' as const, text: ticket.description }] : []),
      ...criteriaBlocks(ticket.criteria),
      ...(ticket.review.pushError ? [{ kind: 'text' as const, text: ticket.review.pushError }] : []),
      ...drawComments(options.comments ?? []),
    ],
    choices: choicesOf(view, options.board),
    summary: `${ticket.key}: ${ticket.title} (${sayType(ticket)}, ${sayPriority(ticket)}, ${sayReview(view)}).`,
  };
}

function toneOf({ ticket }: TicketView): Tone {
  if (ticket.review.status === 'push_failed') return 'warning';
  return isPushed(ticket) ? 'success' : 'neutral';
}

/** Where the ticket stands on its way to a tracker. */
export function sayReview({ ticket }: TicketView): string {
  switch (ticket.review.status) {
    case null:
      return 'not in review';
    case 'generated':
      return ticket.review.stale ? 'to review, the document changed since' : 'to review';
    case 'reviewed':
      return 'approved';
    case 'pushed':
    case 'synced':
      return 'pushed';
    case 'push_failed':
      return 'push failed';
  }
}

function fieldsOf(view: TicketView): { label: string; value: Text }[] {
  const { ticket } = view;
  const status = sayName(ticket.work.status);
  const lines = sayLines(ticket.origin.sourceLines);
  const fields: [string, Text | null][] = [
    ['Type', capitalize(sayType(ticket))],
    ['Priority', capitalize(sayPriority(ticket))],
    ['Effort', sayEffort(ticket) ?? 'unknown'],
    ['Labels', ticket.labels.join(', ') || null],
    ['Review', capitalize(sayReview(view))],
    ['Status', capitalize(status)],
    ['Assigned to', view.assignee],
    ['Claimed by', view.heldBy ? sayHolder(view.heldBy) : null],
    ['Due', view.dueOn ? sayDate(view.dueOn) : null],
    ['Issue', view.refs.length > 0 ? issueLinks(view) : null],
    ['Depends on', view.dependsOn.join(', ') || null],
    ['Better after', view.suggestedAfter.join(', ') || null],
    ['Part of', view.parentKey],
    ['Source', lines ? `${capitalize(lines)} of the document` : null],
    ['Drafted by', sayMaker(ticket)],
  ];
  return fields.flatMap(([label, value]) => (value === null ? [] : [{ label, value }]));
}

function issueLinks(view: TicketView): Inline[] {
  return view.refs.flatMap((ref, index) => [
    ...(index > 0 ? [{ kind: 'text' as const, text: ', ' }] : []),
    ...linkRef(ref),
  ]);
}

const origins = { document: 'from document', derived: 'derived', person: 'by a person' } as const;

function criteriaBlocks(criteria: readonly Criterion[]): CardBlock[] {
  if (criteria.length === 0) return [];
  const heading: Inline = { kind: 'text', text: `Acceptance criteria (${criteria.length})`, bold: true };
  const items = criteria.map(
    (criterion): ListItem => ({
      mark: criterion.met === null ? 'none' : criterion.met ? 'done' : 'pending',
      title: [
        { kind: 'text', text: criterion.text },
        { kind: 'text', text: ` · ${origins[criterion.origin]}`, muted: true },
      ],
    }),
  );
  return [
    { kind: 'text', text: [heading] },
    { kind: 'list', items },
  ];
}

function choicesOf({ ticket }: TicketView, board?: { id: string; rev: number }): Choice[] {
  const why: Choice = { label: 'Why', action: formatAction('why', '', ticket.key) };
  if (isPushed(ticket)) return [why];
  const ref = board?.id ?? '';
  const approve: Choice[] =
    board && ticket.review.status === 'generated'
      ? [
          {
            label: 'Approve',
            action: formatAction('approve', board.id, ticket.key, board.rev),
            style: 'primary',
          },
        ]
      : [];
  return [
    ...approve,
    { label: 'Edit', action: formatAction('edit', ref, ticket.key, ticket.version) },
    {
      label: 'Discard',
      action: formatAction('drop', ref, ticket.key, ticket.version),
      style: 'danger',
      confirm: `Discard ${ticket.key}? ${count(1, 'draft')} is dropped.`,
    },
    why,
  ];
}
