/** Finds the block a person means: by number, line, id, heading, type, or words in it. */
import type { Block } from '../domain/document.ts';
import { readBlockType } from '../domain/document-edit.ts';
import { isDocketError } from '../domain/errors.ts';
import type { Id } from '../domain/ids.ts';
import { fold } from './language.ts';

const numbered = /^(?:block|section|no\.?|number|#)?\s*#?(\d{1,5})\.?$/;
const onLine = /\bline\s+(\d{1,6})\b/;
const noise = /\b(?:the|that|this|my|our|block|blocks|section|part|paragraph|called|named|about|on|one)\b/g;

/**
 * All blocks the words may mean, best reading only: one when it is clear, several when not, none when nothing fits.
 * `shown` are the blocks as they were last numbered for this person.
 */
export function findBlocks(blocks: readonly Block[], words: string, shown?: readonly Id[]): Block[] {
  const wanted = fold(words)
    .replace(/["“”„«»‘’']/g, '')
    .trim();
  const number = numbered.exec(wanted)?.[1];
  if (number) return byNumber(blocks, Number(number), shown);
  const line = onLine.exec(wanted)?.[1];
  if (line) return atLine(blocks, Number(line));
  const byId = blocks.filter(
    (block) => block.id === wanted || (wanted.length >= 8 && block.id.startsWith(wanted)),
  );
  if (byId.length > 0) return byId;
  const name = wanted.replace(noise, ' ').replace(/\s+/g, ' ').trim() || wanted;
  if (name === 'last') return blocks.slice(-1);
  if (name === 'first') return blocks.slice(0, 1);
  const readings = [
    (block: Block) => fold(block.title ?? '') === wanted || fold(block.title ?? '') === name,
    (block: Block) => opensWith(block, wanted),
    ofType(name),
    (block: Block) => holdsAll(block.title ?? '', name),
    (block: Block) => holdsAll(block.content, name),
  ];
  for (const fits of readings) {
    const found = name === '' ? [] : blocks.filter(fits);
    if (found.length > 0) return found;
  }
  return [];
}

function byNumber(blocks: readonly Block[], number: number, shown: readonly Id[] | undefined): Block[] {
  const id = shown?.[number - 1];
  const block = shown ? blocks.find((one) => one.id === id) : blocks[number - 1];
  return block ? [block] : [];
}

function atLine(blocks: readonly Block[], line: number): Block[] {
  return blocks.filter((block) => block.lines[0] <= line && line <= block.lines[1]);
}

/** An id such as "BP-1" names the block whose heading or text begins with it. */
function opensWith({ title, content }: Block, wanted: string): boolean {
  const own = fold(title ?? content).replace(/^[\s>#*_+-]+/, '');
  return /^[a-z].*\d/.test(wanted) && own.startsWith(wanted) && !/^[\p{L}\d]/u.test(own.slice(wanted.length));
}

function ofType(name: string): (block: Block) => boolean {
  try {
    const type = readBlockType(name);
    return (block) => block.type === type;
  } catch (error) {
    if (isDocketError(error)) return () => false;
    throw error;
  }
}

/** Every word stands in the text, as a word or as the beginning of one with four letters or more. */
function holdsAll(text: string, name: string): boolean {
  const own = fold(text).split(/[^\p{L}\d]+/u);
  const tokens = name.split(/[^\p{L}\d]+/u).filter(Boolean);
  return (
    tokens.length > 0 &&
    tokens.every((token) =>
      own.some((word) => word === token || (token.length >= 4 && word.startsWith(token))),
    )
  );
}
