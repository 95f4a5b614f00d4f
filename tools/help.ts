/** Says what Docket can do, by example. */
import * as z from 'zod';
import { drawHelpCard } from '../src/cards/help-card.ts';
import { type CommandLine, defineTool } from '../src/catalog/define-tool.ts';

export default defineTool({
  description: 'Say what Docket can do and what to type, by example.',
  effect: 'read',
  access: 'anyone',
  input: z.object({ topic: z.string().optional().describe('“commands” lists every /docket command') }),
  output: z.object({
    topic: z.string().nullable(),
    trackers: z.array(z.object({ name: z.string(), sandbox: z.boolean() })),
    /** Empty unless they were asked for. */
    commands: z.array(z.object({ verb: z.string(), usage: z.string(), does: z.string() })),
  }),
  run: async ({ topic = null }, { services, commands }) => ({
    topic,
    trackers: services.trackers.names(),
    commands: topic === null ? [] : commandsOn(topic, commands),
  }),
  show: (output) => ({ card: drawHelpCard(output) }),
  brief: () => 'The help card was shown.',
  press: [{ verb: 'help', input: () => ({}), answer: 'aside' }],
  command: {
    verb: 'help',
    usage: '[topic]',
    input: (words) => ({ topic: words.length > 0 ? words.join(' ') : 'commands' }),
  },
});

/** All of them, or the one that is called like the topic. */
function commandsOn(topic: string, commands: readonly CommandLine[]): CommandLine[] {
  const wanted = topic.toLowerCase().replace(/^\/docket\s+/, '');
  return commands.filter(({ verb }) => wanted === 'commands' || verb === wanted);
}
