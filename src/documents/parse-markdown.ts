/** Parses Markdown in pieces bounded by headings, because the parser's time grows faster than its input. */
import type { RootContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';

/** A top-level node and the line its piece begins on, to be added to the node's own line numbers. */
export type Placed = { node: RootContent; offset: number };

const pieceSize = 4 * 1024;
const options = { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] };

/** All top-level nodes in order, piece by piece. Lists, tables and code are never cut apart. */
export function* parseMarkdown(lines: readonly string[]): Generator<Placed> {
  for (const { first, last } of cutIntoPieces(lines)) {
    const root = fromMarkdown(lines.slice(first, last).join('\n'), options);
    for (const node of root.children) yield { node, offset: first };
  }
}

/** Pieces end before a heading, or, where there is none, before a paragraph that follows a blank line. */
function cutIntoPieces(lines: readonly string[]): { first: number; last: number }[] {
  const pieces: { first: number; last: number }[] = [];
  let first = 0;
  let size = 0;
  let fence: string | null = null;
  lines.forEach((line, at) => {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    const mayCut = fence === null && (/^#{1,6}\s/.test(line) || startsParagraph(lines, at));
    if (mayCut && size > pieceSize) {
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
