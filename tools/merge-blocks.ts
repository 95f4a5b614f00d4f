/** Joins blocks of a document that stand next to each other. */
import * as z from 'zod';
import { defineTool } from '../src/catalog/define-tool.ts';
import { editedTool } from '../src/catalog/edited.ts';
import { openShelf, pickBlock } from '../src/catalog/resolve-block.ts';

export default defineTool({
  description:
    'Merge neighbouring blocks of a document into the first of them, which keeps its type. The text stays as it is.',
  effect: 'write',
  access: 'anyone',
  input: z.object({
    document: z.string().optional().describe('Title, file name or id; absent means the current one'),
    blocks: z
      .array(z.string())
      .min(2)
      .describe('Two or more: number in the last list, words of the heading, "line 40" or id'),
  }),
  ...editedTool,
  async run({ document, blocks }, context) {
    const shelf = await openShelf(context, document, blocks[0]);
    return context.services.documents.edit(context.caller, shelf.document.id, {
      op: 'merge',
      blocks: blocks.map((words) => pickBlock(shelf, words).id),
    });
  },
  command: {
    verb: 'merge-blocks',
    usage: '<block> and <block>',
    input: (words) => ({
      blocks: words
        .join(' ')
        .split(/\s*,\s*|\s+(?:and|with)\s+/)
        .flatMap((part) => (/^[\d\s]+$/.test(part) ? part.trim().split(/\s+/) : [part]))
        .filter(Boolean),
    }),
  },
});
