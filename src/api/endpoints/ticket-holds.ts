/** Who has a ticket to themselves, over REST: a run its lock, a person or agent their claim (S4-33, C-19). */
import * as z from 'zod';
import { onlySaid } from '../../catalog/named-words.ts';
import { DocketError } from '../../domain/errors.ts';
import { isFinished } from '../../domain/lifecycle.ts';
import type { Ticket } from '../../domain/ticket.ts';
import {
  type Answer,
  type Asked,
  ById,
  defineEndpoint,
  type Endpoint,
  Versioned,
  Workspaced,
} from '../endpoint.ts';
import { WireTicket } from '../wire-shapes.ts';
import { answerTicket, findTicket } from './find-ticket.ts';

const tag = 'tickets';

const Run = z.string().min(1).max(200);
const Checkout = z.object({
  ...Workspaced,
  ...Versioned,
  agent_id: z.string().min(1).max(80),
  run_id: Run.meta({ description: 'The run that will have it to itself' }),
});
const Claim = {
  ...Workspaced,
  ...Versioned,
  reason: z.string().max(500).optional().meta({ description: 'Why a claim of somebody else is overridden' }),
};
const Release = z.object({
  ...Claim,
  run_id: Run.optional().meta({
    description: 'Lets go of the lock of this run; of a claim where it is not said',
  }),
});

const ofTicket = { method: 'post', tag, params: ById, changes: 'ticket' } as const;

export const ticketHoldEndpoints: Endpoint[] = [
  defineEndpoint({
    ...ofTicket,
    path: '/api/tickets/{id}/checkout',
    name: 'checkoutTicket',
    summary:
      'Take a ticket for one run, for four hours at most; 409 CHECKOUT_CONFLICT is final while another has it',
    body: Checkout,
    answers: { 200: WireTicket.extend({ checkout: z.enum(['success', 'alreadyOwned']) }) },
    run: (asked) => checkout(asked),
  }),
  defineEndpoint({
    ...ofTicket,
    path: '/api/tickets/{id}/claim',
    name: 'claimTicket',
    summary: 'Say that one works on it, for a while',
    body: z.object({ ...Claim, minutes: z.int().min(1).max(10_080).optional() }),
    answers: { 200: WireTicket.extend({ outcome: z.string() }) },
    run: async ({ params, body: { minutes, reason }, call }) => ({
      status: 200,
      body: await call('claim_ticket', { ticket: params.id, ...onlySaid({ minutes, reason }) }),
    }),
  }),
  defineEndpoint({
    ...ofTicket,
    path: '/api/tickets/{id}/release',
    name: 'releaseTicket',
    summary: 'Let go of a run’s lock, or of a claim',
    body: Release,
    answers: { 200: WireTicket.extend({ outcome: z.enum(['released', 'none']) }) },
    run: (asked) => release(asked),
  }),
];

async function checkout(asked: Asked<{ id: string }, unknown, z.infer<typeof Checkout>>): Promise<Answer> {
  const { house, caller, body } = asked;
  const { ticket } = await findTicket(asked, asked.params.id);
  const wish = { agentId: body.agent_id, runId: body.run_id };
  const taken = await house.services.tickets.checkout(caller, ticket.id, wish);
  if (taken === 'conflict') throw isTaken(ticket);
  const { body: said, ...answer } = answerTicket(await findTicket(asked, ticket.id));
  return { ...answer, body: { ...(said as object), checkout: taken } };
}

async function release(asked: Asked<{ id: string }, unknown, z.infer<typeof Release>>): Promise<Answer> {
  const { house, caller, params, call } = asked;
  const { run_id: runId, reason } = asked.body;
  if (runId === undefined) {
    const input = { ticket: params.id, release: true, ...onlySaid({ reason }) };
    return { status: 200, body: await call('claim_ticket', input) };
  }
  const { ticket } = await findTicket(asked, params.id);
  const letGo = await house.services.tickets.release(caller, ticket.id, runId);
  const holder = ticket.execution?.lock?.runId ?? null;
  if (!letGo && holder !== null && holder !== runId) throw isAnothers(ticket.key);
  const { body: said, ...answer } = answerTicket(await findTicket(asked, ticket.id));
  return { ...answer, body: { ...(said as object), outcome: letGo ? 'released' : 'none' } };
}

function isTaken({ key, work: { status }, execution }: Ticket): DocketError {
  const isOver = isFinished(status);
  const { runId = null, agentId = null } = execution?.lock ?? {};
  return new DocketError('CHECKOUT_CONFLICT', {
    message: isOver
      ? `${key} is ${status}, so no run can take it. Nothing was changed.`
      : `Another run has ${key} to itself. Nothing was changed.`,
    remedy: isOver
      ? 'Take another ticket.'
      : 'Take another ticket; do not try this one again while it is taken.',
    details: { checkout_run_id: runId, checkout_agent_id: agentId },
  });
}

function isAnothers(key: string): DocketError {
  return new DocketError('CHECKOUT_CONFLICT', {
    message: `${key} is held by another run than this one. Nothing was changed.`,
    remedy: 'Only the run that took it lets it go; after four hours another may take it over.',
  });
}
