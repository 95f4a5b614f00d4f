/** A person's press on an issue that is one too many: it is closed as a duplicate of the one that stays. */
import * as z from 'zod';
import { briefPush } from '../src/catalog/briefs.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import { showPush } from '../src/catalog/show-living.ts';
import { wirePush } from '../src/catalog/wire.ts';
import { PushView } from '../src/domain/publication-view.ts';

export default defineTool({
  description:
    'Close, as the person who decides, an issue that came to be a second time, as a duplicate of the one that stays.',
  effect: 'publish',
  access: 'person',
  undoable: false,
  input: z.object({ second: z.uuid().describe('Id of the second issue, from the card that tells of it') }),
  output: z.object({ push: PushView }),
  run: async ({ second }, { services, caller }) => ({
    push: await services.publication.closeSecond(caller, second),
  }),
  wire: ({ push }) => wirePush(push),
  show: ({ push }) => showPush(push),
  brief: ({ push }) => briefPush(push),
  press: [{ verb: 'close_second', input: (token) => ({ second: token.ref }) }],
});
