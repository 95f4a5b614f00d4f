/** Shows what capabilities cost to run, by what people ask about. */
import * as z from 'zod';
import { drawCogsCard } from '../src/cards/leadership-cards.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import { CogsReport } from '../src/domain/capability-view.ts';
import { CogsGroupBy } from '../src/domain/cogs.ts';

export default defineTool({
  description: 'Show what capabilities cost to run, estimated and so far, models included. Reads only.',
  effect: 'read',
  access: 'anyone',
  input: z.object({
    by: CogsGroupBy.optional().describe('capability when absent'),
    capability: z.string().optional().describe('Only of this one'),
  }),
  output: CogsReport,
  run: ({ by = 'capability', capability }, { services, caller }) =>
    services.factory.cogs(caller, { by, name: capability }),
  show: (report) => ({ card: drawCogsCard(report) }),
  wire: ({ by, groups, estimate, actual }) => ({ group_by: by, groups, total: { estimate, actual } }),
  command: {
    verb: 'cogs',
    usage: '[capability|stage|audience|agent|ticket] [key]',
    input: (words) => {
      const by = words
        .map((word) => CogsGroupBy.safeParse(word.toLowerCase()))
        .find(({ success }) => success);
      const capability = words.find((word) => /^[A-Z][A-Z0-9]+-\d+/i.test(word));
      return { ...(by?.success ? { by: by.data } : {}), ...(capability ? { capability } : {}) };
    },
  },
});
