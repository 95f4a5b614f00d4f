/** The documents that were read, newest first. */
import type { Document } from '../domain/document.ts';
import type { Card } from './card.ts';
import { sourceOf } from './document-card.ts';
import { count, sayName } from './phrases.ts';

export function drawDocumentsCard(documents: readonly Document[]): Card {
  const items = documents.map((document, index) => ({
    mark: 'none' as const,
    number: index + 1,
    title: document.title,
    meta: [
      sayName(document.type),
      `version ${document.version}`,
      ...sourceOf(document),
      `read ${document.updatedAt.slice(0, 10)}`,
    ],
  }));
  return {
    title: count(documents.length, 'document'),
    tone: 'neutral',
    blocks:
      items.length > 0
        ? [{ kind: 'list', items }]
        : [{ kind: 'text', text: 'Nothing was read yet. Attach a document, paste it, or name its path.' }],
    choices: [],
    summary: `${count(documents.length, 'document')} ${documents.length === 1 ? 'was' : 'were'} read.`,
  };
}
