/** An Atlassian document as Markdown: what a person reads in it, whoever wrote it. */
import type { AdfNode } from './adf.ts';

const deepest = 50;

/** Null and what is no document is empty. Nodes it does not know are read through to their words. */
export function adfToMarkdown(doc: unknown): string {
  if (typeof doc === 'string') return doc;
  if (typeof doc !== 'object' || doc === null) return '';
  return blocksIn(doc as AdfNode, 0)
    .replace(/\n{3,}/g, '\n\n')
    .trim();
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
      return inlineIn(node);
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
    const cells = childrenOf(row).map((cell) => blocksIn(cell, depth + 1).replaceAll(/\s*\n\s*/g, ' '));
    return `| ${cells.join(' | ')} |`;
  });
  const width = childrenOf(childrenOf(table)[0] ?? { type: 'tableRow' }).length;
  return [rows[0], `|${' --- |'.repeat(width)}`, ...rows.slice(1)].join('\n');
}

const inlineTypes = new Set(['text', 'hardBreak', 'mention', 'emoji', 'inlineCard', 'status', 'date']);

function isInline({ type }: AdfNode): boolean {
  return inlineTypes.has(type);
}

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
  return (node.marks ?? []).reduce((text, { type, attrs }) => {
    if (type !== 'link') return `${fences[type] ?? ''}${text}${fences[type] ?? ''}`;
    return text === attrs?.href ? text : `[${text}](${attrs?.href})`;
  }, node.text ?? '');
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
