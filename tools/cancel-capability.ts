/** Calls a capability off with all its tickets, on a person’s word. */
import * as z from 'zod';
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
    'Cancel a capability for good, with all its tickets that are not over. Not what follows from a rejection: that sends it back.',
  effect: 'write',
  access: 'person',
  undoable: false,
  input: z.object({
    capability: z.string().optional().describe('PROJ-1; absent: this thread’s'),
    reason: z.string().trim().max(1000).optional(),
  }),
  output: z.object({ view: CapabilityView }),
  async run({ capability, reason = '' }, context) {
    const { services, caller } = context;
    const name = await nameCapability(context, capability);
    return { view: await services.factory.cancel(caller, name, reason) };
  },
  show: ({ view }) => showCapability(view),
  wire: ({ view }) => wireCapability(view),
  brief: ({ view }) => briefCapability(view),
  command: {
    verb: 'cancel-capability',
    usage: '<key> [reason]',
    input: ([capability, ...reason]) => ({
      ...(capability ? { capability } : {}),
      ...(reason.length > 0 ? { reason: reason.join(' ') } : {}),
    }),
  },
});
