/** The forms in which a person splits a draft, or merges another into it. */
import type { Ticket } from '../domain/ticket.ts';
import { formatAction } from './action-token.ts';
import type { Card, FormField } from './card.ts';
import { cutPlain } from './cut-text.ts';
import { muted } from './phrases.ts';

type Named = Pick<Ticket, 'key' | 'title' | 'version'>;

export function drawSplitFormCard(ticket: Named): Card {
  return drawForm(ticket, {
    verb: 'split',
    title: `Split ${ticket.key}`,
    submit: 'Split',
    said: `“${ticket.title}” becomes the first piece. Its criteria are divided among them, and all keep the source.`,
    fields: [
      {
        name: 'by',
        label: 'Names of the pieces',
        help: 'One per line, 2 to 10, for example: backend, then frontend',
        required: true,
        input: 'text',
        lines: 'many',
        max: 1000,
      },
    ],
  });
}

/** `others` are those it can be merged with; a menu of Slack holds a hundred. */
export function drawMergeFormCard(ticket: Named, others: readonly Named[]): Card {
  return drawForm(ticket, {
    verb: 'merge',
    title: `Merge into ${ticket.key}`,
    submit: 'Merge',
    said: `The other draft’s criteria and source lines go into “${ticket.title}”, and it is archived.`,
    fields: [
      {
        name: 'other',
        label: 'Which one goes into it?',
        required: true,
        input: 'select',
        options: others.map(({ key, title }) => ({ value: key, label: cutPlain(`${key} ${title}`, 75) })),
      },
      {
        name: 'title',
        label: 'Title of the merged ticket',
        required: true,
        input: 'text',
        lines: 'one',
        max: 256,
        value: ticket.title,
      },
    ],
  });
}

type Parts = { verb: string; title: string; submit: string; said: string; fields: FormField[] };

function drawForm({ key, version }: Named, { verb, title, submit, said, fields }: Parts): Card {
  const action = formatAction(verb, '', key, version);
  return {
    title,
    tone: 'neutral',
    blocks: [
      { kind: 'text', text: muted(said) },
      { kind: 'form', fields, submit: { label: submit, action, style: 'primary' } },
    ],
    choices: [],
    summary: `${title}: ${said}`,
  };
}
