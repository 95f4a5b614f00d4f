/** A text's title and typed blocks, by rules alone. */
import type { BlockDraft } from '../domain/draft.ts';
import { cutBlocks } from './blocks.ts';
import { buildOutline } from './build-outline.ts';

export type Structured = { title: string | null; blocks: BlockDraft[] };

/** How long it takes on hostile text is bounded only in the side thread. */
export function structureText(text: string): Structured {
  const outline = buildOutline(text);
  return { title: outline.title, blocks: cutBlocks(outline, splitLines(text)) };
}

/** The text's lines as received. */
export function splitLines(text: string): string[] {
  return text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
}
