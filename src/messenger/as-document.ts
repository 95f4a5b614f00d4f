/** A message that is to be read as a document: none of its words is an order. */
import type { Attachment } from '../ports/surface.ts';

export const draftWords = 'Generate tickets from the attached document.';

export function asDocument(text: string): Attachment {
  const base64 = Buffer.from(text, 'utf8').toString('base64');
  return { name: 'message.md', mediaType: 'text/markdown', base64, pasted: 'document' };
}
