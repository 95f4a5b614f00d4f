/** Opens the board from which a person pushes a capability's tickets to where their audience is served. */
import * as z from 'zod';
import { briefBoard } from '../src/catalog/briefs.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import { nameCapability } from '../src/catalog/show-capability.ts';
import { showBoard } from '../src/catalog/show-living.ts';
import { wireTicket } from '../src/catalog/wire.ts';
import { BoardView } from '../src/domain/publication-view.ts';
import { Audience } from '../src/domain/stage.ts';

export default defineTool({
  description: 'Open the board from which a person pushes a capability’s tickets. Sends nothing.',
  effect: 'write',
  access: 'anyone',
  undoable: false,
  input: z.object({
    capability: z.string().optional().describe('PROJ-1; absent: this thread’s'),
    audience: Audience.optional(),
    tracker: z.string().max(40).optional().describe('Where no connector is set up'),
  }),
  output: z.object({ board: BoardView }),
  async run({ capability, ...wish }, context) {
    const { services, caller } = context;
    const name = await nameCapability(context, capability);
    return { board: await services.factory.proposePush(caller, name, wish) };
  },
  show: ({ board }) => showBoard(board),
  brief: ({ board }) => briefBoard(board),
  wire: ({ board }) => ({
    board_id: board.board.id,
    destination: board.board.destination?.label ?? null,
    counts: board.counts,
    tickets: board.rows.map(({ view }) => wireTicket(view)),
  }),
  focus: ({ board: { board } }) => ({ boardId: board.id, ticketIds: board.ticketIds }),
  press: [{ verb: 'cap_push', input: ({ ref }) => ({ capability: ref }) }],
  command: {
    verb: 'push-capability',
    usage: '[key] [audience] [tracker]',
    input: (words) => {
      const audience = words
        .map((word) => Audience.safeParse(word.toLowerCase()))
        .find(({ success }) => success);
      const capability = words.find((word) => /-\d+$/.test(word));
      const tracker = words.find(
        (word) => word !== capability && !Audience.safeParse(word.toLowerCase()).success,
      );
      return {
        ...(capability ? { capability } : {}),
        ...(audience?.success ? { audience: audience.data } : {}),
        ...(tracker ? { tracker: tracker.toLowerCase() } : {}),
      };
    },
  },
});
