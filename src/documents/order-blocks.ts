/** Puts blocks of a document one after another, in one go. */
import type { Block } from '../domain/document.ts';
import { DocketError } from '../domain/errors.ts';
import { nameBlock, type Page, sectionOf, startOf, type Turned } from './page.ts';
import { spaced, type TracedLine } from './traced-lines.ts';

/**
 * The first stays where it is and the others follow it, each with what stands below its heading; a block below another
 * one that is named too goes where it is named. Throws INVALID_INPUT for fewer than two different blocks.
 */
export function orderBlocks(page: Page, wanted: readonly Block[]): Turned {
  const blocks = [...new Set(wanted)];
  const [first] = blocks;
  if (!first || blocks.length < 2) throw tooFew();
  const parts = blocks.map((block) => linesOf(page, block, blocks));
  const taken = new Set(parts.flat());
  const at = page.lines.indexOf(startOf(page, first));
  const rest = (lines: readonly TracedLine[]) => lines.filter((line) => !taken.has(line));
  const lines = join([rest(page.lines.slice(0, at)), ...parts, rest(page.lines.slice(at))]);
  const note = `${blocks.map(nameBlock).join(', ')} now stand in this order.`;
  return { page: { ...page, lines }, note, about: startOf(page, first) };
}

/** What did not stand below one another before is parted by an empty line. */
function join(parts: readonly TracedLine[][]): TracedLine[] {
  const filled = parts.filter(({ length }) => length > 0);
  return filled.flatMap((part, at) => {
    const [last, next] = [part.at(-1)!, filled[at + 1]?.[0]];
    const stoodSo = next === undefined || (last.from !== null && next.from === last.from + 1);
    return stoodSo ? part : spaced(part);
  });
}

/** Of its section, without those below it that go elsewhere, and with the empty ones at the end of each. */
function linesOf(page: Page, block: Block, named: readonly Block[]): TracedLine[] {
  const section = sectionOf(page, block);
  const elsewhere = new Set(
    named.filter((one) => one !== block && section.includes(one)).flatMap((one) => sectionOf(page, one)),
  );
  return section.filter((one) => !elsewhere.has(one)).flatMap((one) => withGap(page, one));
}

function withGap(page: Page, { lines: [from, to] }: Block): TracedLine[] {
  let end = to;
  while (end < page.lines.length && page.lines[end]!.text.trim() === '') end++;
  return page.lines.slice(from - 1, end);
}

function tooFew(): DocketError {
  return new DocketError('INVALID_INPUT', {
    message: 'An order needs at least two different blocks. Nothing was changed.',
    remedy: 'Name the blocks in the order they are to stand.',
  });
}
