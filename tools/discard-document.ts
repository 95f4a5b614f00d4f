/** Discards a document. */
import * as z from 'zod';
import { drawNoticeCard } from '../src/cards/notice-card.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import { resolveDocument } from '../src/catalog/resolve-document.ts';
import { Document } from '../src/domain/document.ts';
import { DocketError } from '../src/domain/errors.ts';

export default defineTool({
  description:
    'Discard a document that is no longer wanted; its tickets stay. From a model it only asks: a person confirms with a click.',
  effect: 'write',
  access: 'anyone',
  undoable: false,
  input: z.object({ document: z.string().optional().describe('Title, file name or id') }),
  output: Document,
  async run({ document: words }, context) {
    const { document } = await resolveDocument(context, requireName(words));
    return context.services.documents.discard(context.caller, document.id);
  },
  async ask({ document: words }, context) {
    const { document } = await resolveDocument(context, requireName(words));
    return `Discard the document “${document.title}”; its tickets stay`;
  },
  show: ({ title }) => ({
    card: drawNoticeCard(
      `“${title}” was discarded. Its tickets stay, and still say which lines they came from.`,
    ),
  }),
  focus: () => ({ documentId: null, blockIds: [] }),
  command: {
    verb: 'discard-document',
    usage: '<document>',
    input: (words) => (words.length > 0 ? { document: words.join(' ') } : {}),
  },
});

/** What is about to go is named, never guessed. */
function requireName(words: string | undefined): string {
  if (words) return words;
  throw new DocketError('INVALID_INPUT', {
    message: 'No document was named. Nothing was discarded.',
    remedy: 'Name it by its title, file name or id.',
  });
}
