/** An Atlassian document as Markdown: what a person reads in it, whoever wrote it. */
import { contextEnd, contextStart } from '../../domain/context-block.ts';
import type { AdfNode } from './adf.ts';
import { contextTitle } from './context-title.ts';

const deepest = 50;

/** Null and what is no document is empty. Nodes it does not know are read through to their words. */
export function adfToMarkdown(doc: unknown): string {
  if (typeof doc === 'string') return doc;
  if (typeof doc !== 'object' || doc === null) return '';
  return blocksIn(doc as AdfNode, 0)
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** What we keep in step stands between the same marks as elsewhere. */
function withMarks({ attrs }: AdfNode, text: string): string {
  return attrs?.title === contextTitle ? `${contextStart}\n${text}\n${contextEnd}` : text;
}

function childrenOf(node: AdfNode): AdfNode[] {
  return Array.isArray(node.content) ? node.content : [];
}

function blocksIn(node: AdfNode, depth: number): string {
  if (depth > deepest) return '';
  return childrenOf(node)
    .map((child) => blockOf(child, depth + 1))
    .filter((block) => block !== '')
    .join('\n\n');
}

function blockOf(node: AdfNode, depth: number): string {
  switch (node.type) {
    case 'paragraph':
      return inlineIn(node).replace(blockSign, '$1\\$2');
    case 'heading':
      return `${'#'.repeat(Number(node.attrs?.level) || 1)} ${inlineIn(node)}`;
    case 'codeBlock':
      return `\`\`\`${node.attrs?.language ?? ''}\n${wordsIn(node)}\n\`\`\``;
    case 'rule':
      return '---';
    case 'blockquote':
    case 'panel':
      return indent(blocksIn(node, depth), '> ', '> ');
    case 'bulletList':
    case 'orderedList':
    case 'taskList':
    case 'decisionList':
      return itemsOf(node, depth);
    case 'table':
      return rowsOf(node, depth);
    case 'expand':
      return withMarks(node, blocksIn(node, depth));
    default:
      return node.text || childrenOf(node).some(isInline) ? inlineIn(node) : blocksIn(node, depth);
  }
}

function itemsOf(list: AdfNode, depth: number): string {
  const start = Number(list.attrs?.order ?? 1);
  return childrenOf(list)
    .map((item, at) => {
      if (item.type === 'taskList') return indent(itemsOf(item, depth + 1), '  ', '  ');
      if (item.type === 'taskItem')
        return `- [${item.attrs?.state === 'DONE' ? 'x' : ' '}] ${inlineIn(item)}`;
      const mark = list.type === 'orderedList' ? `${start + at}. ` : '- ';
      const inner = childrenOf(item).some(isInline) ? inlineIn(item) : tight(item, depth);
      return indent(inner, mark, ' '.repeat(mark.length));
    })
    .join('\n');
}

/** Lists follow their line at once, as people write them. */
function tight(item: AdfNode, depth: number): string {
  if (depth > deepest) return '';
  return childrenOf(item)
    .map((child) => blockOf(child, depth + 1))
    .join('\n');
}

function rowsOf(table: AdfNode, depth: number): string {
  const rows = childrenOf(table).map((row) => {
    const cells = childrenOf(row).map((cell) => oneLine(blocksIn(cell, depth + 1)));
    return `| ${cells.join(' | ')} |`;
  });
  const width = childrenOf(childrenOf(table)[0] ?? { type: 'tableRow' }).length;
  return [rows[0], `|${' --- |'.repeat(width)}`, ...rows.slice(1)].join('\n');
}

function oneLine(cell: string): string {
  return cell.replace(/\s*\n\s*/g, ' ').replace(/\\?\|/g, '\\|');
}

const inlineTypes = new Set(['text', 'hardBreak', 'mention', 'emoji', 'inlineCard', 'status', 'date']);

function isInline({ type }: AdfNode): boolean {
  return inlineTypes.has(type);
}

/** What would begin another block at the beginning of a line. */
const blockSign =
  /^( *(?:\d{1,9}(?=[.)](?:\s|$)))?)(#{1,6}(?=\s|$)|>|[-+*](?=\s|$)|[.)](?=\s|$)|(?:-[ \t]*){3,}$|={1,}\s*$|\|)/gm;

function inlineIn(node: AdfNode): string {
  return childrenOf(node).map(phraseOf).join('');
}

function phraseOf(node: AdfNode): string {
  const { text, shortName, url } = node.attrs ?? {};
  if (node.type === 'hardBreak') return '\n';
  if (node.type === 'text') return marked(node);
  return String(text ?? url ?? shortName ?? '');
}

const fences: Record<string, string> = { code: '`', strong: '**', em: '*', strike: '~~' };

function marked(node: AdfNode): string {
  const marks = node.marks ?? [];
  const isCode = marks.some(({ type }) => type === 'code');
  return marks.reduce(
    (text, { type, attrs }) => {
      if (type !== 'link') return `${fences[type] ?? ''}${text}${fences[type] ?? ''}`;
      return text === attrs?.href ? text : `[${text}](${attrs?.href})`;
    },
    isCode ? (node.text ?? '') : asWritten(node.text ?? ''),
  );
}

/** Signs that would mean something in Markdown are kept signs, and only those, so that most texts read as they were typed. */
function asWritten(text: string): string {
  const isPaired = (text.match(/[*_~`]/g) ?? []).length > 1;
  // An address is taken whole by whoever reads it.
  const parts = text.split(/((?:https?:\/\/|www\.)\S+)/);
  return parts.map((part, at) => (at % 2 === 1 ? part : escapeSigns(part, isPaired))).join('');
}

function escapeSigns(text: string, isPaired: boolean): string {
  const escaped = text
    .replace(/\\(?=[!-/:-@[-`{-~])/g, '\\\\')
    .replace(/<(?=[a-z/!?])|&(?=#?\w+;)/gi, '\\$&')
    .replace(/\[(?=.{0,500}\][([:])/g, '\\$&');
  return isPaired ? escaped.replace(/[*`~]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\$&') : escaped;
}

function wordsIn(node: AdfNode): string {
  return childrenOf(node)
    .map(({ text }) => text ?? '')
    .join('');
}

function indent(text: string, first: string, rest: string): string {
  return text
    .split('\n')
    .map((line, at) => (at === 0 ? first : line === '' && rest.trim() === '' ? '' : rest) + line)
    .join('\n');
}
