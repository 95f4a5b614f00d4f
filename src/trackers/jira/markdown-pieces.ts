/** Cuts Markdown into pieces that are parsed in bounded time, because the parser's time grows faster than its input. */

/** `plain` is one line to be taken by its letters. */
export type Piece = { text: string; plain: boolean };

const pieceSize = 4 * 1024;
const longestLine = 2 * 1024;
const mostContainers = 10;
/** Link definitions are looked up in every piece, so each piece is given them. */
const mostDefinitions = 2 * 1024;

/**
 * In their order. Code and tables are never cut apart. What only an attack or an accident looks like is taken as plain
 * text: a line beyond all measure, or one that opens many quotes and lists at once.
 */
export function cutMarkdown(markdown: string): Piece[] {
  const lines = markdown
    .toWellFormed()
    .replace(/(?![\t\n\r])\p{Cc}/gu, '')
    .split(/\r\n?|\n/);
  const pieces = joinLines(lines).filter(({ text }) => text.trim() !== '');
  const shared = lines.filter((line) => /^ {0,3}\[[^\]^][^\]]{0,200}\]:/.test(line)).join('\n');
  if (shared === '' || shared.length > mostDefinitions || pieces.length === 1) return pieces;
  return pieces.map((piece) => (piece.plain ? piece : { ...piece, text: `${piece.text}\n\n${shared}` }));
}

function joinLines(lines: readonly string[]): Piece[] {
  const pieces: Piece[] = [];
  let piece: string[] = [];
  let size = 0;
  let fence: string | null = null;
  const endPiece = () => {
    pieces.push({ text: piece.join('\n'), plain: false });
    [piece, size] = [[], 0];
  };
  for (const line of lines) {
    if (fence === null && size > pieceSize && !/^[ \t|]/.test(line)) endPiece();
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    if (mark) fence = nextFence(fence, mark);
    if (fence === null && line.length > longestLine) {
      endPiece();
      pieces.push({ text: line, plain: true });
      continue;
    }
    piece.push(fence === null ? tameContainers(line) : line);
    size += line.length + 1;
  }
  endPiece();
  return pieces;
}

function nextFence(open: string | null, mark: string): string | null {
  if (open === null) return mark;
  return mark[0] === open[0] && mark.length >= open.length ? null : open;
}

function tameContainers(line: string): string {
  let at = 0;
  for (let opened = 0; opened < mostContainers; opened++) {
    const opening = containerAt(line, at);
    if (opening === null) return line;
    at = opening;
  }
  return containerAt(line, at) === null ? line : `${line.slice(0, at)} \\${line.slice(at).trimStart()}`;
}

const container = /[ \t]*(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t]))/y;

/** Where a quote or list marker at this place ends; null when there is none. */
function containerAt(line: string, at: number): number | null {
  container.lastIndex = at;
  return container.test(line) ? container.lastIndex : null;
}
