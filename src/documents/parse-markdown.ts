/** Parses Markdown in pieces bounded by headings, because the parser's time grows faster than its input. */
import type { RootContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { remember } from './remember.ts';

/** A top-level node and the line its piece begins on, to be added to the node's own line numbers. */
export type Placed = { node: RootContent; offset: number };

const pieceSize = 1024;
const options = { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] };
/** What stands in one piece; an edit changes one piece of many. */
const parsePiece = remember((text): readonly RootContent[] => fromMarkdown(text, options).children, {
  most: 64,
  longest: 4 * pieceSize,
});

/** All top-level nodes in order, piece by piece. Lists, tables and code are never cut apart. */
export function* parseMarkdown(lines: readonly string[]): Generator<Placed> {
  for (const { first, last } of cutIntoPieces(lines)) {
    for (const node of parsePiece(lines.slice(first, last).join('\n'))) yield { node, offset: first };
  }
}

/** Large pieces end before a heading or before a paragraph after a blank line, and any piece before text that left its list. */
function cutIntoPieces(lines: readonly string[]): { first: number; last: number }[] {
  const pieces: { first: number; last: number }[] = [];
  let first = 0;
  let size = 0;
  let fence: string | null = null;
  lines.forEach((line, at) => {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    const mayCut = fence === null && (/^#{1,6}\s/.test(line) || startsParagraph(lines, at));
    if ((mayCut && size > pieceSize) || (fence === null && leavesList(lines, at))) {
      pieces.push({ first, last: at });
      [first, size] = [at, 0];
    }
    if (mark) fence = nextFence(fence, mark);
    size += line.length + 1;
  });
  pieces.push({ first, last: lines.length });
  return pieces;
}

function nextFence(open: string | null, mark: string): string | null {
  if (open === null) return mark;
  return mark[0] === open[0] && mark.length >= open.length ? null : open;
}

function startsParagraph(lines: readonly string[], at: number): boolean {
  return lines[at - 1]?.trim() === '' && /^[\p{L}*_"„«]/u.test(lines[at]!) && !/^[*_]\s/.test(lines[at]!);
}

const item = /^\s*(?:[-*+]|\d{1,3}[.)])\s+\S/;
const plainText = /^["“„«'(*_]{0,3}\p{Lu}/u;

/**
 * "- Reprint available" and right below it, at the margin, "The manager gets one notification …" begin two things, although
 * Markdown takes the second line for a part of the item: a line that was wrapped would have had room for its first word.
 */
function leavesList(lines: readonly string[], at: number): boolean {
  const [line, before] = [lines[at]!, lines[at - 1] ?? ''];
  if (!plainText.test(line) || !/^\s*\S/.test(before) || !isInList(lines, at)) return false;
  if (/[,;–-]$|\b(?:and|or|the|of|und|oder|et|ou|y|o|e)$/.test(before.trimEnd())) return false;
  if (isLabel(lines, at)) return true;
  return line.length >= 20 && before.length + line.split(' ')[0]!.length + 8 < line.length;
}

function isInList(lines: readonly string[], at: number): boolean {
  const from = Math.max(0, at - 4);
  const opens = lines.slice(from, at).findLast((one) => !/^\s+\S/.test(one) || item.test(one));
  return item.test(opens ?? '');
}

/** "Release 2" between two items heads the second, as "Release 1" heads a list elsewhere. */
function isLabel(lines: readonly string[], at: number): boolean {
  const line = lines[at]!.trim();
  if (line.split(/\s+/).length > 4 || !/\d/.test(line) || !item.test(lines[at + 1] ?? '')) return false;
  const kin = line.replace(/\d+/g, '#');
  const near = lines.slice(Math.max(0, at - 400), at + 400);
  return near.some(
    (one, other) => one.trim().replace(/\d+/g, '#') === kin && (near[other - 1] ?? '').trim() === '',
  );
}
