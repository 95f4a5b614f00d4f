/** Says what a capability, or one of its tickets, costs to run. */
import * as z from 'zod';
import { readCost } from '../src/catalog/cost-words.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import {
  briefCapability,
  nameCapability,
  showCapability,
  wireCapability,
} from '../src/catalog/show-capability.ts';
import { CapabilityView } from '../src/domain/capability-view.ts';
import { CogsComponent, Money } from '../src/domain/cogs.ts';

export default defineTool({
  description: 'Say what a capability, or one of its tickets, costs to run: estimate, actual, or parts.',
  effect: 'write',
  access: 'anyone',
  undoable: false,
  input: z.object({
    capability: z.string().optional().describe('PROJ-1; absent: this thread’s'),
    estimate: Money.optional(),
    actual: Money.optional(),
    components: z.array(CogsComponent).max(50).optional(),
    ticket: z.string().optional(),
  }),
  output: z.object({ view: CapabilityView }),
  async run({ capability, ...wish }, context) {
    const { services, caller } = context;
    const name = await nameCapability(context, capability ?? wish.ticket);
    return { view: await services.factory.setCogs(caller, name, wish) };
  },
  show: ({ view }) => showCapability(view),
  wire: ({ view }) => wireCapability(view),
  brief: ({ view }) => briefCapability(view),
  command: {
    verb: 'cost',
    usage: '<key or ticket> [actual] <amount> [USD][/month|/once|/run] [storage=12 api=3]',
    input: ([name = '', ...words]) => ({
      ...(/^[A-Z]+-\d{4}-\d+$/i.test(name) ? { ticket: name } : { capability: name }),
      ...readCost(words),
    }),
  },
});
