/** Shows the typed blocks of a document, or one of them in full. */
import * as z from 'zod';
import { drawBlockCard } from '../src/cards/block-card.ts';
import { drawBlocksCard } from '../src/cards/blocks-card.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import { openShelf, pickBlock } from '../src/catalog/resolve-block.ts';
import { Block, Document } from '../src/domain/document.ts';
import { readBlockType } from '../src/domain/document-edit.ts';

export default defineTool({
  description:
    'Show how a document was understood: its typed blocks with numbers and line ranges, all or some types only; or one block in full.',
  effect: 'read',
  access: 'anyone',
  input: z.object({
    document: z.string().optional().describe('Title, file name or id; absent means the current one'),
    types: z.array(z.string()).optional().describe('Only these block types, e.g. risk, user_story'),
    block: z.string().optional().describe('Only this one: its number, words of its heading, or "line 40"'),
  }),
  output: z.object({
    document: Document,
    blocks: z.array(Block),
    types: z.array(z.string()),
    block: Block.nullable(),
  }),
  async run(input, context) {
    const shelf = await openShelf(context, input.document, input.block);
    const { document, blocks } = shelf;
    const block = input.block === undefined ? null : pickBlock(shelf, input.block);
    return { document, blocks, block, types: (input.types ?? []).map(readBlockType) };
  },
  show: ({ document, blocks, types, block }) => ({
    card: block
      ? drawBlockCard(document, block, blocks.findIndex(({ id }) => id === block.id) + 1)
      : drawBlocksCard(document, blocks, types),
  }),
  brief: ({ document, blocks, types, block }) => ({
    document: document.title,
    ...(block
      ? { block: { type: block.type, title: block.title, lines: block.lines, text: block.content } }
      : {
          blocks: blocks.flatMap(({ type, title, lines }, at) =>
            types.length > 0 && !types.includes(type) ? [] : [{ number: at + 1, type, title, lines }],
          ),
        }),
  }),
  focus: ({ document, blocks }) => ({ documentId: document.id, blockIds: blocks.map(({ id }) => id) }),
  command: { verb: 'blocks', usage: '[document] [types:a,b]', input: readWords },
});

function readWords(words: string[]) {
  const types = words.find((word) => word.startsWith('types:'));
  const document = words.filter((word) => word !== types).join(' ');
  return {
    ...(document ? { document } : {}),
    ...(types ? { types: types.slice('types:'.length).split(',').filter(Boolean) } : {}),
  };
}
