/** How the work on a ticket goes on and ends, over REST (S4-3, S4-33, S4-35), and what its course was. */
import * as z from 'zod';
import { onlySaid } from '../../catalog/named-words.ts';
import { DocketError } from '../../domain/errors.ts';
import { parseWorkStatus, requireWorkMove } from '../../domain/lifecycle.ts';
import { isPersonDeciding } from '../../domain/principal.ts';
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

const Transition = z.object({
  ...Workspaced,
  ...Versioned,
  to: z
    .string()
    .meta({ description: 'open, in_progress, blocked, done, failed, cancelled, or a usual word for one' }),
  reason: z.string().max(2000).optional().meta({ description: 'Why it is blocked, or why it is forced' }),
  force: z.boolean().optional().meta({ description: 'A person moves it outside the table, with a reason' }),
  output: z.unknown().optional().meta({ description: 'Of work that is done' }),
  error: z.string().max(2000).optional().meta({ description: 'Of work that has failed' }),
});
type Transition = z.infer<typeof Transition>;

/** Moves that have a path of their own. */
const moves = {
  cancel: { to: 'cancelled', name: 'cancelTicket', summary: 'Call a ticket off' },
  reopen: {
    to: 'open',
    name: 'reopenTicket',
    summary: 'Open a finished ticket again: a person’s deed, with a reason',
  },
} as const;

const ofTicket = {
  method: 'post',
  tag,
  params: ById,
  changes: 'ticket',
  answers: { 200: WireTicket },
} as const;

export const ticketCourseEndpoints: Endpoint[] = [
  defineEndpoint({
    ...ofTicket,
    path: '/api/tickets/{id}/transition',
    name: 'moveTicket',
    summary: 'Give a ticket another work status; one it has already changes nothing',
    body: Transition,
    run: (asked) => transition(asked),
  }),
  defineEndpoint({
    ...ofTicket,
    path: '/api/tickets/{id}/complete',
    name: 'completeTicket',
    summary:
      'It is done, with the output its contract asks for (422 OUTPUT_CONTRACT_VIOLATION where it does not fit)',
    body: z.object({ ...Workspaced, ...Versioned, output: z.unknown().optional() }),
    run: (asked) => complete(asked, asked.body.output),
  }),
  defineEndpoint({
    ...ofTicket,
    path: '/api/tickets/{id}/fail',
    name: 'failTicket',
    summary: 'The work on it has failed, and why',
    body: z.object({ ...Workspaced, ...Versioned, error: z.string().min(1).max(2000) }),
    run: (asked) => fail(asked, asked.body.error),
  }),
  ...(['cancel', 'reopen'] as const).map((deed) =>
    defineEndpoint({
      ...ofTicket,
      path: `/api/tickets/{id}/${deed}`,
      name: moves[deed].name,
      summary: moves[deed].summary,
      body: z.object({ ...Workspaced, ...Versioned, reason: z.string().max(2000).optional() }),
      run: (asked) => move(asked, moves[deed].to, asked.body.reason),
    }),
  ),
];

type OnTicket<Body> = Asked<{ id: string }, unknown, Body>;

/** Throws INVALID_TRANSITION for a move outside the table, unless a person forces it and says why. */
async function transition(asked: OnTicket<Transition>): Promise<Answer> {
  const { caller, body } = asked;
  const to = parseWorkStatus(body.to);
  const view = await findTicket(asked, asked.params.id);
  if (view.ticket.work.status === to) return answerTicket(view);
  const forced = body.force === true && isPersonDeciding(caller);
  if (!forced) requireWorkMove(view.ticket, to, caller.principal);
  if (forced && !body.reason?.trim()) throw noReason();
  if (to === 'done' && !forced) return complete(asked, body.output);
  if (to === 'failed' && !forced) return fail(asked, body.error ?? body.reason ?? 'No reason was given.');
  return move(asked, to, body.reason ?? body.error);
}

async function complete(asked: OnTicket<unknown>, output: unknown): Promise<Answer> {
  const { house, caller } = asked;
  const { ticket } = await findTicket(asked, asked.params.id);
  const done = onlySaid({ output: readOutput(output) });
  return answerTicket(await house.services.tickets.complete(caller, ticket.id, done));
}

async function fail(asked: OnTicket<unknown>, error: string): Promise<Answer> {
  const { house, caller } = asked;
  const { ticket } = await findTicket(asked, asked.params.id);
  return answerTicket(await house.services.tickets.fail(caller, ticket.id, error));
}

async function move(asked: OnTicket<unknown>, status: string, reason: string | undefined): Promise<Answer> {
  const { id } = asked.params;
  await asked.call('move_tickets', { select: { ids: [id] }, status, ...onlySaid({ reason }) });
  return answerTicket(await findTicket(asked, id));
}

/** An object may come as its text too (S4-12). */
function readOutput(output: unknown): unknown {
  if (typeof output !== 'string' || !/^\s*[{[]/.test(output)) return output;
  try {
    return JSON.parse(output);
  } catch {
    return output;
  }
}

function noReason(): DocketError {
  return new DocketError('INVALID_INPUT', {
    message: 'It is not said why the move is forced. Nothing was changed.',
    remedy: 'Send reason too; it is kept in the history of the ticket.',
  });
}
