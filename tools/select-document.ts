/** Makes a document the one a thread is about. */
import * as z from 'zod';
import { drawSelectedCard } from '../src/cards/selected-card.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import { openShelf } from '../src/catalog/resolve-block.ts';
import { idsOf } from '../src/catalog/resolve-ticket.ts';
import { Block, Document } from '../src/domain/document.ts';
import { TicketView } from '../src/domain/ticket-view.ts';

export default defineTool({
  description:
    'Switch this thread to another document that was read before, so that "it", "the blocks" and "the tickets" mean that one. Reads and generates nothing.',
  effect: 'read',
  access: 'anyone',
  input: z.object({ document: z.string().describe('Title, file name or id') }),
  output: z.object({ document: Document, blocks: z.array(Block), tickets: z.array(TicketView) }),
  async run(input, context) {
    const { document, blocks } = await openShelf(context, input.document);
    const tickets = await context.services.tickets.ofDocument(context.caller, document.id);
    return { document, blocks, tickets };
  },
  show: ({ document, blocks, tickets }) => ({
    card: drawSelectedCard(document, blocks.length, tickets.length),
  }),
  brief: ({ document, blocks, tickets }) => ({
    document: { id: document.id, title: document.title, version: document.version },
    blocks: blocks.length,
    tickets: tickets.length,
  }),
  focus: ({ document, blocks, tickets }) => ({
    documentId: document.id,
    boardId: null,
    blockIds: blocks.map(({ id }) => id),
    questionIds: [],
    ticketIds: idsOf(tickets),
  }),
  command: { verb: 'use', usage: '<document>', input: (words) => ({ document: words.join(' ') }) },
});
