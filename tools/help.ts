/** Says what Docket can do, by example. */
import * as z from 'zod';
import { drawHelpCard } from '../src/cards/help-card.ts';
import { defineTool } from '../src/catalog/define-tool.ts';

export default defineTool({
  description: 'Say what Docket can do and what to type, by example.',
  effect: 'read',
  access: 'anyone',
  input: z.object({ topic: z.string().optional() }),
  output: z.object({
    topic: z.string().nullable(),
    trackers: z.array(z.object({ name: z.string(), sandbox: z.boolean() })),
  }),
  run: async (input, { services }) => ({ topic: input.topic ?? null, trackers: services.trackers.names() }),
  show: (output) => ({ card: drawHelpCard(output) }),
  brief: () => 'The help card was shown.',
  command: {
    verb: 'help',
    usage: '[topic]',
    input: (words) => (words.length > 0 ? { topic: words.join(' ') } : {}),
  },
});
