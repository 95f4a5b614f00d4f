/** The form in which a person reports a bug. */
import { formatAction } from './action-token.ts';
import type { Card, FormField } from './card.ts';
import { cutPlain } from './cut-text.ts';
import { muted } from './phrases.ts';

const mostWords = 3000;
const severities = [
  { value: 'urgent', label: 'Critical: nothing works, or data is lost' },
  { value: 'high', label: 'High: something important does not work' },
  { value: 'medium', label: 'Medium: there is a way around it' },
  { value: 'low', label: 'Low: it looks wrong' },
];

/** `text` is what somebody wrote about it, as data. Submits as `bug`. */
export function drawBugFormCard(text = ''): Card {
  const title = 'Report a bug';
  return {
    title,
    tone: 'neutral',
    blocks: [
      {
        kind: 'text',
        text: muted('I look first whether it is known. A ticket waits for review; nothing is pushed.'),
      },
      {
        kind: 'form',
        fields: fieldsOf(text),
        submit: { label: 'Report', action: formatAction('bug'), style: 'primary' },
      },
    ],
    choices: [],
    summary: `${title}.`,
  };
}

function fieldsOf(text: string): FormField[] {
  const line = { input: 'text', lines: 'one', max: 256 } as const;
  const many = { input: 'text', lines: 'many', max: mostWords } as const;
  return [
    { name: 'happened', label: 'What happened?', required: true, ...many, value: cutPlain(text, mostWords) },
    { name: 'expected', label: 'What should have happened?', required: false, ...many },
    { name: 'steps', label: 'Steps to see it again', help: 'One per line', required: false, ...many },
    { name: 'version', label: 'Version, browser or device', required: false, ...line },
    {
      name: 'severity',
      label: 'How bad is it?',
      required: true,
      input: 'select',
      options: severities,
      value: 'high',
    },
  ];
}
