/** Claims a ticket of the attached repository for some minutes, prolongs that, takes it over or gives it back. */
import * as z from 'zod';
import { drawRepoDeedCard } from '../src/cards/repo-card.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import { RepoTicket } from '../src/domain/repo-view.ts';

export default defineTool({
  description:
    "Claim a ticket of the attached repository (.tickets/) for a number of minutes, prolong one's claim, or release it. A reason takes over what somebody else holds, which only a person may decide.",
  effect: 'write',
  access: 'anyone',
  undoable: false,
  input: z.object({
    ticket: z
      .string()
      .min(4)
      .describe('Its id, the beginning or end of it, its key, or “next” for the first that is ready'),
    minutes: z.int().min(1).max(10_080).optional(),
    release: z.boolean().optional(),
    reason: z.string().optional(),
  }),
  output: z.object({ done: z.boolean(), said: z.string(), ticket: RepoTicket }),
  run: ({ ticket, ...wish }, { services, caller }) => services.checkouts.claim(caller, ticket, wish),
  show: ({ said, done, ticket }) => ({ card: drawRepoDeedCard(said, done, ticket) }),
  brief: ({ said, done }) => ({ done, said }),
  command: {
    verb: 'claim',
    usage: '<ticket> [minutes] [because <reason>]',
    does: 'Claim a ticket of the attached repository',
    input: readClaim,
  },
  otherCommands: [
    {
      verb: 'release',
      usage: '<ticket> [because <reason>]',
      does: 'Give back the claim on a ticket of the attached repository',
      input: (words) => ({ ...readClaim(words), release: true }),
    },
  ],
});

/** `0191c2 for 30 minutes because Tom is away`. */
function readClaim(words: string[]) {
  const at = words.findIndex((word) => /^because$/i.test(word));
  const reason = at < 0 ? '' : words.slice(at + 1).join(' ');
  const [ticket = '', ...rest] = at < 0 ? words : words.slice(0, at);
  const amount = /(\d+)\s*(h|hours?)?/i.exec(rest.join(' '));
  const minutes = amount ? Number(amount[1]) * (amount[2] ? 60 : 1) : null;
  return { ticket, ...(minutes ? { minutes } : {}), ...(reason ? { reason } : {}) };
}
