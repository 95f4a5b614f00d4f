/** Reads outlines. */
import { buildOutline } from './build-outline.ts';
import type { Outline } from './outline.ts';

export async function readOutline(text: string): Promise<Outline> {
  return buildOutline(text);
}
