/** Shows the typed blocks of a document. */
import * as z from 'zod';
import { drawBlocksCard } from '../src/cards/blocks-card.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import { resolveDocument } from '../src/catalog/resolve-document.ts';
import { Block, Document } from '../src/domain/document.ts';

export default defineTool({
  description: 'Show how a document was understood: its typed blocks with their line ranges.',
  effect: 'read',
  access: 'anyone',
  input: z.object({
    document: z.string().optional().describe('Title, file name or id; absent means the current one'),
  }),
  output: z.object({ document: Document, blocks: z.array(Block) }),
  async run(input, context) {
    const { document } = await resolveDocument(context, input.document);
    return { document, blocks: await context.services.documents.blocks(context.caller, document.id) };
  },
  show: ({ document, blocks }) => ({ card: drawBlocksCard(document, blocks) }),
  brief: ({ document, blocks }) => ({
    document: document.title,
    blocks: blocks.map(({ type, title, lines }) => ({ type, title, lines })),
  }),
  focus: ({ document }) => ({ documentId: document.id }),
  command: {
    verb: 'blocks',
    usage: '[document]',
    input: (words) => (words.length > 0 ? { document: words.join(' ') } : {}),
  },
});
