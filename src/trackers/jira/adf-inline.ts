/** Phrases of Markdown as inline nodes of an Atlassian document. */
import type { PhrasingContent } from 'mdast';
import { type AdfMark, type AdfNode, textOf, withMark } from './adf.ts';

/** Addresses of link definitions by name. */
export type Definitions = ReadonlyMap<string, string>;

const deepest = 20;

/** `depth` counts phrases within phrases; beyond any measure only their words are kept. */
export function toInline(nodes: readonly PhrasingContent[], definitions: Definitions, depth = 0): AdfNode[] {
  if (depth > deepest) return textOf(wordsOf(nodes));
  return joinTexts(nodes.flatMap((node) => inlineOf(node, definitions, depth)));
}

function inlineOf(node: PhrasingContent, definitions: Definitions, depth: number): AdfNode[] {
  const within = (children: readonly PhrasingContent[]) => toInline(children, definitions, depth + 1);
  switch (node.type) {
    case 'text':
      return textOf(node.value.replace(/\s*\n\s*/g, ' '));
    case 'inlineCode':
      return textOf(node.value, [{ type: 'code' }]);
    case 'strong':
      return withMark(within(node.children), { type: 'strong' });
    case 'emphasis':
      return withMark(within(node.children), { type: 'em' });
    case 'delete':
      return withMark(within(node.children), { type: 'strike' });
    case 'break':
      return [{ type: 'hardBreak' }];
    case 'link':
      return linked(within(node.children), node.url);
    case 'linkReference':
      return linked(within(node.children), definitions.get(node.identifier) ?? '');
    case 'image':
      return linked(textOf(node.alt || node.url), node.url);
    case 'imageReference':
      return linked(textOf(node.alt || node.identifier), definitions.get(node.identifier) ?? '');
    case 'footnoteReference':
      return textOf(`[${node.label ?? node.identifier}]`);
    case 'html':
      return htmlInline(node.value);
  }
}

function htmlInline(html: string): AdfNode[] {
  if (/^<br\s*\/?>$/i.test(html)) return [{ type: 'hardBreak' }];
  return html.startsWith('<!--') ? [] : textOf(html.replace(/\s*\n\s*/g, ' '));
}

function linked(nodes: AdfNode[], url: string): AdfNode[] {
  const href = safeAddress(url);
  if (href === null) return nodes;
  const shown = nodes.length > 0 ? nodes : textOf(href);
  return shown.map((node) => {
    const marks: AdfMark[] = (node.marks ?? []).filter(({ type }) => type !== 'link');
    return node.type === 'text' ? { ...node, marks: [...marks, { type: 'link', attrs: { href } }] } : node;
  });
}

/** Null for everything that is not plainly the web or a mailbox, so that no link in Jira runs a script. */
function safeAddress(url: string): string | null {
  const parsed = URL.parse(url);
  return parsed && ['http:', 'https:', 'mailto:'].includes(parsed.protocol) ? parsed.href : null;
}

/** Neighbours that look the same are one. */
function joinTexts(nodes: readonly AdfNode[]): AdfNode[] {
  const joined: AdfNode[] = [];
  for (const node of nodes) {
    const last = joined.at(-1);
    const isSame = last?.type === 'text' && node.type === 'text' && !last.marks && !node.marks;
    if (isSame) joined[joined.length - 1] = { type: 'text', text: last.text! + node.text! };
    else joined.push(node);
  }
  return joined;
}

/** All that is said in there; safe at any depth. */
export function wordsOf(nodes: readonly object[]): string {
  const words: string[] = [];
  const left: object[] = [...nodes].reverse();
  for (let node = left.pop(); node; node = left.pop()) {
    const { value, alt, children } = node as { value?: string; alt?: string; children?: object[] };
    if (value ?? alt) words.push((value ?? alt)!.replace(/\s+/g, ' '));
    for (let at = (children?.length ?? 0) - 1; at >= 0; at--) left.push(children![at]!);
  }
  return words.join(' ').trim();
}
