/** Carries out what a person wants done to a block, on the lines of the document. */
import type { Block } from '../domain/document.ts';
import type { BlockChange } from '../domain/document-edit.ts';
import { DocketError } from '../domain/errors.ts';
import { addText } from './add-text.ts';
import { orderBlocks } from './order-blocks.ts';
import {
  blockOf,
  headsSection,
  nameBlock,
  type Page,
  sectionOf,
  spanOf,
  startOf,
  swapLines,
  type Turned,
} from './page.ts';
import { rewriteBlock } from './rewrite-block.ts';
import { freshLines, spaced, type TracedLine } from './traced-lines.ts';

/** Throws NOT_FOUND for a block that is not there, INVALID_INPUT and AMBIGUOUS for what cannot be done; pure. */
export function changeBlocks(page: Page, change: BlockChange): Turned {
  switch (change.op) {
    case 'retype':
      return retype(page, blockOf(page, change.block), change.type);
    case 'rename':
      return rename(page, blockOf(page, change.block), change.title);
    case 'edit':
      return rewriteBlock(page, blockOf(page, change.block), change.text, change.find);
    case 'delete':
      return remove(page, blockOf(page, change.block));
    case 'add':
      return addText(page, change);
    case 'split':
      return split(page, blockOf(page, change.block), change.at);
    case 'merge':
      return merge(
        page,
        change.blocks.map((id) => blockOf(page, id)),
      );
    case 'move':
      return move(page, blockOf(page, change.block), blockOf(page, change.target), change.to);
    case 'order':
      return orderBlocks(
        page,
        change.blocks.map((id) => blockOf(page, id)),
      );
    case 'write':
      return write(page, change.edits, change.note);
  }
}

function retype(page: Page, block: Block, type: string): Turned {
  const about = startOf(page, block);
  const note = `${nameBlock(block)} is ${say(type)} now; it was ${say(block.type)}.`;
  if (block.type === type) return { page, about, note: `${nameBlock(block)} already is ${say(type)}.` };
  return { page: { ...page, types: new Map([[about, type]]) }, about, note };
}

function say(type: string): string {
  return `"${type.replaceAll('_', ' ')}"`;
}

const atx = /^(\s{0,3}#{1,6}\s+(?:\d+(?:\.\d+)*[.)]?\s+)?)(.*?)(\s+#+\s*)?$/;
const bold = /^(\s*(?:\*\*|__))(.+?)(:?(?:\*\*|__):?\s*)$/;

function rename(page: Page, block: Block, wanted: string): Turned {
  const title = wanted
    .replace(/\s+/g, ' ')
    .replace(/^[\s#]+/, '')
    .trim();
  if (title === '' || title.length > 200) throw badTitle();
  const old = startOf(page, block);
  const marks = atx.exec(old.text) ?? bold.exec(old.text);
  if (!headsSection(block) || old.text.trim() === '') throw noHeading(block);
  const text = marks ? `${marks[1]}${title}${marks[3] ?? ''}` : title;
  const about = { ...old, text };
  const note = `${nameBlock(block)} is called “${title}” now.`;
  return { page: swapLines(page, [block.lines[0] - 1, block.lines[0]], [about]), about, note };
}

function remove(page: Page, block: Block): Turned {
  const section = sectionOf(page, block);
  const below = section.length - 1;
  const note = `${nameBlock(block)} was deleted${below > 0 ? `, with the ${below === 1 ? 'block' : `${below} blocks`} below it` : ''}.`;
  const cut = cutOut(page, section);
  if (cut.rest.some((line) => line.text.trim() !== ''))
    return { page: { ...page, lines: cut.rest }, note, about: null };
  throw new DocketError('INVALID_INPUT', {
    message: 'That is all the document says, so nothing was deleted.',
    remedy: 'Edit the block instead, or read another document.',
  });
}

/** A section's lines with the empty ones below it, and what is left. */
function cutOut(page: Page, section: readonly Block[]): { taken: TracedLine[]; rest: TracedLine[] } {
  const first = section[0]!.lines[0] - 1;
  let end = section.at(-1)!.lines[1];
  while (end < page.lines.length && page.lines[end]!.text.trim() === '') end++;
  return {
    taken: page.lines.slice(first, end),
    rest: [...page.lines.slice(0, first), ...page.lines.slice(end)],
  };
}

function split(page: Page, block: Block, at: number | string): Turned {
  const [first, end] = spanOf(block);
  const inside = page.lines.slice(first + 1, end);
  const line =
    typeof at === 'number'
      ? inside.find(({ text }, index) => first + 2 + index >= at && at > first + 1 && text.trim() !== '')
      : inside.find(({ text }) => plain(text).includes(plain(at)));
  if (!line || (typeof at === 'string' && plain(at) === '')) throw noSplit(block, at);
  const joined = new Set([...page.joined].filter((one) => one !== line));
  const types = block.edited ? new Map([[line, block.type]]) : page.types;
  const note = `${nameBlock(block)} is two blocks now; the second begins with ${nameBlock({ title: null, content: line.text })}.`;
  return {
    page: { ...page, split: new Set([...page.split, line]), joined, types },
    note,
    about: startOf(page, block),
  };
}

function merge(page: Page, blocks: readonly Block[]): Turned {
  const sorted = [...new Set(blocks)].sort((one, other) => one.order - other.order);
  const [head, ...rest] = sorted;
  if (!head || rest.length === 0) throw tooFew();
  const stray = rest.find((one, at) => one.order !== sorted[at]!.order + 1);
  if (stray) throw apart(sorted[sorted.indexOf(stray) - 1]!, stray);
  const starts = new Set(rest.map((block) => startOf(page, block)));
  const note = `${nameBlock(head)} now also holds ${rest.map(nameBlock).join(', ')}.`;
  return {
    page: {
      ...page,
      split: new Set([...page.split].filter((line) => !starts.has(line))),
      joined: new Set([...page.joined, ...starts]),
    },
    note,
    about: startOf(page, head),
  };
}

function move(page: Page, block: Block, target: Block, to: 'before' | 'after'): Turned {
  const about = startOf(page, block);
  const section = sectionOf(page, block);
  if (section.includes(target)) throw intoItself(block);
  const { taken, rest } = cutOut(page, section);
  const last = sectionOf(page, target)
    .filter((one) => !section.includes(one))
    .at(-1)!;
  const anchor = to === 'before' ? startOf(page, target) : page.lines[last.lines[1] - 1]!;
  let at = rest.indexOf(anchor) + (to === 'after' ? 1 : 0);
  while (to === 'after' && at < rest.length && rest[at]!.text.trim() === '') at++;
  const lines = [...spaced(rest.slice(0, at)), ...spaced(taken), ...rest.slice(at)];
  return {
    page: { ...page, lines },
    note: `${nameBlock(block)} now stands ${to} ${nameBlock(target)}.`,
    about,
  };
}

function write(page: Page, edits: (BlockChange & { op: 'write' })['edits'], note: string): Turned {
  const lines = [...page.lines];
  for (const {
    lines: [first, last],
    text,
  } of [...edits].sort((one, other) => other.lines[0] - one.lines[0])) {
    const [head, ...more] = freshLines(text);
    const kept = last >= first ? (lines[first - 1]?.from ?? null) : null;
    lines.splice(first - 1, last - first + 1, { ...head!, from: kept }, ...more);
  }
  const about = lines.find((line) => !page.lines.includes(line)) ?? null;
  return { page: { ...page, lines }, note, about };
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\d]+/gu, ' ')
    .trim();
}

function refuse(message: string, remedy: string): DocketError {
  return new DocketError('INVALID_INPUT', { message: `${message} Nothing was changed.`, remedy });
}

const badTitle = () =>
  refuse('A heading needs between 1 and 200 characters.', 'Say, for example: rename block 3 to Quality.');

const noHeading = (block: Block) =>
  refuse(`${nameBlock(block)} has no heading of its own that could be renamed.`, 'Edit its text instead.');

const noSplit = (block: Block, at: number | string) =>
  refuse(
    `${nameBlock(block)} stands on lines ${block.lines[0]}–${block.lines[1]} and cannot be split at ${typeof at === 'number' ? `line ${at}` : `"${at.slice(0, 60)}"`}.`,
    'Name a later line of that block, or words on the line where the second part begins.',
  );

const tooFew = () => refuse('Merging needs at least two blocks.', 'Say, for example: merge blocks 3 and 4.');

const apart = (one: Block, other: Block) =>
  refuse(
    `${nameBlock(one)} and ${nameBlock(other)} do not stand next to each other.`,
    'Move one of them first, then merge them.',
  );

const intoItself = (block: Block) =>
  refuse(`${nameBlock(block)} cannot be moved into itself.`, 'Name a block outside of it.');
