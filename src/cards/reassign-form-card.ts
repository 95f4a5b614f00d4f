/** The form in which a person gives a ticket to somebody else. */
import type { Ticket } from '../domain/ticket.ts';
import { formatAction } from './action-token.ts';
import type { Card } from './card.ts';
import { cutPlain } from './cut-text.ts';

export type Candidate = { value: string; label: string };

/** People first, then agents; a menu of Slack holds a hundred. */
export function drawReassignFormCard(
  { id, key, title, work }: Pick<Ticket, 'id' | 'key' | 'title' | 'work'>,
  candidates: readonly Candidate[],
): Card {
  const options = candidates.slice(0, 100).map(({ value, label }) => ({ value, label: cutPlain(label, 75) }));
  const known = options.find(({ value }) => value === work.assigneeId);
  return {
    title: `Reassign ${key}`,
    tone: 'neutral',
    blocks: [
      { kind: 'text', text: `“${title}”` },
      {
        kind: 'form',
        fields: [
          {
            ...{ name: 'assignee', label: 'Who takes it?', required: true, input: 'select', options },
            ...(known ? { value: known.value } : {}),
          },
        ],
        submit: { label: 'Reassign', action: formatAction('reassign', id), style: 'primary' },
      },
    ],
    choices: [],
    summary: `Who takes ${key}?`,
  };
}
