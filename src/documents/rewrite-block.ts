/** Gives a block another text, or changes some words in it. */
import type { Block } from '../domain/document.ts';
import { DocketError } from '../domain/errors.ts';
import { alignLines } from './align-lines.ts';
import { headsSection, nameBlock, type Page, spanOf, swapLines, type Turned } from './page.ts';
import type { TracedLine } from './traced-lines.ts';

const longest = 20_000;

/** The heading stays unless the new text brings one. Throws INVALID_INPUT and AMBIGUOUS. */
export function rewriteBlock(page: Page, block: Block, text: string, find?: string): Turned {
  checkText(text, find);
  const wanted = find === undefined ? withHeading(page, block, text) : replaceWords(block, find, text);
  const [first, end] = spanOf(block);
  const old = page.lines.slice(first, end);
  const aligned = alignLines(
    old.map((line) => line.text),
    wanted.split(/\r\n|\n|\r/),
  );
  const lines = aligned.map(
    ({ text: own, from }): TracedLine => (from === null ? { text: own, from } : old[from - 1]!),
  );
  if (lines[0] !== old[0]) lines[0] = { text: lines[0]!.text, from: old[0]!.from };
  const note = `The text of ${nameBlock(block)} was changed.`;
  return { page: swapLines(page, [first, end], lines), note, about: lines[0]! };
}

function checkText(text: string, find: string | undefined): void {
  if (text.trim() === '' && find === undefined) {
    throw new DocketError('INVALID_INPUT', {
      message: 'There is no text to write. Nothing was changed.',
      remedy: 'Give the new text, or delete the block.',
    });
  }
  checkLength(text);
}

/** Throws TOO_LARGE for more than a block can hold. */
export function checkLength(text: string): void {
  if (text.length <= longest) return;
  throw new DocketError('TOO_LARGE', {
    message: `That text has ${text.length} characters, a block takes at most ${longest}. Nothing was changed.`,
    remedy: 'Send it as a document of its own.',
  });
}

function withHeading(page: Page, block: Block, text: string): string {
  const body = text.replace(/^\s*\n/, '').trimEnd();
  const [first, end] = spanOf(block);
  if (!headsSection(block) || /^\s{0,3}#{1,6}\s/.test(body)) return body;
  const underlined = /^\s*(?:=+|-{2,})\s*$/.test(page.lines[first + 1]?.text ?? '') && first + 1 < end;
  const heading = page.lines.slice(first, first + (underlined ? 2 : 1)).map((line) => line.text);
  return [...heading, '', body].join('\n');
}

function replaceWords(block: Block, find: string, text: string): string {
  const words = find.trim().split(/\s+/).filter(Boolean).map(literally);
  const places = words.length === 0 ? [] : [...block.content.matchAll(new RegExp(words.join('\\s+'), 'giu'))];
  const [place] = places;
  if (place && places.length === 1) {
    return (
      block.content.slice(0, place.index) + text.trim() + block.content.slice(place.index + place[0].length)
    );
  }
  throw new DocketError(place ? 'AMBIGUOUS' : 'NOT_FOUND', {
    message: `${nameBlock(block)} says "${find.slice(0, 80)}" ${place ? `${places.length} times` : 'nowhere'}. Nothing was changed.`,
    remedy: place ? 'Give a few more words around the place.' : 'Give the words exactly as they stand there.',
  });
}

function literally(word: string): string {
  return word.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
