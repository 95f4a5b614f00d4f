/** Structures a document off the main thread: the first thing Docket says about it. */
import { createSideThread } from './side-thread.ts';
import type { Structured } from './structure-text.ts';

const thread = createSideThread<string, Structured>(new URL('./structure-thread.ts', import.meta.url));

/** Throws UNREADABLE when the text keeps the reader busy for too long. */
export function structureDocument(text: string): Promise<Structured> {
  return thread.run(text, text.length);
}
