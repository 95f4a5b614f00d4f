/** Finds the block of a document that a person means. */
import { findBlocks } from '../documents/find-block.ts';
import type { Block, Document } from '../domain/document.ts';
import { DocketError } from '../domain/errors.ts';
import { Id } from '../domain/ids.ts';
import type { ToolContext } from './define-tool.ts';
import { resolveDocument } from './resolve-document.ts';

/** A document, its blocks in order, and the numbers they go by in this thread. */
export type Shelf = { document: Document; blocks: Block[]; shown: readonly Id[] | undefined };

/** `block` may be an id, which names its document as well. Throws what resolving a document throws. */
export async function openShelf(context: ToolContext, words?: string, block?: string): Promise<Shelf> {
  const { documents } = context.services;
  const known = block && Id.safeParse(block).success ? await documents.block(context.caller, block) : null;
  const document = known
    ? await documents.get(context.caller, known.documentId)
    : (await resolveDocument(context, words)).document;
  const blocks = await documents.blocks(context.caller, document.id);
  const { focus } = context;
  return { document, blocks, shown: focus.documentId === document.id ? focus.blockIds : undefined };
}

/** Throws NOT_FOUND and, with the candidates and their numbers, AMBIGUOUS. */
export function pickBlock({ document, blocks, shown }: Shelf, words: string): Block {
  const found = findBlocks(blocks, words, shown);
  if (found.length === 1) return found[0]!;
  const numberOf = (block: Block) => (shown ? shown.indexOf(block.id) : blocks.indexOf(block)) + 1;
  if (found.length === 0) throw noBlock(document, words, blocks.length);
  const names = found.slice(0, 5).map((block) => sayBlock(block, numberOf(block)));
  throw new DocketError('AMBIGUOUS', {
    message: `"${words}" fits ${found.length} blocks of "${document.title}": ${names.join('; ')}${found.length > 5 ? '; …' : ''}. Nothing was changed.`,
    remedy: 'Say which one by its line, for example: the block on line 12.',
    details: { blocks: found.map((block) => ({ id: block.id, title: block.title, lines: block.lines })) },
  });
}

function sayBlock(block: Block, number: number): string {
  const words = (block.title ?? block.content).replace(/\s+/g, ' ').slice(0, 50);
  return `${number > 0 ? `${number} ` : ''}“${words}” (line ${block.lines[0]})`;
}

function noBlock(document: Document, words: string, count: number): DocketError {
  return new DocketError('NOT_FOUND', {
    message: `"${document.title}" has no block "${words}". Nothing was changed.`,
    remedy: `Say "show the blocks" to see all ${count} with their numbers, or name words of its heading.`,
  });
}
