/** A document open for editing: its lines, its blocks, and what people marked on the lines. */
import type { Block, BlockType, Cuts } from '../domain/document.ts';
import { DocketError } from '../domain/errors.ts';
import type { Id } from '../domain/ids.ts';
import { type TracedLine, traceLines } from './traced-lines.ts';

export type Page = {
  lines: TracedLine[];
  /** As they were before the edit. */
  blocks: readonly Block[];
  split: ReadonlySet<TracedLine>;
  joined: ReadonlySet<TracedLine>;
  /** Types that people gave to the blocks that begin at these lines. */
  types: ReadonlyMap<TracedLine, BlockType>;
};

/** `about` is the line at which the block begins that was edited; null when it is gone. */
export type Turned = { page: Page; note: string; about: TracedLine | null };

export function openPage(lines: readonly string[], blocks: readonly Block[], cuts: Cuts): Page {
  const traced = traceLines(lines);
  const pick = (numbers: readonly number[]) => new Set(numbers.flatMap((line) => traced[line - 1] ?? []));
  return {
    lines: traced,
    blocks,
    split: pick(cuts.split),
    joined: pick(cuts.joined),
    types: new Map(),
  };
}

/** Where the page's marks stand now. */
export function cutsOf(page: Page): Cuts {
  const numbers = (marks: ReadonlySet<TracedLine>) =>
    page.lines.flatMap((line, at) => (marks.has(line) ? [at + 1] : []));
  return { split: numbers(page.split), joined: numbers(page.joined) };
}

export function textOf(page: Page): string {
  return page.lines.map((line) => line.text).join('\n');
}

/** Throws NOT_FOUND for a block that is not in this version. */
export function blockOf(page: Page, id: Id): Block {
  const block = page.blocks.find((one) => one.id === id);
  if (block) return block;
  throw new DocketError('NOT_FOUND', {
    message: 'That block is no longer in the document. Nothing was changed.',
    remedy: 'Say "show the blocks" to see what there is now.',
  });
}

/** The index of the block's first line, and one past that of its last. */
export function spanOf(block: Pick<Block, 'lines'>): [number, number] {
  return [block.lines[0] - 1, block.lines[1]];
}

/** The block and, where it is a heading with others below it, all of those. */
export function sectionOf(page: Page, block: Block): Block[] {
  const at = page.blocks.indexOf(block);
  if (!headsSection(block)) return [block];
  const depth = block.headingPath.length;
  const end = page.blocks.findIndex((one, next) => next > at && !isBelow(one, block, depth));
  return page.blocks.slice(at, end < 0 ? undefined : end);
}

/** Its title is a heading of the document, not words taken from its text. */
export function headsSection(block: Pick<Block, 'title' | 'headingPath'>): boolean {
  return block.title !== null && block.headingPath.at(-1) === block.title;
}

function isBelow(one: Block, heading: Block, depth: number): boolean {
  if (heading.headingPath.some((title, at) => one.headingPath[at] !== title)) return false;
  return one.headingPath.length > depth || !headsSection(one);
}

/** What the block is called in a sentence. */
export function nameBlock(block: Pick<Block, 'title' | 'content'>): string {
  const words = block.title ?? block.content.split('\n').find((line) => line.trim() !== '') ?? '';
  const plain = words
    .replace(/^[\s>#*+-]+/, '')
    .replace(/[*_`]{1,2}/g, '')
    .trim();
  return `“${plain.length > 60 ? `${plain.slice(0, 57)}…` : plain}”`;
}

export function startOf(page: Page, block: Block): TracedLine {
  return page.lines[block.lines[0] - 1]!;
}

/** The page with other lines in a place; marks on a replaced first line move to the line that replaces it. */
export function swapLines(page: Page, [first, end]: [number, number], lines: readonly TracedLine[]): Page {
  const [was, is] = [page.lines[first], lines[0]];
  const carry = (marks: ReadonlySet<TracedLine>) =>
    was && is && marks.has(was) ? new Set([...marks].map((line) => (line === was ? is : line))) : marks;
  return {
    ...page,
    lines: [...page.lines.slice(0, first), ...lines, ...page.lines.slice(end)],
    split: carry(page.split),
    joined: carry(page.joined),
  };
}
