/** What was just read: the document, how its text was understood, and what to look out for. */
import type { Block, Document } from '../domain/document.ts';
import type { Card, CardBlock } from './card.ts';
import { capitalize, count, muted, sayName } from './phrases.ts';

export type ReadDocument = {
  document: Document;
  blocks: readonly Block[];
  unchanged: boolean;
  isNew: boolean;
  warnings: readonly string[];
};

export function drawDocumentCard({ document, blocks, unchanged, isNew, warnings }: ReadDocument): Card {
  const state = unchanged
    ? 'Nothing changed since it was last read'
    : isNew
      ? 'Read for the first time'
      : `Read as version ${document.version}`;
  const facts = [sayName(document.type), ...sourceOf(document), count(blocks.length, 'block'), state];
  return {
    title: document.title,
    tone: warnings.length > 0 ? 'warning' : 'success',
    blocks: [
      { kind: 'text', text: muted(facts.join(' · ')) },
      ...sayTypes(blocks),
      ...listWarnings(warnings),
    ],
    choices: [],
    summary: `Read “${document.title}”: ${count(blocks.length, 'block')}. ${state}.`,
  };
}

/** A pasted text is called what its source is called. */
export function sourceOf({ title, source }: Document): string[] {
  return source.name === title ? [] : [source.name];
}

/** Every block type in one line, the most frequent first. */
function sayTypes(blocks: readonly Block[]): CardBlock[] {
  const counts = new Map<string, number>();
  for (const { type } of blocks) counts.set(type, (counts.get(type) ?? 0) + 1);
  const said = [...counts]
    .sort(([one, many], [other, more]) => more - many || one.localeCompare(other))
    .map(([type, number]) => (number > 1 ? `${sayName(type)} ×${number}` : sayName(type)));
  return said.length > 0 ? [{ kind: 'text', text: muted(capitalize(said.join(' · '))) }] : [];
}

/** What to look out for, one line each. */
export function listWarnings(warnings: readonly string[]): CardBlock[] {
  if (warnings.length === 0) return [];
  return [{ kind: 'list', items: warnings.map((title) => ({ mark: 'question', title })) }];
}
