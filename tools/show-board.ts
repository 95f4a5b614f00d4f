/** Draws a review board again, on another page when asked. */
import * as z from 'zod';
import { briefBoard } from '../src/catalog/briefs.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import { showBoard } from '../src/catalog/show-living.ts';
import { BoardView } from '../src/domain/publication-view.ts';

export default defineTool({
  description: 'Draw a review board again.',
  effect: 'read',
  access: 'person',
  input: z.object({ board: z.uuid(), page: z.int().min(0).optional() }),
  output: z.object({ board: BoardView }),
  async run(input, { services: { publication }, caller }) {
    const board =
      input.page !== undefined
        ? await publication.turnPage(caller, input.board, input.page)
        : await publication.board(caller, input.board);
    return { board };
  },
  show: ({ board }) => showBoard(board),
  brief: ({ board }) => briefBoard(board),
  press: [
    { verb: 'page', input: (token) => ({ board: token.ref, page: Number(token.item) }) },
    { verb: 'board', input: (token) => ({ board: token.ref }) },
  ],
});
