/** What people wrote about a ticket, as part of the cards that show it. */
import type { Comment } from '../domain/comment.ts';
import type { CardBlock, Inline } from './card.ts';
import { sayUtc } from './say-time.ts';

/** Oldest first; names are plain text, so that looking at a ticket calls nobody. */
export function drawComments(comments: readonly Comment[]): CardBlock[] {
  if (comments.length === 0) return [];
  const heading: Inline = { kind: 'text', text: `Comments (${comments.length})`, bold: true };
  return [
    { kind: 'text', text: [heading] },
    ...comments.map(
      ({ text, author, mention, createdAt }): CardBlock => ({
        kind: 'quote',
        text,
        source: [author.name, ...(mention ? [`for ${mention.name}`] : []), sayUtc(createdAt)].join(' · '),
      }),
    ),
  ];
}
