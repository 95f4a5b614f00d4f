/** Shows the tickets of the attached repository: what is ready, under way, waiting, claimed, open or invalid. */
import * as z from 'zod';
import { drawRepoCard } from '../src/cards/repo-card.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import { RepoList, RepoView, repoLists } from '../src/domain/repo-view.ts';

const mostShown = 15;

export default defineTool({
  description:
    "Show tickets of the attached repository (.tickets/): what's ready to start, doing, waiting, claimed by whom and for how long, all open ones, or the problems a validation finds. Only for the repository; show_board and list_tickets are for Docket's own tickets.",
  effect: 'read',
  access: 'anyone',
  input: z.object({
    list: RepoList.optional().describe('ready when absent, all with a text'),
    text: z.string().trim().min(1).optional().describe('Only those that say this in title or body'),
  }),
  output: RepoView,
  run: ({ text, list = text ? 'all' : 'ready' }, { services, caller }) =>
    services.checkouts.view(caller, list, mostShown, text),
  show: (view) => ({ card: drawRepoCard(view) }),
  brief: ({ list, total, tickets, problems }) => ({
    list,
    total,
    tickets: tickets.map(({ short, title, claim }) => ({ ticket: short, title, claim })),
    problems: problems.length,
  }),
  command: {
    verb: 'repo-list',
    usage: `[${repoLists.join('|')}]`,
    input: ([list]) => (list === undefined ? {} : { list: list.toLowerCase() as RepoList }),
  },
  otherCommands: [
    {
      verb: 'validate',
      usage: '',
      does: 'What is wrong with the tickets of the attached repository',
      input: () => ({ list: 'problems' as const }),
    },
    {
      verb: 'repo-search',
      usage: '<words>',
      does: 'Find tickets of the attached repository by what they say',
      input: (words) => ({ text: words.join(' ') }),
    },
  ],
});
