/** Markdown as an Atlassian document that Jira takes: whatever the Markdown, the document is valid. */
import type { RootContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { splitContext } from '../../domain/context-block.ts';
import { type AdfDoc, docOf } from './adf.ts';
import { toBlocks } from './adf-blocks.ts';
import { contextTitle } from './context-title.ts';
import { cutMarkdown, type Piece } from './markdown-pieces.ts';

const options = { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] };

/** Jira takes 32,767 characters in a description or a comment. */
export const longestText = 32_000;

/**
 * The same document for the same Markdown. What the format cannot say becomes text; links to anything but the web and
 * mail become text too, and nothing in it ever mentions anyone. What Jira would find too long is cut off, and says so.
 */
export function markdownToAdf(markdown: string): AdfDoc {
  const { section, rest } = splitContext(markdown);
  if (section === null) return toDocument(markdown);
  const content = toDocument(section).content;
  return docOf([{ type: 'expand', attrs: { title: contextTitle }, content }, ...toDocument(rest).content]);
}

function toDocument(markdown: string): AdfDoc {
  const whole = markdown.length <= longestText;
  const taken = whole ? markdown : `${markdown.slice(0, longestText)}\n\n… (cut here)`;
  const nodes = cutMarkdown(taken).flatMap(parsePiece);
  const definitions = nodes.flatMap((node) => (node.type === 'definition' ? node : []));
  const byName = new Map(definitions.map(({ identifier, url }) => [identifier, url]));
  return docOf(toBlocks(nodes, byName));
}

function parsePiece({ text, plain }: Piece): RootContent[] {
  if (!plain) return fromMarkdown(text, options).children;
  return [{ type: 'paragraph', children: [{ type: 'text', value: text }] }];
}
