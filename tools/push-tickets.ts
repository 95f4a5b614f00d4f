/** Pushes approved tickets, or, for a model, asks a person to approve and push. */
import * as z from 'zod';
import { briefBoard, briefPush } from '../src/catalog/briefs.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import { readPushWish } from '../src/catalog/push-wish.ts';
import { showBoard, showPush } from '../src/catalog/show-living.ts';
import { wirePush } from '../src/catalog/wire.ts';
import { type BoardView, PushView } from '../src/domain/publication-view.ts';
import { TicketSelector } from '../src/domain/selector.ts';

export default defineTool({
  description:
    'Ask for tickets to be pushed to a tracker (linear, github, jira, local). Shows the review board with the destination; issues are created only after a person presses its button.',
  effect: 'publish',
  access: 'anyone',
  input: z.object({
    select: TicketSelector.optional(),
    tracker: z.string().optional().describe('linear, github, jira or local; absent means the preferred one'),
  }),
  output: z.object({ push: PushView }),
  async run(input, context) {
    const wish = await readPushWish(context, input);
    return { push: await context.services.publication.push(context.caller, wish) };
  },
  async propose(input, context): Promise<BoardView> {
    const wish = await readPushWish(context, input);
    return context.services.publication.proposePush(context.caller, wish);
  },
  wire: ({ push }) => wirePush(push),
  show: (output, proposed) => (proposed ? showBoard(proposed as BoardView) : showPush(output.push)),
  brief: (output, proposed) => (proposed ? briefBoard(proposed as BoardView) : briefPush(output.push)),
  focus(output, proposed) {
    if (!proposed) return { pushId: output.push.push.id, tracker: output.push.push.destination.tracker };
    const { board } = proposed as BoardView;
    return { boardId: board.id, ticketIds: board.ticketIds, tracker: board.destination?.tracker ?? null };
  },
  command: { verb: 'push', usage: '<tracker> [ticket…]', input: readWords },
});

function readWords([tracker, ...tickets]: string[]) {
  return {
    ...(tracker ? { tracker } : {}),
    ...(tickets.length > 0 ? { select: { ids: tickets } } : {}),
  };
}
