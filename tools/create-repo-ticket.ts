/** Writes a new ticket into the attached repository, in the name of whoever asked. */
import * as z from 'zod';
import { drawRepoDeedCard } from '../src/cards/repo-card.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import { RepoTicket } from '../src/domain/repo-view.ts';

export default defineTool({
  description:
    'Write a new ticket into the attached repository (.tickets/). "feature: …" or "milestone: …" makes what the repository means by that word. Only where the repository is named; create_ticket is for Docket\'s own tickets.',
  effect: 'write',
  access: 'anyone',
  undoable: false,
  input: z.object({
    title: z.string().trim().min(1).max(256),
    description: z.string().trim().min(1).max(20_000).optional(),
    priority: z.enum(['low', 'medium', 'high', 'critical']).optional(),
    labels: z.array(z.string()).optional(),
    lane: z.string().optional(),
  }),
  output: z.object({ done: z.boolean(), said: z.string(), ticket: RepoTicket }),
  run: (wish, { services, caller }) => services.checkouts.add(caller, wish),
  ask: async ({ title }) => `Write a new ticket into the repository: "${title}"`,
  show: ({ said, done, ticket }) => ({ card: drawRepoDeedCard(said, done, ticket) }),
  brief: ({ said, ticket }) => ({ said, ticket: ticket.id }),
  command: {
    verb: 'repo-new',
    usage: '<title> [| description]',
    does: 'Write a new ticket into the attached repository',
    input: (words) => {
      const [title = '', ...rest] = words.join(' ').split(' | ');
      return { title, ...(rest.length > 0 ? { description: rest.join(' | ') } : {}) };
    },
  },
});
