/** A person's wish to stop a push. */
import * as z from 'zod';
import { briefPush } from '../src/catalog/briefs.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import { showPush } from '../src/catalog/show-living.ts';
import { wirePush } from '../src/catalog/wire.ts';
import { PushView } from '../src/domain/publication-view.ts';

export default defineTool({
  description: 'Stop what a push has not sent yet, as the person who decides. What exists already stays.',
  effect: 'write',
  access: 'person',
  undoable: false,
  input: z.object({ push: z.uuid() }),
  output: z.object({ push: PushView }),
  run: async (input, { services, caller }) => ({
    push: await services.publication.cancel(caller, input.push),
  }),
  wire: ({ push }) => wirePush(push),
  show: ({ push }) => showPush(push),
  brief: ({ push }) => briefPush(push),
  press: [{ verb: 'stop', input: (token) => ({ push: token.ref }) }],
});
