/** Blocks of Markdown as blocks of an Atlassian document, with only such blocks inside another as the format allows. */
import type { List, ListItem, RootContent, Table } from 'mdast';
import { type AdfNode, paragraphOf, textOf, withMark } from './adf.ts';
import { type Definitions, toInline, wordsOf } from './adf-inline.ts';

/** What a whole document shares: where its links lead, and how many tasks it has so far. */
export type Writing = { definitions: Definitions; tasks: number };

const deepest = 12;
const mostCells = 2000;

type Phrases = { children: Parameters<typeof toInline>[0] };

export function toBlocks(nodes: readonly RootContent[], definitions: Definitions): AdfNode[] {
  const writing: Writing = { definitions, tasks: 0 };
  return nodes.flatMap((node) => atTop(writing, node));
}

function atTop(writing: Writing, node: RootContent): AdfNode[] {
  switch (node.type) {
    case 'heading':
      return [{ type: 'heading', attrs: { level: node.depth }, content: inlineIn(writing, node) }];
    case 'thematicBreak':
      return [{ type: 'rule' }];
    case 'blockquote':
      return [{ type: 'blockquote', content: filled(inside(writing, node.children, 1)) }];
    case 'table':
      return [tableOf(writing, node)];
    case 'list':
      return [isTaskList(node) ? taskListOf(writing, node) : plainList(writing, node, 0)];
    default:
      return inside(writing, [node], 0);
  }
}

/** Paragraphs, lists and code alone: what a quote and a list item may both hold. */
function inside(writing: Writing, nodes: readonly RootContent[], depth: number): AdfNode[] {
  if (depth > deepest) return [paragraphOf(textOf(wordsOf(nodes)))];
  return nodes.flatMap((node) => insideOf(writing, node, depth));
}

function insideOf(writing: Writing, node: RootContent, depth: number): AdfNode[] {
  switch (node.type) {
    case 'paragraph':
      return [paragraphOf(inlineIn(writing, node))];
    case 'heading':
      return [paragraphOf(withMark(inlineIn(writing, node), { type: 'strong' }))];
    case 'code':
      return [codeOf(node.value, node.lang)];
    case 'list':
      return [plainList(writing, node, depth)];
    case 'blockquote':
      return inside(writing, node.children, depth + 1);
    case 'footnoteDefinition':
      return footnoteOf(node.label ?? node.identifier, inside(writing, node.children, depth + 1));
    case 'table':
      return rowsAsText(writing, node);
    case 'html':
      return isComment(node.value) ? [] : [paragraphOf(linesOf(node.value))];
    case 'definition':
    case 'thematicBreak':
      return [];
    default:
      return [paragraphOf(textOf(wordsOf([node])))];
  }
}

function inlineIn({ definitions }: Writing, node: Phrases): AdfNode[] {
  return toInline(node.children, definitions);
}

function plainList(writing: Writing, list: List, depth: number): AdfNode {
  const content = list.children.map((item) => itemOf(writing, item, depth + 1));
  if (!list.ordered) return { type: 'bulletList', content };
  return { type: 'orderedList', attrs: { order: list.start ?? 1 }, content };
}

function itemOf(writing: Writing, item: ListItem, depth: number): AdfNode {
  const blocks = inside(writing, item.children, depth);
  const box = item.checked == null ? [] : textOf(item.checked ? '☑ ' : '☐ ');
  // A list that stands first in an item would take the place of the item's own bullet.
  const beginsWell = blocks[0]?.type === 'paragraph' || (box.length === 0 && blocks[0]?.type === 'codeBlock');
  const [first, ...rest] = beginsWell ? blocks : [paragraphOf([]), ...blocks];
  if (box.length === 0) return { type: 'listItem', content: [first!, ...rest] };
  return { type: 'listItem', content: [paragraphOf([...box, ...(first!.content ?? [])]), ...rest] };
}

/** The format wants an id for each; counting makes the same document of the same Markdown. */
function taskListOf(writing: Writing, list: List): AdfNode {
  const nextId = () => `task-${++writing.tasks}`;
  const attrs = { localId: nextId() };
  const content = list.children.flatMap(({ checked, children: [text, nested] }) => {
    const task = {
      type: 'taskItem',
      attrs: { localId: nextId(), state: checked ? 'DONE' : 'TODO' },
      content: text?.type === 'paragraph' ? inlineIn(writing, text) : [],
    };
    return nested?.type === 'list' ? [task, taskListOf(writing, nested)] : [task];
  });
  return { type: 'taskList', attrs, content };
}

function tableOf(writing: Writing, table: Table): AdfNode {
  const width = Math.max(1, ...table.children.map(({ children }) => children.length));
  if (width * table.children.length > mostCells) {
    return { type: 'blockquote', content: filled(rowsAsText(writing, table)) };
  }
  const content = table.children.map((row, at) => {
    const type = at === 0 ? 'tableHeader' : 'tableCell';
    const cells = Array.from({ length: width }, (_, column) => row.children[column]);
    return {
      type: 'tableRow',
      content: cells.map((cell) => ({ type, content: [paragraphOf(cell ? inlineIn(writing, cell) : [])] })),
    };
  });
  return { type: 'table', content };
}

function rowsAsText(writing: Writing, table: Table): AdfNode[] {
  return table.children.map((row) => {
    const cells = row.children.map((cell) => inlineIn(writing, cell));
    return paragraphOf(cells.flatMap((cell, at) => (at === 0 ? cell : [...textOf(' | '), ...cell])));
  });
}

/** True when nothing of it is lost as a list of tasks: each item a box and one line, with tasks below it or nothing. */
function isTaskList(list: List, depth = 0): boolean {
  if (list.ordered || depth > deepest) return false;
  return list.children.every(({ checked, children: [text, nested, ...more] }) => {
    const isLine = text === undefined || text.type === 'paragraph';
    const isBelow = nested === undefined || (nested.type === 'list' && isTaskList(nested, depth + 1));
    return checked != null && isLine && isBelow && more.length === 0;
  });
}

function filled(blocks: AdfNode[]): AdfNode[] {
  return blocks.length > 0 ? blocks : [paragraphOf([])];
}

function codeOf(code: string, language: string | null | undefined): AdfNode {
  const attrs = language ? { attrs: { language } } : {};
  return { type: 'codeBlock', ...attrs, content: textOf(code) };
}

function footnoteOf(label: string, blocks: AdfNode[]): AdfNode[] {
  const [first, ...rest] = blocks;
  const mark = textOf(`[${label}] `);
  if (first?.type !== 'paragraph') return [paragraphOf(mark), ...blocks];
  return [paragraphOf([...mark, ...(first.content ?? [])]), ...rest];
}

function isComment(html: string): boolean {
  return /^\s*<!--/.test(html) && /-->\s*$/.test(html);
}

function linesOf(text: string): AdfNode[] {
  return text
    .split('\n')
    .flatMap((line, at) => [...(at > 0 ? [{ type: 'hardBreak' }] : []), ...textOf(line)]);
}
