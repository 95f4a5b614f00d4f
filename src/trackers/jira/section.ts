/** A section of ours in a description that somebody else wrote: an expander below their text, replaced in place after that. */
import { type AdfDoc, type AdfNode, docOf } from './adf.ts';
import { adfToMarkdown } from './adf-to-markdown.ts';
import { contextTitle } from './context-title.ts';
import { markdownToAdf } from './markdown-to-adf.ts';

/** The description with the section in it; null when it says exactly that already. Everything else stays as it was. */
export function putSection(description: unknown, marker: string, section: string): AdfDoc | null {
  const theirs = (description as AdfDoc | null)?.content ?? [];
  const title = titleOf(marker);
  const ours: AdfNode = { type: 'expand', attrs: { title }, content: markdownToAdf(section.trim()).content };
  const at = theirs.findIndex((node) => node.type === 'expand' && node.attrs?.title === title);
  // Where a capability stands is said first.
  if (at < 0) return docOf(title === contextTitle ? [ours, ...theirs] : [...theirs, ours]);
  const isSame = adfToMarkdown(docOf([theirs[at]!])) === adfToMarkdown(docOf([ours]));
  return isSame ? null : docOf(theirs.with(at, ours));
}

/** The format has no place for what nobody sees, so the title, short enough to be read over, is how it is found again. */
function titleOf(marker: string): string {
  return `Docket · ${marker.slice(0, 8)}`;
}
