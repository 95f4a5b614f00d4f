/** Sets the status of a ticket of the attached repository, or logs what was done on it. */
import * as z from 'zod';
import { drawRepoDeedCard } from '../src/cards/repo-card.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import { DocketError } from '../src/domain/errors.ts';
import { RepoTicket } from '../src/domain/repo-view.ts';

const statuses = ['todo', 'doing', 'blocked', 'done', 'canceled'] as const;

export default defineTool({
  description:
    'Set the status of a ticket of the attached repository (.tickets/), or log what was done on it. Both are written to its log in the name of whoever asked. Only a person reopens a finished one.',
  effect: 'write',
  access: 'anyone',
  undoable: false,
  input: z.object({
    ticket: z.string().min(4).describe('Its id, the beginning or end of it, or its key'),
    status: z.enum(statuses).optional(),
    resolution: z.enum(['completed', 'merged', 'dropped']).optional().describe('With done or canceled'),
    text: z.string().optional().describe('What was done, or with a status why'),
  }),
  output: z.object({ done: z.boolean(), said: z.string(), ticket: RepoTicket }),
  async run({ ticket, status, resolution, text }, { services: { checkouts }, caller }) {
    if (status) return checkouts.move(caller, ticket, status, { resolution, reason: text });
    if (text) return checkouts.note(caller, ticket, { summary: text });
    throw new DocketError('INVALID_INPUT', {
      message: 'Neither a status nor anything to log was given. Nothing was changed.',
      remedy: `Say one of ${statuses.join(', ')}, or what was done.`,
    });
  },
  show: ({ said, done, ticket }) => ({ card: drawRepoDeedCard(said, done, ticket) }),
  brief: ({ said, done }) => ({ done, said }),
  command: {
    verb: 'repo-ticket',
    usage: '<ticket> <status|log> [text]',
    input: ([ticket = '', word = '', ...rest]) => {
      const text = rest.join(' ');
      const status = statuses.find((one) => one === word.toLowerCase());
      const said = status || /^log:?$/i.test(word) ? text : [word, text].filter(Boolean).join(' ');
      return { ticket, ...(status ? { status } : {}), ...(said ? { text: said } : {}) };
    },
  },
});
