/** Makes a card say less until it fits a total length: bodies first, then the ends of lists, then the longest texts. */
import type { Card, CardBlock, ListItem } from './card.ts';
import { cutPlain, cutText, measureText } from './cut-text.ts';

/** At least the title, one row of every list and one character of every text stay, whatever `characters` is. */
export function shrinkCard(card: Card, characters: number): Card {
  let { blocks } = card;
  for (const step of steps) {
    const excess = measureCard({ ...card, blocks }) - characters;
    if (excess <= 0) break;
    blocks = step(blocks, excess);
  }
  return { ...card, blocks };
}

const steps: ((blocks: CardBlock[], excess: number) => CardBlock[])[] = [
  (blocks) => cutBodies(blocks, 90),
  (blocks) => cutBodies(blocks, 0),
  dropRows,
  cutLongest,
];

/** How much a card says, without its choices. */
export function measureCard(card: Card): number {
  return card.title.length + sum(card.blocks, measureBlock);
}

/** The first rows of a block and a line that counts the others; a block without rows stays as it is. */
export function keepRows(block: CardBlock, most: number): CardBlock[] {
  const left = countRows(block) - most;
  if (left <= 0) return [block];
  const text = `… and ${left} more ${block.kind === 'fields' ? 'field' : 'line'}${left === 1 ? '' : 's'}`;
  return [sliceRows(block, most), { kind: 'text', text: [{ kind: 'text', text, muted: true }] }];
}

function countRows(block: CardBlock): number {
  if (block.kind === 'table') return block.rows.length;
  return 'items' in block ? block.items.length : 0;
}

function sliceRows(block: CardBlock, most: number): CardBlock {
  switch (block.kind) {
    case 'fields':
      return { ...block, items: block.items.slice(0, most) };
    case 'list':
      return { ...block, items: block.items.slice(0, most) };
    case 'checklist':
      return { ...block, items: block.items.slice(0, most) };
    case 'table':
      return { ...block, rows: block.rows.slice(0, most) };
    default:
      return block;
  }
}

function measureBlock(block: CardBlock): number {
  switch (block.kind) {
    case 'text':
      return measureText(block.text);
    case 'quote':
      return block.text.length + (block.source?.length ?? 0);
    case 'code':
      return block.text.length;
    case 'fields':
      return sum(block.items, ({ label, value }) => label.length + measureText(value));
    case 'list':
      return sum(block.items, measureItem);
    case 'checklist':
      return sum(block.items, ({ text, detail }) => measureText(text) + measureText(detail ?? ''));
    case 'table':
      return sum(block.columns, (name) => name.length) + sum(block.rows, (row) => sum(row, measureText));
    case 'form':
      return sum(block.fields, ({ label, help }) => label.length + (help?.length ?? 0));
    case 'menu':
    case 'divider':
      return 0;
  }
}

const separator = ' · '.length;

function measureItem({ title, meta = [], body = '' }: ListItem): number {
  return measureText(title) + sum(meta, (part) => part.length + separator) + measureText(body);
}

function sum<Part>(parts: readonly Part[], size: (part: Part) => number): number {
  return parts.reduce((total, part) => total + size(part), 0);
}

function cutBodies(blocks: CardBlock[], most: number): CardBlock[] {
  const cut = ({ body, ...item }: ListItem): ListItem =>
    body === undefined || most === 0 ? item : { ...item, body: cutText(body, most) };
  return blocks.map((block) => (block.kind === 'list' ? { ...block, items: block.items.map(cut) } : block));
}

/** Takes rows from the end of the block with rows that says most; its first row stays. */
function dropRows(blocks: CardBlock[], excess: number): CardBlock[] {
  const sizes = blocks.map((block) => (countRows(block) > 1 ? measureBlock(block) : 0));
  const longest = Math.max(...sizes);
  if (longest <= 0) return blocks;
  const at = sizes.indexOf(longest);
  const fits = (most: number) => sum(keepRows(blocks[at]!, most), measureBlock) <= longest - excess;
  let most = countRows(blocks[at]!) - 1;
  while (most > 1 && !fits(most)) most -= 1;
  return blocks.toSpliced(at, 1, ...keepRows(blocks[at]!, most));
}

/** Cuts the longest texts until the rest fits. */
function cutLongest(blocks: CardBlock[], excess: number): CardBlock[] {
  const sizes = blocks.map((block) => (isProse(block) ? measureBlock(block) : 0));
  const byLength = [...sizes.keys()].sort((one, other) => sizes[other]! - sizes[one]!);
  const cut = [...blocks];
  let left = excess;
  for (const at of byLength) {
    if (left <= 0) break;
    cut[at] = cutBlock(blocks[at]!, Math.max(1, sizes[at]! - left));
    left -= sizes[at]! - measureBlock(cut[at]!);
  }
  return cut;
}

function isProse({ kind }: CardBlock): boolean {
  return kind === 'text' || kind === 'quote' || kind === 'code';
}

function cutBlock(block: CardBlock, most: number): CardBlock {
  if (block.kind === 'text') return { ...block, text: cutText(block.text, most) };
  if (block.kind === 'code') return { ...block, text: cutPlain(block.text, most) };
  if (block.kind !== 'quote') return block;
  return { ...block, text: cutPlain(block.text, Math.max(1, most - (block.source?.length ?? 0))) };
}
