/** Turns the parser's nodes into the outline's: plain passages with their lines, items, tables, code. */
import type {
  BlockContent,
  DefinitionContent,
  List,
  ListItem,
  Code as MdCode,
  Table as MdTable,
  PhrasingContent,
  RootContent,
} from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import { readBarTable } from './bar-table.ts';
import { fold } from './language.ts';
import { flatten, type Item, type OutlineNode, type Paragraph, type Passage, type Table } from './outline.ts';
import { kindOfHeading } from './section-kind.ts';
import { opensStory } from './story.ts';

type Block = RootContent | BlockContent | DefinitionContent;

/** Counts lists, so that items know which of them belong together. */
export type ListCounter = { next: number };

const deepest = 8;

/** Nodes of one block; `offset` is added to every line. Nesting below eight levels is read as text. */
export function readNodes(node: Block, offset: number, lists: ListCounter, depth = 0): OutlineNode[] {
  switch (node.type) {
    case 'paragraph':
      return readParagraphs(node.children, linesOf(node, offset));
    case 'list':
      return readList(node, offset, lists, depth);
    case 'table':
      return [readTable(node, offset)];
    case 'code':
      return [readCode(node, offset)];
    case 'blockquote':
      return readQuote(node, offset);
    case 'html':
      return readHtml(node.value, linesOf(node, offset));
    case 'footnoteDefinition':
      return node.children.flatMap((child) => readNodes(child, offset, lists, depth + 1));
    default:
      return [];
  }
}

function linesOf(node: { position?: { start: { line: number }; end: { line: number } } }, offset: number) {
  return { first: (node.position?.start.line ?? 1) + offset, last: (node.position?.end.line ?? 1) + offset };
}

/** Each paragraph and each point of a quote keeps its own lines. */
function readQuote(node: { children: Block[] }, offset: number): OutlineNode[] {
  return node.children
    .flatMap((child) => (child.type === 'list' ? child.children : [child]))
    .flatMap((part) => {
      const text = textOf(part);
      return text === '' ? [] : [{ kind: 'quote' as const, passage: { text, ...linesOf(part, offset) } }];
    });
}

function readParagraph(
  children: readonly PhrasingContent[],
  lines: { first: number; last: number },
): Paragraph {
  const { text, struck } = readInline(children);
  const passage: Passage = { text, ...lines };
  return { kind: 'paragraph', passage, lead: leadOf(children), struck };
}

/** Lines that each open with an id or a story, though no blank line parts them, are paragraphs of their own. */
function readParagraphs(
  children: readonly PhrasingContent[],
  lines: { first: number; last: number },
): OutlineNode[] {
  const rows = splitRows(children);
  const texts = rows.map((row) => readInline(row).text);
  const table = rows.length === lines.last - lines.first + 1 ? readBarTable(texts, lines.first) : null;
  if (table) return [table];
  const starts = opensWithHeading(rows, texts[0]!) ? [0, 1] : startsOf(texts);
  if (starts.length < 2 || starts[0] !== 0 || rows.length !== lines.last - lines.first + 1)
    return [readParagraph(children, lines)];
  return starts.map((from, at) => {
    const to = starts[at + 1] ?? rows.length;
    const part = rows.slice(from, to).flatMap((row, line) => (line === 0 ? row : [newLine, ...row]));
    return readParagraph(part, { first: lines.first + from, last: lines.first + to - 1 });
  });
}

/** A first row all in bold that says what section it opens, or a form's question: "What do you want to do?". */
function opensWithHeading(rows: readonly PhrasingContent[][], text: string): boolean {
  if (rows.length < 2 || rows[0]!.length !== 1) return false;
  const { type } = rows[0]![0]!;
  if (type !== 'strong')
    return type === 'text' && /^(?:What|Why|How|Who|Which|When)\b[^.?!]{0,50}\?$/.test(text);
  const kind = kindOfHeading(text, 'en', true);
  return kind !== null && kind !== 'instance' && kind !== 'scenario' && kind !== 'phase';
}

/** Rows that begin a paragraph of their own: each id or story, and what follows a heading in capitals. */
function startsOf(rows: readonly string[]): number[] {
  if (rows.length > 1 && isHeadingRow(rows[0]!)) return [0, 1];
  const stories = rows.flatMap((row, at) => (opensStory(row) ? [at] : []));
  if (stories[0] !== 0 && isPlainList(rows)) return rows.map((_row, at) => at);
  return stories;
}

const openerOfStep =
  /^\W*(?:as an?|i want|so that|in order|given|when|then|and|but|als|ich|damit|angenommen|gegeben|wenn|dann|und|en tant|je|afin|etant|soit|quand|lorsque|alors|et|como|quiero|quero|para|dad[oa]s?|cuando|quando|entonces|entao|y|e|come|voglio|dat[oi]|allora|als|ik|zodat|gegeven|wanneer|dan|en)\b/;

/** Lines that each begin anew, as in a list that lost its bullets; a sentence that was wrapped goes on in small letters. */
function isPlainList(rows: readonly string[]): boolean {
  return (
    rows.length > 2 &&
    rows.every((row) => /^["“'(]?\p{Lu}/u.test(row) && row.length > 12 && !/[,;–-]$/.test(row)) &&
    !rows.some((row) => openerOfStep.test(fold(row))) &&
    rows.filter((row) => /^[^:.]{2,30}:/.test(row)).length < 2
  );
}

function isHeadingRow(row: string): boolean {
  return (
    row.length < 60 &&
    /^(?:[\p{Lu}\d][\p{Lu}\d\s/&'()-]*\p{Lu}{3}[\p{Lu}\d\s/&'()-]*:?|\p{Lu}[\p{L} /&-]{2,30}:)$/u.test(row)
  );
}

const newLine: PhrasingContent = { type: 'text', value: '\n' };

/** Inline nodes line by line. */
function splitRows(children: readonly PhrasingContent[]): PhrasingContent[][] {
  const rows: PhrasingContent[][] = [[]];
  for (const child of children) {
    if (child.type === 'break') rows.push([]);
    else if (child.type !== 'text') rows.at(-1)!.push(child);
    else
      child.value.split('\n').forEach((value, at) => {
        if (at > 0) rows.push([]);
        if (value !== '') rows.at(-1)!.push({ type: 'text', value });
      });
  }
  return rows;
}

/** The bold words a passage opens with, without the colon or full stop that ends them. */
function leadOf(children: readonly PhrasingContent[]): string | null {
  const first = children.find((child) => child.type !== 'text' || child.value.trim() !== '');
  const before = children.slice(0, children.indexOf(first!)).length;
  const second = first?.type === 'text' && isSign(first.value) ? children[before + 1] : first;
  if (second?.type !== 'strong') return null;
  const lead = flatten(textOf(second))
    .replace(/[:.–—-]\s*$/, '')
    .trim();
  return lead === '' ? null : lead;
}

/** Only emoji, brackets or numbers: what may stand before the bold words of an item. */
function isSign(text: string): boolean {
  return text.length < 24 && !/\p{L}{3,}/u.test(text);
}

function readInline(children: readonly PhrasingContent[]): { text: string; struck: string } {
  const struck: string[] = [];
  const text = children.map((child) => inlineText(child, struck)).join('');
  return { text: text.trim(), struck: struck.join(' ') };
}

const silent: ReadonlySet<string> = new Set(['image', 'imageReference', 'footnoteReference']);

function inlineText(node: PhrasingContent, struck: string[]): string {
  if (silent.has(node.type)) return '';
  if (node.type === 'break') return '\n';
  if (node.type === 'html') return /^<br/i.test(node.value) ? '; ' : '';
  if (node.type === 'inlineCode') return `\`${node.value}\``;
  if (node.type === 'delete') struck.push(flatten(textOf(node)));
  if ('children' in node) return node.children.map((child) => inlineText(child, struck)).join('');
  return 'value' in node ? node.value : '';
}

function readList(list: List, offset: number, lists: ListCounter, depth: number): OutlineNode[] {
  const number = lists.next++;
  return list.children.map((item, at) =>
    readItem(item, offset, {
      lists,
      depth,
      list: number,
      ordinal: list.ordered ? (list.start ?? 1) + at : null,
    }),
  );
}

type ItemPlace = { lists: ListCounter; depth: number; list: number; ordinal: number | null };

function readItem(item: ListItem, offset: number, place: ItemPlace): Item {
  const [head, ...rest] = item.children;
  const own = head?.type === 'paragraph' ? head : null;
  const below = own ? rest : item.children;
  const lines = own
    ? linesOf(own, offset)
    : { first: linesOf(item, offset).first, last: linesOf(item, offset).first };
  const { text, struck } = own ? readInline(own.children) : { text: '', struck: '' };
  const tooDeep = place.depth >= deepest;
  const passage: Passage = tooDeep
    ? { text: `${text} ${flatten(below.map((child) => textOf(child)).join(' '))}`, ...lines }
    : { text, ...lines };
  return {
    kind: 'item',
    passage,
    lead: own ? (leadOf(own.children) ?? nameAbove(text)) : null,
    struck,
    ordinal: place.ordinal,
    checked: item.checked ?? readBox(text),
    children: tooDeep ? [] : below.flatMap((child) => readNodes(child, offset, place.lists, place.depth + 1)),
    list: place.list,
  };
}

/** A short first line that was not wrapped, for the next word would have had room on it, names what follows. */
function nameAbove(text: string): string | null {
  const [first = '', ...rest] = text.split('\n').map((line) => line.trim());
  const next = rest[0] ?? '';
  if (first.length < 4 || first.length > 50 || /[.:;,!?–-]$/.test(first) || !/^\p{Lu}/u.test(next))
    return null;
  const widest = Math.max(...rest.map((line) => line.length));
  return first.length + next.split(' ')[0]!.length + 8 < widest ? first : null;
}

/** `[X]` and `[]` as people type them where Markdown sees no check box. */
function readBox(text: string): boolean | null {
  if (/^\[[xX✓✔]\]/.test(text)) return true;
  return /^\[ ?\]/.test(text) ? false : null;
}

function readTable(table: MdTable, offset: number): Table {
  const rows = table.children.map((row) => ({
    cells: row.children.map((cell) => flatten(readInline(cell.children).text)),
    struck: row.children.some((cell) => readInline(cell.children).struck !== ''),
    line: linesOf(row, offset).first,
  }));
  const [head, ...body] = rows;
  return { kind: 'table', header: head?.cells ?? [], rows: body, ...linesOf(table, offset) };
}

/** Indented text without a fence is nearly always a paste, so it is read as a paragraph. */
function readCode(node: MdCode, offset: number): OutlineNode {
  const lines = linesOf(node, offset);
  const value = node.value;
  const indented = lines.last - lines.first + 1 === value.split('\n').length;
  if (indented) return { kind: 'paragraph', passage: { text: value, ...lines }, lead: null, struck: '' };
  return { kind: 'code', language: node.lang ?? '', text: value, ...lines };
}

function readHtml(value: string, lines: { first: number; last: number }): OutlineNode[] {
  if (/display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0|\bhidden\b/i.test(value)) {
    return [{ kind: 'hidden', why: 'html', passage: { text: value, ...lines } }];
  }
  const text = value.replace(/<[^>\n]*>/g, '').trim();
  return text === '' ? [] : [{ kind: 'paragraph', passage: { text, ...lines }, lead: null, struck: '' }];
}
