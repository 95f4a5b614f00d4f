/** Says that somebody is at a ticket for a while, or no longer. */
import * as z from 'zod';
import { drawArrangedCard } from '../src/cards/arranged-card.ts';
import { briefTicket } from '../src/catalog/briefs.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import { resolveTicket } from '../src/catalog/resolve-ticket.ts';
import { wireTicket } from '../src/catalog/wire.ts';
import { Claim } from '../src/domain/execution.ts';
import { TicketView } from '../src/domain/ticket-view.ts';

const Outcome = z.enum(['acquired', 'renewed', 'overrode', 'released', 'none']);
const words: Record<z.infer<typeof Outcome>, string> = {
  acquired: 'is claimed',
  renewed: 'is claimed on',
  overrode: 'was taken over and is claimed',
  released: 'is free again',
  none: 'was claimed by nobody',
};

export default defineTool({
  description:
    'Claim a ticket for a while, 60 minutes unless said, so that agents leave it alone, or let it go again. A claim of somebody else holds until it ends, or until a reason overrides it.',
  effect: 'write',
  access: 'anyone',
  undoable: false,
  input: z.object({
    ticket: z.string().min(1).describe('Number, key or id'),
    minutes: z.int().min(1).max(10_080).optional(),
    release: z.boolean().optional().describe('Let it go'),
    reason: z.string().max(500).optional().describe('Why a claim of somebody else is overridden'),
  }),
  output: z.object({ outcome: Outcome, claim: Claim.nullable(), view: TicketView }),
  async run({ ticket, minutes, release = false, reason }, context) {
    const view = await resolveTicket(context, ticket);
    const { tickets } = context.services;
    const { caller } = context;
    if (release) {
      const letGo = await tickets.unclaim(caller, view.ticket.id, reason);
      return { outcome: letGo ? ('released' as const) : ('none' as const), claim: null, view };
    }
    const wish = { ...(minutes ? { minutes } : {}), ...(reason ? { reason } : {}) };
    return tickets.claim(caller, view.ticket.id, wish);
  },
  wire: ({ outcome, claim, view }) => ({
    ...wireTicket(view),
    outcome,
    claim: claim && { id: claim.id, holder: claim.holder, expires_at: claim.expiresAt },
  }),
  show: ({ outcome, claim, view }) => {
    const until = claim
      ? ` by ${claim.holderName} until ${claim.expiresAt.slice(0, 16).replace('T', ' ')} UTC`
      : '';
    const sentence = `${view.ticket.key} ${words[outcome]}${until}.`;
    return { card: drawArrangedCard({ sentence, tickets: [], deed: null }) };
  },
  brief: ({ outcome, claim, view }) => ({ outcome, until: claim?.expiresAt ?? null, ...briefTicket(view) }),
  focus: ({ view }) => ({ about: [view.ticket.id] }),
  command: {
    verb: 'hold',
    usage: '<ticket> [minutes] [reason]',
    input: ([ticket = '', ...rest]) => {
      const hasMinutes = /^\d+m?$/.test(rest[0] ?? '');
      const reason = (hasMinutes ? rest.slice(1) : rest).join(' ');
      return {
        ticket,
        ...(hasMinutes ? { minutes: Number.parseInt(rest[0]!, 10) } : {}),
        ...(reason ? { reason } : {}),
      };
    },
  },
  otherCommands: [
    {
      verb: 'unhold',
      usage: '<ticket> [reason]',
      does: 'Let a claimed ticket go',
      input: ([ticket = '', ...reason]) => ({
        ...{ ticket, release: true },
        ...(reason.length > 0 ? { reason: reason.join(' ') } : {}),
      }),
    },
  ],
});
