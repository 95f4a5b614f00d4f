/** Finds the one block of a document that words mean: its id, a line in it, or words of its title. */
import type { Block } from '../domain/document.ts';
import { DocketError } from '../domain/errors.ts';

/** Throws NOT_FOUND and AMBIGUOUS, naming the blocks it could be. */
export function pickBlock(blocks: readonly Block[], words: string): Block {
  const wanted = words.trim().toLowerCase();
  const line = /^(?:line\s*)?(\d+)$/.exec(wanted)?.[1];
  const found = line
    ? blocks.filter(({ lines: [first, last] }) => first <= Number(line) && Number(line) <= last)
    : findByName(blocks, wanted);
  if (found.length === 1) return found[0]!;
  const names = (found.length > 0 ? found : blocks).slice(0, 6).map(sayBlock).join(', ');
  throw new DocketError(found.length > 0 ? 'AMBIGUOUS' : 'NOT_FOUND', {
    message:
      found.length > 0
        ? `"${words}" fits ${found.length} blocks. Nothing was done.`
        : `There is no block "${words}". Nothing was done.`,
    remedy: `Say a line in it, such as "line ${blocks[0]?.lines[0] ?? 1}", or its title: ${names}.`,
  });
}

function findByName(blocks: readonly Block[], wanted: string): Block[] {
  const exact = blocks.filter(({ id, title }) => id === wanted || title?.toLowerCase() === wanted);
  if (exact.length > 0) return exact;
  return blocks.filter(({ title }) => wanted !== '' && title?.toLowerCase().includes(wanted));
}

function sayBlock({ title, type, lines }: Block): string {
  return `"${title ?? type}" (line ${lines[0]})`;
}
