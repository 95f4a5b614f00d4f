/** Adds something to a document where it belongs: to a list of its kind, or below a new heading. */
import type { Block, BlockType } from '../domain/document.ts';
import { DocketError } from '../domain/errors.ts';
import { detectLanguage } from './language.ts';
import { newHeading } from './new-heading.ts';
import { blockOf, headsSection, nameBlock, type Page, spanOf, startOf, type Turned, textOf } from './page.ts';
import { checkLength } from './rewrite-block.ts';
import type { TracedLine } from './traced-lines.ts';

export type Addition = { text: string; block?: string; type?: BlockType };

/** Throws INVALID_INPUT without a text or a place, TOO_LARGE, and NOT_FOUND. */
export function addText(page: Page, { text, block: id, type }: Addition): Turned {
  if (text.trim() === '') throw nothingToAdd();
  checkLength(text);
  const block = id ? blockOf(page, id) : type ? lastOfType(page, type) : null;
  if (block) return addToBlock(page, block, text);
  if (!type) throw nothingToAdd();
  return addSection(page, type, text);
}

/** The section of that type, rather than a single item that looks like one. */
function lastOfType(page: Page, type: BlockType): Block | null {
  const blocks = page.blocks.filter((block) => block.type === type);
  return blocks.findLast((block) => type === 'user_story' || headsSection(block)) ?? null;
}

const marker = /^(\s*)(?:([-*+])|(\d{1,3})([.)]))\s+(\[[ xX]\]\s+)?/;

function addToBlock(page: Page, block: Block, text: string): Turned {
  const [first, end] = spanOf(block);
  const items = page.lines.slice(first, end).flatMap((line, at) => {
    const found = marker.exec(line.text);
    return found ? [{ at: first + at, indent: found[1]!.length, found }] : [];
  });
  const least = Math.min(...items.map((item) => item.indent));
  const last = items.findLast((item) => item.indent === least);
  const note = `Added to ${nameBlock(block)}.`;
  const about = startOf(page, block);
  if (!last) {
    const lines = [blank(), ...asItem('- ', text)];
    return { page: insert(page, end, lines), note, about };
  }
  const lines = asItem(nextMarker(last.found), text);
  return { page: insert(page, endOfItem(page, last.at, end, least), lines), note, about };
}

/** `3. ` follows `2. `; a list of boxes gets an empty one. */
function nextMarker([, indent = '', bullet, number, closing, box]: RegExpExecArray): string {
  const sign = bullet ?? `${Number(number) + 1}${closing}`;
  return `${indent}${sign} ${box ? '[ ] ' : ''}`;
}

/** What is indented below an item, and the lines that go on with it, belong to it. */
function endOfItem(page: Page, at: number, end: number, indent: number): number {
  let next = at + 1;
  for (let line = at + 1; line < end; line++) {
    const { text } = page.lines[line]!;
    const deeper = text.search(/\S/) > indent;
    const goesOn = text.trim() !== '' && next === line && !/^\s*(?:#|\||>)/.test(text);
    if (deeper || goesOn) next = line + 1;
  }
  return next;
}

function addSection(page: Page, type: BlockType, text: string): Turned {
  const all = textOf(page);
  const heading: TracedLine = {
    text: `${'#'.repeat(usualDepth(page))} ${newHeading(type, detectLanguage(all))}`,
    from: null,
  };
  const lines = [blank(), heading, blank(), ...asItem('- ', text)];
  let end = page.lines.length;
  while (end > 0 && page.lines[end - 1]!.text.trim() === '') end--;
  const added = insert(page, end, lines);
  return {
    page: { ...added, types: new Map([...page.types, [heading, type]]) },
    note: `Added below a new heading, ${nameBlock({ title: heading.text, content: '' })}.`,
    about: heading,
  };
}

/** How deep the sections below the title are. */
function usualDepth(page: Page): number {
  const depths = page.lines.map((line) => (/^\s{0,3}(#{1,6})\s/.exec(line.text)?.[1] ?? '').length);
  const several = [1, 2, 3].find((depth) => depths.filter((one) => one === depth).length > 1);
  return several ?? 2;
}

function asItem(sign: string, text: string): TracedLine[] {
  const [head = '', ...more] = text
    .trim()
    .replace(/^[-*+]\s+/, '')
    .split(/\r\n|\n|\r/);
  const pad = ' '.repeat(sign.length);
  const rest = more.map((line) => (line.trim() === '' ? '' : pad + line.trimEnd()));
  return [sign + head.replace(/^#{1,6}\s+/, ''), ...rest].map((line) => ({ text: line, from: null }));
}

function insert(page: Page, at: number, lines: readonly TracedLine[]): Page {
  return { ...page, lines: [...page.lines.slice(0, at), ...lines, ...page.lines.slice(at)] };
}

function blank(): TracedLine {
  return { text: '', from: null };
}

function nothingToAdd(): DocketError {
  return new DocketError('INVALID_INPUT', {
    message: 'Say what to add and where. Nothing was changed.',
    remedy: 'For example: add a risk: the payment provider may be slow.',
  });
}
