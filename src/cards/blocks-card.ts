/** How a document was understood: its typed blocks with their numbers and the lines they stand on. */
import type { Block, Document } from '../domain/document.ts';
import type { Card, Text } from './card.ts';
import { count, enumerate, firstWords, sayName } from './phrases.ts';

/** `blocks` are all of the document's, which gives the numbers; only those of `types` are drawn, all when there are none. */
export function drawBlocksCard(
  document: Document,
  blocks: readonly Block[],
  types: readonly string[] = [],
): Card {
  const rows = blocks.flatMap((block, at): Text[][] =>
    types.length > 0 && !types.includes(block.type)
      ? []
      : [
          [
            String(at + 1),
            `${block.lines[0]}–${block.lines[1]}`,
            sayName(block.type),
            block.title ?? firstWords(block.content),
          ],
        ],
  );
  const said = sayCount(rows.length, blocks.length, types);
  return {
    title: `${said} · ${document.title}`,
    tone: 'neutral',
    blocks:
      rows.length > 0
        ? [
            {
              kind: 'table',
              columns: ['#', 'Lines', 'Type', 'What it says'],
              rows,
              caption: `${document.source.name}, version ${document.version}`,
            },
          ]
        : [{ kind: 'text', text: sayNone(blocks, types) }],
    choices: [],
    summary: `“${document.title}” was read as ${said}.`,
  };
}

function sayCount(shown: number, all: number, types: readonly string[]): string {
  return types.length > 0 ? `${shown} of ${count(all, 'block')}` : count(all, 'block');
}

function sayNone(blocks: readonly Block[], types: readonly string[]): string {
  if (types.length === 0) return 'The document has no text that could be understood.';
  const present = [...new Set(blocks.map((block) => block.type))].map(sayName);
  return `No block is of type ${enumerate(types.map(sayName))}. There are: ${enumerate(present)}.`;
}
