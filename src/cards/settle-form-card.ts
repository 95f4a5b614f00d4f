/** The form in which a person takes or keeps what a document proposes, field by field. */
import type { TicketProposal } from '../domain/document-changes.ts';
import { formatAction } from './action-token.ts';
import type { Card, FormField } from './card.ts';
import { capitalize, muted } from './phrases.ts';
import { nameField, sayFieldValue } from './proposal-row.ts';

/** Submits as `fields` with the version that was shown; each field is answered `take` or `keep`. */
export function drawSettleFormCard({ key, title, version, fields = [] }: TicketProposal): Card {
  const action = formatAction('fields', '', key, version);
  return {
    title: `What changes on ${key}?`,
    tone: 'neutral',
    blocks: [
      { kind: 'text', text: muted('Taking a field takes an approval back; it never approves.') },
      { kind: 'form', fields: fields.map(drawField), submit: { label: 'Decide', action, style: 'primary' } },
    ],
    choices: [],
    summary: `What the document proposes for ${key}: ${title}.`,
  };
}

/** What clashes with a person's words is kept unless they say otherwise. */
function drawField({
  field,
  ours,
  theirs,
  conflict,
}: NonNullable<TicketProposal['fields']>[number]): FormField {
  const say = (value: unknown) => (field === 'description' ? '' : `: ${sayFieldValue(field, value)}`);
  return {
    name: field,
    label: capitalize(nameField(field)),
    required: true,
    input: 'select',
    options: [
      { value: 'take', label: `The document’s${say(theirs)}` },
      { value: 'keep', label: `As on the ticket${say(ours)}` },
    ],
    value: conflict ? 'keep' : 'take',
  };
}
