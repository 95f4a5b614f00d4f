/** A text's title and typed blocks, by rules alone: the first thing Docket says about a document. */
import type { BlockDraft } from '../domain/draft.ts';
import { cutBlocks } from './blocks.ts';
import { readOutline } from './read-outline.ts';

export type Structured = { title: string | null; blocks: BlockDraft[] };

/** Throws UNREADABLE when the text keeps the reader busy for too long. */
export async function structureDocument(text: string): Promise<Structured> {
  const outline = await readOutline(text);
  return { title: outline.title, blocks: cutBlocks(outline, splitLines(text)) };
}

/** The text's lines as received. */
export function splitLines(text: string): string[] {
  return text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
}
