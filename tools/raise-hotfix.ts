/** Raises a hotfix, which needs no spec and still a person’s word before it ships. */
import * as z from 'zod';
import { defineTool } from '../src/catalog/define-tool.ts';
import {
  briefCapability,
  focusCapability,
  showCapability,
  wireCapability,
} from '../src/catalog/show-capability.ts';
import { CapabilityView } from '../src/domain/capability-view.ts';

export default defineTool({
  description: 'Raise a hotfix: a fix that cannot wait, without spec and architecture.',
  effect: 'write',
  access: 'anyone',
  undoable: false,
  input: z.object({
    title: z.string().trim().min(1).max(200),
    description: z.string().max(20_000).optional(),
    context: z.string().max(200).optional().describe('A capability’s key, or the component'),
    product: z.string().max(80).optional(),
  }),
  output: z.object({ view: CapabilityView }),
  run: async (wish, { services, caller }) => ({ view: await services.factory.raiseHotfix(caller, wish) }),
  show: ({ view }) => showCapability(view),
  wire: ({ view }) => wireCapability(view),
  brief: ({ view }) => briefCapability(view),
  focus: ({ view }) => focusCapability(view),
  command: {
    verb: 'hotfix',
    usage: '<capability or component:name> <title> | <description>',
    input: ([context = '', ...words]) => {
      const isContext = /^(?:[A-Z][A-Z0-9]{1,9}-\d+|component:.+)$/i.test(context);
      const [title = '', ...description] = (isContext ? words : [context, ...words])
        .join(' ')
        .split(/\s*\|\s*/);
      return {
        title,
        ...(isContext ? { context } : {}),
        ...(description.length > 0 ? { description: description.join(' | ') } : {}),
      };
    },
  },
});
