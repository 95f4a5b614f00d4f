/** Tells once that a push has ended, where an edited message would tell nobody. */
import * as z from 'zod';
import { drawPushEndCard } from '../src/cards/push-end-card.ts';
import { briefPush } from '../src/catalog/briefs.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import { wirePush } from '../src/catalog/wire.ts';
import { PushView } from '../src/domain/publication-view.ts';

export default defineTool({
  description: 'Tell that a push has ended, with what came of each ticket.',
  effect: 'read',
  access: 'person',
  input: z.object({ push: z.uuid() }),
  output: z.object({ push: PushView }),
  run: async (input, { services, caller }) => ({
    push: await services.publication.pushView(caller, input.push),
  }),
  wire: ({ push }) => wirePush(push),
  show: ({ push }) => {
    const { id } = push.push;
    // Known by the push, so that it is told once, and told again in its place after a retry.
    const living = { key: `pushed:${id}`, tool: 'tell_push_end', input: { push: id }, subjects: [] };
    return { card: drawPushEndCard(push), living };
  },
  brief: ({ push }) => briefPush(push),
});
