/** Hands in what a stage of writing has made, so that it goes to its approval. */
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
  description: 'Submit the spec or architecture of a capability to its approval gate. Decides nothing.',
  effect: 'write',
  access: 'anyone',
  undoable: false,
  input: z.object({
    capability: z.string().optional().describe('PROJ-1; absent: this thread’s'),
  }),
  output: z.object({ view: CapabilityView }),
  async run({ capability }, context) {
    const { services, caller } = context;
    return { view: await services.factory.submit(caller, await nameCapability(context, capability)) };
  },
  show: ({ view }) => showCapability(view),
  wire: ({ view }) => wireCapability(view),
  brief: ({ view }) => briefCapability(view),
  focus: ({ view }) => focusCapability(view),
  press: [{ verb: 'cap_submit', input: ({ ref }) => ({ capability: ref }) }],
  command: {
    verb: 'submit',
    usage: '[key]',
    input: ([capability]) => (capability ? { capability } : {}),
  },
});
