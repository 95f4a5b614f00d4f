/** A person's press on "Approve and push": the click that lets tickets reach the tracker. */
import * as z from 'zod';
import { briefPush } from '../src/catalog/briefs.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import { showPush } from '../src/catalog/show-living.ts';
import { wirePush } from '../src/catalog/wire.ts';
import { PushView } from '../src/domain/publication-view.ts';

export default defineTool({
  description: 'Approve what a board showed and push it, as the person who decides.',
  effect: 'publish',
  access: 'person',
  input: z.object({ board: z.uuid(), rev: z.int(), which: z.enum(['all', 'approved']) }),
  output: z.object({ push: PushView }),
  async run(input, { services, caller }) {
    const { board: boardId, rev, which } = input;
    return { push: await services.publication.approveAndPush(caller, { boardId, rev, which }) };
  },
  wire: ({ push }) => wirePush(push),
  show: ({ push }) => showPush(push),
  brief: ({ push }) => briefPush(push),
  focus: ({ push }) => ({ pushId: push.push.id, tracker: push.push.destination.tracker }),
  press: [
    {
      verb: 'push',
      input: ({ ref, item, rev }) => ({
        board: ref,
        rev,
        which: item === 'all' ? ('all' as const) : ('approved' as const),
      }),
    },
  ],
});
