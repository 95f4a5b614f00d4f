/** The passages of a document that one ticket alone stands for: list items, table rows, headings, paragraphs. */
import type { Proposal, TicketDraft } from '../domain/draft.ts';
import type { GoldDocument } from './gold.ts';

/** `last` is the last line of what belongs to it: nested points, or all below a heading. */
export type EditedPassage = {
  kind: 'item' | 'row' | 'heading' | 'paragraph';
  ticket: TicketDraft;
  first: number;
  last: number;
};

export const itemPattern = /^(\s*)([-*+•]|\d{1,3}[.)])(\s+)(\S.*)$/;
export const headingPattern = /^(#{1,6})\s+(\S.*)$/;

/** In document order. With labels only passages that state a requirement count. */
export function findPassages(
  lines: readonly string[],
  { blocks, tickets }: Pick<Proposal, 'blocks' | 'tickets'>,
  gold: GoldDocument | undefined,
): EditedPassage[] {
  const citing = Map.groupBy(
    tickets.flatMap((ticket) => ticket.sourceLines.map((line) => ({ line, ticket }))),
    ({ line }) => line,
  );
  const fenced = findFenced(lines);
  return tickets.flatMap((ticket) => {
    const first = ownLine(ticket, blocks);
    if (ticket.type === 'epic' || fenced.has(first) || (gold && gold.lines[first] !== 'R')) return [];
    const passage = passageAt(lines, first);
    if (!passage) return [];
    for (let line = first; line <= passage.last; line++) {
      if (citing.get(line)?.some((one) => one.ticket !== ticket)) return [];
    }
    const rest = ticket.sourceLines.filter((line) => line > passage.last);
    return rest.some((line) => gold?.lines[line] === 'R') ? [] : [{ ...passage, ticket }];
  });
}

/** The first line that states it: in its primary block, since what other blocks say are remarks on it. */
function ownLine({ sourceLines, blockIndexes }: TicketDraft, blocks: Proposal['blocks']): number {
  const [from, to] = blocks[blockIndexes[0]!]!.lines;
  return sourceLines.find((line) => line >= from && line <= to) ?? sourceLines[0]!;
}

function passageAt(lines: readonly string[], first: number): Omit<EditedPassage, 'ticket'> | null {
  const text = lines[first - 1] ?? '';
  if (headingPattern.test(text)) return { kind: 'heading', first, last: endOfSection(lines, first) };
  if (/^\s*\|/.test(text)) return { kind: 'row', first, last: first };
  if (itemPattern.test(text)) return { kind: 'item', first, last: endOfItem(lines, first) };
  return /^\S/.test(text) && /\p{L}{3}/u.test(text)
    ? { kind: 'paragraph', first, last: endOfParagraph(lines, first) }
    : null;
}

/** The last line with text before the next heading of the same or a higher level. */
export function endOfSection(lines: readonly string[], first: number): number {
  const depth = headingPattern.exec(lines[first - 1]!)![1]!.length;
  const fenced = findFenced(lines);
  let at = first;
  while (at < lines.length) {
    const next = fenced.has(at + 1) ? null : headingPattern.exec(lines[at]!);
    if (next && next[1]!.length <= depth) break;
    at++;
  }
  return at;
}

/** Its further lines and what is nested below it. */
function endOfItem(lines: readonly string[], first: number): number {
  const indent = itemPattern.exec(lines[first - 1]!)![1]!.length;
  let last = first;
  for (let line = first + 1; line <= lines.length; line++) {
    const text = lines[line - 1]!;
    if (text.trim() === '') continue;
    const deeper = text.length - text.trimStart().length > indent;
    const wrapped = line === last + 1 && !itemPattern.test(text) && !/^\s*(?:#|\||```|>)/.test(text);
    if (!deeper && !wrapped) break;
    last = line;
  }
  return last;
}

/** Its lines and the list directly below it. */
function endOfParagraph(lines: readonly string[], first: number): number {
  let last = first;
  for (let line = first + 1; line <= lines.length; line++) {
    const text = lines[line - 1]!;
    if (text.trim() === '') continue;
    const wrapped = line === last + 1 && !headingPattern.test(text) && !/^\s*(?:\||```|>)/.test(text);
    if (!wrapped && !itemPattern.test(text)) break;
    last = line;
  }
  return last;
}

/** Lines inside code fences, and the fences themselves. */
export function findFenced(lines: readonly string[]): Set<number> {
  const fenced = new Set<number>();
  let open = false;
  lines.forEach((text, at) => {
    const mark = /^\s{0,3}(?:```|~~~)/.test(text);
    if (open || mark) fenced.add(at + 1);
    if (mark) open = !open;
  });
  return fenced;
}
