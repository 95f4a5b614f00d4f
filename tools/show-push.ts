/** Draws a push again. */
import * as z from 'zod';
import { briefPush } from '../src/catalog/briefs.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import { showPush } from '../src/catalog/show-living.ts';
import { wirePush } from '../src/catalog/wire.ts';
import { PushView } from '../src/domain/publication-view.ts';

export default defineTool({
  description: 'Show how a push stands: which tickets were created, which failed and why.',
  effect: 'read',
  access: 'person',
  input: z.object({ push: z.uuid() }),
  output: z.object({ push: PushView }),
  run: async (input, { services, caller }) => ({
    push: await services.publication.pushView(caller, input.push),
  }),
  wire: ({ push }) => wirePush(push),
  show: ({ push }) => showPush(push),
  brief: ({ push }) => briefPush(push),
  press: [{ verb: 'show_push', input: (token) => ({ push: token.ref }) }],
});
