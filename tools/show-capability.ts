/** Shows a capability: its stage, its tickets, what it waits for, and its gate. */
import * as z from 'zod';
import { defineTool } from '../src/catalog/define-tool.ts';
import {
  briefCapability,
  focusCapability,
  nameCapability,
  showCapability,
  wireCapability,
} from '../src/catalog/show-capability.ts';
import { CapabilityView } from '../src/domain/capability-view.ts';

export default defineTool({
  description: 'Show a capability: stage, tickets, documents, costs, blockers and gate. Reads only.',
  effect: 'read',
  access: 'anyone',
  input: z.object({
    capability: z.string().optional().describe('PROJ-1; absent: this thread’s'),
  }),
  output: z.object({ view: CapabilityView }),
  async run({ capability }, context) {
    const { services, caller } = context;
    return { view: await services.factory.view(caller, await nameCapability(context, capability)) };
  },
  show: ({ view }) => showCapability(view),
  wire: ({ view }) => wireCapability(view),
  brief: ({ view }) => briefCapability(view),
  press: [{ verb: 'cap_show', input: ({ ref }) => ({ capability: ref }) }],
  focus: ({ view }) => focusCapability(view),
  command: {
    verb: 'capability',
    usage: '[key]',
    input: ([capability]) => (capability ? { capability } : {}),
  },
});
