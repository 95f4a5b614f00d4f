/** Cuts one block of a document in two. */
import * as z from 'zod';
import { defineTool } from '../src/catalog/define-tool.ts';
import { editedTool } from '../src/catalog/edited.ts';
import { openShelf, pickBlock } from '../src/catalog/resolve-block.ts';

export default defineTool({
  description:
    'Split a block of a document in two, so that each part can have a type and tickets of its own. The text stays as it is.',
  effect: 'write',
  access: 'anyone',
  input: z.object({
    document: z.string().optional().describe('Title, file name or id; absent means the current one'),
    block: z.string().describe('Number in the last list of blocks, words of its heading, "line 40" or id'),
    at: z
      .string()
      .describe('Where the second part begins: a line number of the document, or words on that line'),
  }),
  ...editedTool,
  async run({ document, block, at }, context) {
    const shelf = await openShelf(context, document, block);
    const line = /^(?:line\s+)?(\d+)$/i.exec(at.trim())?.[1];
    return context.services.documents.edit(context.caller, shelf.document.id, {
      op: 'split',
      block: pickBlock(shelf, block).id,
      at: line ? Number(line) : at,
    });
  },
  command: { verb: 'split-block', usage: '<block> at <line or words>', input: readWords },
});

function readWords(words: string[]) {
  const at = words.findIndex((word) => word.toLowerCase() === 'at');
  const cut = at < 0 ? words.length : at;
  return { block: words.slice(0, cut).join(' '), at: words.slice(cut + 1).join(' ') };
}
