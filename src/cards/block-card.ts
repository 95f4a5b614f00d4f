/** One block of a document in full, and the form in which a person writes it anew. */
import type { Block, Document } from '../domain/document.ts';
import { formatAction } from './action-token.ts';
import type { Card } from './card.ts';
import { cutPlain } from './cut-text.ts';
import { capitalize, firstWords, sayLines, sayName } from './phrases.ts';

/** `number` is the one a person may type for it. */
export function drawBlockCard(document: Document, block: Block, number: number): Card {
  const name = nameOf(block);
  const place = sayLines([block.lines[0], block.lines[1]]).replace(', ', '–');
  const facts = [capitalize(sayName(block.type)), place, ...(block.edited ? ['type set by a person'] : [])];
  const { version } = document;
  return {
    title: `${number}. ${name}`,
    tone: 'neutral',
    blocks: [{ kind: 'quote', text: block.content, source: [...facts, document.title].join(' · ') }],
    choices: [
      { label: 'Edit', action: formatAction('block', block.id, '', version) },
      {
        label: 'Delete',
        action: formatAction('drop_block', block.id, '', version),
        style: 'danger',
        confirm: `Delete “${name}” from the document?`,
      },
    ],
    summary: `Block ${number} of “${document.title}”, ${name}: ${facts.join(', ')}.`,
  };
}

/** Submits with the version that was shown, so that nobody overwrites what they have not seen. */
export function drawBlockFormCard(document: Document, block: Block): Card {
  const title = `Edit ${nameOf(block)}`;
  const action = formatAction('write_block', block.id, '', document.version);
  return {
    title,
    tone: 'neutral',
    blocks: [
      {
        kind: 'form',
        fields: [
          {
            name: 'value',
            label: 'Text',
            help: 'Markdown, with its heading',
            required: true,
            input: 'text',
            lines: 'many',
            max: 20_000,
            value: block.content,
          },
        ],
        submit: { label: 'Save', action, style: 'primary' },
      },
    ],
    choices: [],
    summary: `${title}, in “${document.title}”.`,
  };
}

function nameOf(block: Block): string {
  return cutPlain(block.title ?? firstWords(block.content), 80);
}
