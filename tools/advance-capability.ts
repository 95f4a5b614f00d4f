/** Moves a capability to its next stage, when everything for it is there. */
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
import { Standing } from '../src/domain/stage.ts';

export default defineTool({
  description: 'Move a capability to its next stage, or say all that is missing. Passes no gate.',
  effect: 'write',
  access: 'anyone',
  undoable: false,
  input: z.object({
    capability: z.string().optional().describe('PROJ-1; absent: this thread’s'),
    to: Standing.optional().describe('Absent means the next one; no stage can be skipped'),
  }),
  output: z.object({ view: CapabilityView }),
  async run({ capability, to }, context) {
    const { services, caller } = context;
    const name = await nameCapability(context, capability);
    return { view: await services.factory.advance(caller, name, to ?? null) };
  },
  show: ({ view }) => showCapability(view),
  wire: ({ view }) => wireCapability(view),
  brief: ({ view }) => briefCapability(view),
  focus: ({ view }) => focusCapability(view),
  press: [{ verb: 'cap_go', input: ({ ref }) => ({ capability: ref }) }],
  command: {
    verb: 'advance',
    usage: '[key] [stage]',
    input: ([capability, to]) => ({
      ...(capability ? { capability } : {}),
      ...(to ? { to: Standing.parse(to.toLowerCase().replaceAll('-', '_')) } : {}),
    }),
  },
});
