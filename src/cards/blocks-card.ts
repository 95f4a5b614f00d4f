/** How a document was understood: its typed blocks with the lines they stand on. */
import type { Block, Document } from '../domain/document.ts';
import type { Card, Text } from './card.ts';
import { count, firstWords, sayName } from './phrases.ts';

export function drawBlocksCard(document: Document, blocks: readonly Block[]): Card {
  const rows = blocks.map((block): Text[] => [
    `${block.lines[0]}–${block.lines[1]}`,
    sayName(block.type),
    block.title ?? firstWords(block.content),
  ]);
  const said = count(blocks.length, 'block');
  return {
    title: `${said} · ${document.title}`,
    tone: 'neutral',
    blocks:
      rows.length > 0
        ? [
            {
              kind: 'table',
              columns: ['Lines', 'Type', 'What it says'],
              rows,
              caption: `${document.source.name}, version ${document.version}`,
            },
          ]
        : [{ kind: 'text', text: 'The document has no text that could be understood.' }],
    choices: [],
    summary: `“${document.title}” was read as ${said}.`,
  };
}
