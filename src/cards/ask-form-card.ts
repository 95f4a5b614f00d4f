/** The form in which a person asks Docket from anywhere. */
import type { Card } from './card.ts';

export function drawAskFormCard(): Card {
  const title = 'Ask Docket';
  return {
    title,
    tone: 'neutral',
    blocks: [
      {
        kind: 'form',
        fields: [
          {
            name: 'text',
            label: 'What shall Docket do?',
            help: 'Paste a document, or ask in your own words. The answer comes as a direct message.',
            required: true,
            input: 'text',
            lines: 'many',
            max: 3000,
          },
        ],
        submit: { label: 'Ask', action: '', style: 'primary' },
      },
    ],
    choices: [],
    summary: `${title}.`,
  };
}
