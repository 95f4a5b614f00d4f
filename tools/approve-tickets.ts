/** A person's approval of exactly what they were shown. */
import * as z from 'zod';
import { drawApprovedCard } from '../src/cards/approved-card.ts';
import { briefBoard, briefTickets } from '../src/catalog/briefs.ts';
import { defineTool, type ToolContext } from '../src/catalog/define-tool.ts';
import { idsOf, resolveNamed } from '../src/catalog/resolve-ticket.ts';
import { showBoard } from '../src/catalog/show-living.ts';
import { BoardView } from '../src/domain/publication-view.ts';
import { TicketSelector } from '../src/domain/selector.ts';
import { TicketView } from '../src/domain/ticket-view.ts';

export default defineTool({
  description: 'Approve tickets for push, as the person who decides. Pushes nothing.',
  effect: 'write',
  access: 'person',
  undoable: false,
  input: z.object({
    board: z.uuid().optional(),
    rev: z.int().optional(),
    which: z.string().optional().describe('all; on a board also page or a ticket key'),
    select: TicketSelector.optional(),
    tracker: z.string().optional(),
  }),
  output: z.object({
    board: BoardView.nullable(),
    approved: z.array(TicketView),
    refused: z.array(z.object({ key: z.string(), why: z.string() })),
  }),
  async run(input, context) {
    const { publication } = context.services;
    if (input.board) {
      const which = input.which ?? 'all';
      const board = await publication.approve(context.caller, {
        boardId: input.board,
        // Who cannot say which state of the board they saw has seen none: no board has this one.
        rev: input.rev ?? 0,
        which,
      });
      return { board, approved: [], refused: [] };
    }
    const select = input.which === 'all' ? allWaiting(context) : input.select;
    const views = await resolveNamed(context, select);
    const named = await publication.approveNamed(context.caller, idsOf(views), input.tracker);
    return { board: null, ...named };
  },
  show: (output) => (output.board ? showBoard(output.board) : { card: drawApprovedCard(output) }),
  brief: ({ board, approved }) => (board ? briefBoard(board) : briefTickets(approved)),
  press: [{ verb: 'approve', input: ({ ref, item, rev }) => ({ board: ref, which: item, rev }) }],
  command: { verb: 'approve', usage: '<ticket…|all>', input: readWords },
});

/** In a thread those that were shown last; a command line shows no list to go by, so there "all" is all. */
function allWaiting({ caller }: ToolContext): TicketSelector {
  const among = caller.threadId ? { last: true } : { all: true };
  return { ...among, review: ['generated'] };
}

function readWords(words: string[]) {
  if (words.length === 0) return {};
  const all = words.length === 1 && words[0]!.toLowerCase() === 'all';
  return all ? { which: 'all' } : { select: { ids: words } };
}
