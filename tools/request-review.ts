/** Shows tickets on a review board, where a person approves them. */
import * as z from 'zod';
import { briefBoard } from '../src/catalog/briefs.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import { preferredTracker } from '../src/catalog/push-wish.ts';
import { resolveDocument } from '../src/catalog/resolve-document.ts';
import { idsOf, resolveTickets } from '../src/catalog/resolve-ticket.ts';
import { showBoard } from '../src/catalog/show-living.ts';
import { BoardView } from '../src/domain/publication-view.ts';
import { TicketSelector } from '../src/domain/selector.ts';

export default defineTool({
  description:
    'Show a review board with exactly the named tickets, for a person to approve, edit or discard. It approves nothing itself.',
  effect: 'write',
  access: 'anyone',
  input: z.object({ select: TicketSelector.optional(), document: z.string().optional() }),
  output: z.object({ board: BoardView }),
  async run(input, context) {
    const document = input.document ? (await resolveDocument(context, input.document)).document : null;
    const views = document
      ? await context.services.tickets.ofDocument(context.caller, document.id)
      : await resolveTickets(context, input.select);
    const documentIds = new Set(views.map((view) => view.ticket.origin.documentId));
    const documentId = documentIds.size === 1 ? [...documentIds][0]! : null;
    const board = await context.services.publication.openBoard(context.caller, {
      ticketIds: idsOf(views),
      documentId,
      title: document?.title ?? 'Review',
      ...(await preferredTracker(context)),
    });
    return { board };
  },
  show: ({ board }) => showBoard(board),
  brief: ({ board }) => briefBoard(board),
  focus: ({ board }) => ({ boardId: board.board.id, ticketIds: board.board.ticketIds }),
  command: {
    verb: 'review',
    usage: '[document]',
    input: (words) => (words.length > 0 ? { document: words.join(' ') } : {}),
  },
});
