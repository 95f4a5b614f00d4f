/** The form in which a person edits a draft; its fields carry the names the edit tool reads. */
import { priorityNames } from '../domain/priority.ts';
import type { TicketType } from '../domain/ticket.ts';
import type { TicketView } from '../domain/ticket-view.ts';
import { formatAction } from './action-token.ts';
import type { Card, FormField } from './card.ts';
import { capitalize, muted, sayName } from './phrases.ts';

/** Submits as `save` with the version that was shown, so that nobody overwrites what they have not seen. */
export function drawEditFormCard(view: TicketView, boardId = ''): Card {
  const { ticket } = view;
  const title = `Edit ${ticket.key}`;
  const action = formatAction('save', boardId, ticket.key, ticket.version);
  return {
    title,
    tone: 'neutral',
    blocks: [
      { kind: 'text', text: muted('Saving takes an approval back; it never approves.') },
      { kind: 'form', fields: fieldsOf(view), submit: { label: 'Save', action, style: 'primary' } },
    ],
    choices: [],
    summary: `${title}: ${ticket.title}.`,
  };
}

function fieldsOf({ ticket }: TicketView): FormField[] {
  return [
    line('title', 'Title', ticket.title, { required: true, max: 256 }),
    {
      name: 'priority',
      label: 'Priority',
      required: true,
      input: 'select',
      options: ([1, 2, 3, 4, 0] as const).map((level) => ({
        value: priorityNames[level],
        label: level === 0 ? 'Unset' : `P${level - 1} ${priorityNames[level]}`,
      })),
      value: priorityNames[ticket.priority],
    },
    {
      name: 'type',
      label: 'Type',
      required: true,
      input: 'select',
      options: typesFor(ticket.type).map((type) => ({
        value: type,
        label: capitalize(sayName(type)),
      })),
      value: ticket.type,
    },
    line('labels', 'Labels', ticket.labels.join(', '), { max: 2000, help: 'Separated by commas' }),
    line('effort', 'Effort', ticket.effort ?? '', {
      max: 40,
      help: 'trivial, small, medium, large, xlarge or your own words',
    }),
    many('description', 'Description', ticket.description, { max: 60_000 }),
    many('criteria', 'Acceptance criteria', ticket.criteria.map(({ text }) => text).join('\n'), {
      max: 60_000,
      help: 'One per line',
    }),
  ];
}

/** What a draft of a document can be; a ticket that already is something else may stay that. */
function typesFor(current: TicketType): TicketType[] {
  return draftTypes.includes(current) ? draftTypes : [...draftTypes, current];
}

const draftTypes: TicketType[] = [
  'story',
  'feature',
  'task',
  'bug',
  'doc',
  'qa',
  'epic',
  'security',
  'tech_debt',
  'hotfix',
];

type Extras = { max: number; help?: string; required?: boolean };

function line(name: string, label: string, value: string, extras: Extras): FormField {
  return { name, label, value, input: 'text', lines: 'one', required: false, ...extras };
}

function many(name: string, label: string, value: string, extras: Extras): FormField {
  return { name, label, value, input: 'text', lines: 'many', required: false, ...extras };
}
