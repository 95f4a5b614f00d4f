/** Moves a block of a document, with what stands below its heading. */
import * as z from 'zod';
import { defineTool } from '../src/catalog/define-tool.ts';
import { editedTool } from '../src/catalog/edited.ts';
import { openShelf, pickBlock } from '../src/catalog/resolve-block.ts';
import { DocketError } from '../src/domain/errors.ts';

const Input = z.object({
  document: z.string().optional().describe('Title, file name or id; absent means the current one'),
  block: z.string().describe('Number in the last list of blocks, words of its heading, "line 40" or id'),
  before: z.string().optional().describe('The block it is to stand before'),
  after: z.string().optional().describe('The block it is to stand after'),
  followed_by: z
    .array(z.string())
    .max(200)
    .optional()
    .describe('Blocks that are to follow it one after another, while it stays where it is'),
});

export default defineTool({
  description:
    'Reorder a document: move a block, and what stands below its heading, before or after another block, or have several follow it.',
  effect: 'write',
  access: 'anyone',
  input: Input,
  ...editedTool,
  async run({ document, block, before, after, followed_by: others = [] }, context) {
    const target = before ?? after;
    if (others.length > 0 ? target : !target || (before && after)) throw nowhere();
    const shelf = await openShelf(context, document, block);
    if (!target) {
      const blocks = [block, ...others].map((word) => pickBlock(shelf, word).id);
      return context.services.documents.edit(context.caller, shelf.document.id, { op: 'order', blocks });
    }
    return context.services.documents.edit(context.caller, shelf.document.id, {
      op: 'move',
      block: pickBlock(shelf, block).id,
      to: before ? 'before' : 'after',
      target: pickBlock(shelf, target).id,
    });
  },
  command: { verb: 'move-block', usage: '<block> before|after <block>', input: readWords },
});

function readWords(words: string[]): z.infer<typeof Input> {
  const at = words.findIndex((word) => /^(?:before|after)$/i.test(word));
  if (at < 1 || at === words.length - 1) throw nowhere();
  const target = words.slice(at + 1).join(' ');
  const block = words.slice(0, at).join(' ');
  return words[at]!.toLowerCase() === 'before' ? { block, before: target } : { block, after: target };
}

function nowhere(): DocketError {
  return new DocketError('INVALID_INPUT', {
    message: 'Say which block to move, and before or after which other one. Nothing was changed.',
    remedy: 'For example: /docket move-block 7 before 3',
  });
}
