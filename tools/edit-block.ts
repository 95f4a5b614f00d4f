/** Changes one block of a document: its type, heading or text; adds to it, or deletes it. */
import * as z from 'zod';
import { drawBlockFormCard } from '../src/cards/block-card.ts';
import type { ToolContext } from '../src/catalog/define-tool.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import { editedTool } from '../src/catalog/edited.ts';
import { openShelf, pickBlock, type Shelf } from '../src/catalog/resolve-block.ts';
import type { Block } from '../src/domain/document.ts';
import { type BlockChange, readBlockType } from '../src/domain/document-edit.ts';
import { DocketError, isDocketError } from '../src/domain/errors.ts';

const Op = z.enum(['retype', 'rename', 'edit', 'delete', 'add']);

const Input = z.object({
  document: z.string().optional().describe('Title, file name or id; absent means the current one'),
  block: z
    .string()
    .optional()
    .describe(
      'Number in the last list of blocks, words of its heading, its type, "line 40" or id; for add the type or heading',
    ),
  op: Op.describe('edit replaces the text below the heading, or only the words in find'),
  value: z.string().optional().describe('The new type, heading or text'),
  find: z.string().optional().describe('With edit: only these words of the block are replaced'),
  version: z.int().optional().describe('Refuse when the block changed since this version of the document'),
});
type Input = z.infer<typeof Input>;

export default defineTool({
  description:
    'Edit a block of a document: give it another type, rename its heading, change its text, add an item (a risk, a persona, a requirement), or delete it. Makes a new version of the document that can be taken back; changes no ticket.',
  effect: 'write',
  access: 'anyone',
  input: Input,
  ...editedTool,
  async run(input, context) {
    const shelf = await openShelf(context, input.document, input.block);
    const change = readChange(input, shelf);
    return context.services.documents.edit(context.caller, shelf.document.id, change, input.version);
  },
  press: [
    { verb: 'block', input: pressed('edit'), form: drawForm },
    { verb: 'write_block', input: pressed('edit'), fill: (input, { value = '' }) => ({ ...input, value }) },
    { verb: 'drop_block', input: pressed('delete') },
  ],
  command: {
    verb: 'block',
    usage: '<block> retype|rename|edit|add <value>, or <block> delete',
    input: readWords,
  },
});

function pressed(op: Input['op']) {
  return ({ ref, rev }: { ref: string; rev: number }): Input => ({ block: ref, op, version: rev });
}

async function drawForm({ block = '' }: Input, context: ToolContext) {
  const shelf = await openShelf(context, undefined, block);
  return drawBlockFormCard(shelf.document, pickBlock(shelf, block));
}

function readChange(input: Input, shelf: Shelf): BlockChange {
  const { op, value = '', block: words = '' } = input;
  if (op === 'add') return { op, text: value, ...placeOf(shelf, words) };
  if (words === '') throw incomplete('Say which block is meant.');
  const block = pickBlock(shelf, words).id;
  if (op === 'delete') return { op, block };
  if (value.trim() === '' && input.find === undefined) throw incomplete(`Say what to ${op} it to.`);
  if (op === 'retype') return { op, block, type: readBlockType(value) };
  if (op === 'rename') return { op, block, title: value };
  return { op, block, text: value, ...(input.find === undefined ? {} : { find: input.find }) };
}

/** A heading or number names the block itself; any other word is the type of what is added. */
function placeOf(shelf: Shelf, words: string): { block?: Block['id']; type?: string } {
  if (words === '') throw incomplete('Say what is added: a risk, a persona, a requirement.');
  const named = shelf.blocks.filter((block) => block.title?.toLowerCase() === words.trim().toLowerCase());
  if (named.length === 1) return { block: named[0]!.id };
  if (/\d|\bline\b/i.test(words)) return { block: pickBlock(shelf, words).id };
  const type = typeOf(words);
  if (type && (isUsual(type) || shelf.blocks.some((block) => block.type === type))) return { type };
  try {
    return { block: pickBlock(shelf, words).id };
  } catch (error) {
    if (type && isDocketError(error) && error.code === 'NOT_FOUND') return { type };
    throw error;
  }
}

function typeOf(words: string): string | null {
  try {
    return readBlockType(words);
  } catch {
    return null;
  }
}

const usual =
  'problem persona solution user_story metrics requirement constraint risk assumption question decision scope out_of_scope nfr future dependency';

function isUsual(type: string): boolean {
  return usual.split(' ').includes(type);
}

function readWords(words: string[]): Input {
  const at = words.findIndex((word, index) => index > 0 && Op.safeParse(word.toLowerCase()).success);
  const op = Op.safeParse(words[at]?.toLowerCase());
  if (!op.success) throw incomplete('Say which block is meant and what to do with it.');
  const value = words.slice(at + 1).join(' ');
  return { block: words.slice(0, at).join(' '), op: op.data, ...(value ? { value } : {}) };
}

function incomplete(message: string): DocketError {
  return new DocketError('INVALID_INPUT', {
    message: `${message} Nothing was changed.`,
    remedy:
      'For example: /docket block 3 retype constraint, or: /docket block risk add The provider may be slow.',
  });
}
