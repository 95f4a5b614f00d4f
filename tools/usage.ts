/** Shows what language models used and cost. */
import * as z from 'zod';
import { drawUsageCard } from '../src/cards/usage-card.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import { wireUsage } from '../src/catalog/wire-usage.ts';
import { UsageBy, UsageReport } from '../src/domain/usage.ts';

export default defineTool({
  description:
    'Show how many tokens the language models used and what that cost, over a period and divided by operation, model, tier, effort, person or day.',
  effect: 'read',
  access: 'anyone',
  input: z.object({
    period: z
      .string()
      .optional()
      .describe('A time in words: today, last week, since Monday, all; the last 30 days when absent'),
    by: UsageBy.optional().describe('operation when absent'),
  }),
  output: UsageReport,
  run: ({ period, by = 'operation' }, { services, caller }) => services.models.usage(caller, { period, by }),
  show: (report) => ({ card: drawUsageCard(report) }),
  wire: wireUsage,
  command: {
    verb: 'usage',
    usage: '[today|last week|all…] [by operation|model|tier|effort|person|day]',
    input(words) {
      const last = words.at(-1)?.toLowerCase();
      const by = UsageBy.options.find((one) => one === last && words.at(-2) !== 'last');
      const period = words.slice(0, by ? -1 : undefined).filter((word) => word.toLowerCase() !== 'by');
      return { ...(period.length > 0 ? { period: period.join(' ') } : {}), ...(by ? { by } : {}) };
    },
  },
});
