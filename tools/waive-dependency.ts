/** Lets a capability be built although what it depends on is not shipped, on a lead’s word. */
import * as z from 'zod';
import { drawWaiveForm } from '../src/cards/gate-card.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import {
  briefCapability,
  nameCapability,
  showCapability,
  wireCapability,
} from '../src/catalog/show-capability.ts';
import { CapabilityView } from '../src/domain/capability-view.ts';

export default defineTool({
  description:
    'Waive a dependency of a capability, as a product leader or tech lead: it may be built although the other one is not shipped.',
  effect: 'write',
  access: 'person',
  undoable: false,
  input: z.object({
    capability: z.string().optional().describe('PROJ-1; absent: this thread’s'),
    depends_on: z.string().min(1),
    reason: z.string().trim().min(1).max(1000),
  }),
  output: z.object({ view: CapabilityView }),
  async run({ capability, depends_on: on, reason }, context) {
    const { services, caller } = context;
    const name = await nameCapability(context, capability);
    return { view: await services.factory.waive(caller, name, { on, reason }) };
  },
  show: ({ view }) => showCapability(view),
  wire: ({ view }) => wireCapability(view),
  brief: ({ view }) => briefCapability(view),
  press: [
    {
      verb: 'cap_waive',
      input: ({ ref }) => ({ capability: ref, depends_on: '', reason: '' }),
      form: async ({ capability = '' }, { services, caller }) =>
        drawWaiveForm(await services.factory.view(caller, capability)),
      fill: (input, { depends_on = '', reason = '' }) => ({ ...input, depends_on, reason }),
    },
  ],
  command: {
    verb: 'waive',
    usage: '<key> <key it depends on> <reason>',
    input: ([capability = '', on = '', ...reason]) => ({
      capability,
      depends_on: on,
      reason: reason.join(' '),
    }),
  },
});
