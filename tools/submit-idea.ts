/** Takes an idea in, which waits to be triaged. */
import * as z from 'zod';
import { drawIdeaCard } from '../src/cards/idea-card.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import { wireIdea } from '../src/catalog/show-capability.ts';
import { IdeaView } from '../src/domain/capability-view.ts';

export default defineTool({
  description: 'Take in an idea for a product, which becomes a capability once it is triaged.',
  effect: 'write',
  access: 'anyone',
  undoable: false,
  input: z.object({
    title: z.string().trim().min(1).max(200),
    description: z.string().max(20_000).optional(),
    product: z.string().max(80).optional().describe('Its name or prefix'),
  }),
  output: z.object({ idea: IdeaView }),
  run: async (wish, { services, caller }) => ({ idea: await services.factory.submitIdea(caller, wish) }),
  show: ({ idea }) => ({ card: drawIdeaCard(idea) }),
  wire: ({ idea }) => wireIdea(idea),
  brief: ({ idea: { idea, ticketKey } }) => ({ key: idea.key, ticket: ticketKey, next: 'triage' }),
  command: {
    verb: 'idea',
    usage: '<title> | <description>',
    input: (words) => {
      const [title = '', ...description] = words.join(' ').split(/\s*\|\s*/);
      return { title, ...(description.length > 0 ? { description: description.join(' | ') } : {}) };
    },
  },
});
