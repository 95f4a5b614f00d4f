/** Pushing and syncing over REST (S0-40 to S0-56): what was left out is told ticket by ticket. */
import * as z from 'zod';
import { DocketError, isDocketError } from '../../domain/errors.ts';
import { isPersonDeciding } from '../../domain/principal.ts';
import type { PushView } from '../../domain/publication-view.ts';
import type { TicketView } from '../../domain/ticket-view.ts';
import { type Asked, defineEndpoint, type Endpoint, Workspaced } from '../endpoint.ts';
import { Anything, WirePush, WireSync } from '../wire-shapes.ts';
import { findTicket, namedTickets } from './find-ticket.ts';
import { finishPush } from './pushes.ts';

const tag = 'execution';

const Wish = z.object({
  ...Workspaced,
  document_id: z.string().optional(),
  ticket_ids: z.array(z.string()).min(1).max(500).optional(),
  platform: z.string().meta({ example: 'linear' }),
  wait_seconds: z.int().min(0).max(300).default(100),
});
type Wish = z.infer<typeof Wish>;

export const pushTicketsEndpoints: Endpoint[] = [
  defineEndpoint({
    method: 'post',
    path: '/api/execution/push',
    name: 'pushTickets',
    summary: 'Push what a person has approved; what failed before is tried again',
    tag,
    body: Wish,
    answers: { 200: WirePush, 202: Anything },
    async run(asked) {
      const { caller, body, call, house } = asked;
      const { ids, left } = await chooseTickets(asked);
      if (!isPersonDeciding(caller)) {
        const input = { tracker: body.platform, select: { ids } };
        return { status: 202, body: await call('push_tickets', input) };
      }
      const wish = { ticketIds: ids, tracker: body.platform };
      const { push, skipped } = await house.services.publication.push(caller, wish);
      const told = { waitSeconds: body.wait_seconds, skipped: [...left, ...skipped] };
      return finishPush(asked, push.id, told);
    },
  }),
  defineEndpoint({
    method: 'post',
    path: '/api/execution/sync',
    name: 'syncTickets',
    summary: 'Read the status of pushed tickets back',
    tag,
    body: z.object({ ...Workspaced, document_id: z.string().optional() }),
    answers: { 200: WireSync },
    run: async ({ body, call }) => ({
      status: 200,
      body: await call(
        'sync_tickets',
        body.document_id ? { document: body.document_id } : { select: { all: true } },
      ),
    }),
  }),
];

type Chosen = { ids: string[]; left: PushView['skipped'] };

/** What is no ticket here, or of another document than the one named, is left out (S0-44). Throws WORKSPACE_MISMATCH. */
async function chooseTickets(asked: Asked<unknown, unknown, Wish>): Promise<Chosen> {
  const { body } = asked;
  const { ticket_ids: names, ...rest } = body;
  if (!names) return { ids: (await namedTickets(asked)).map(({ ticket }) => ticket.id), left: [] };
  const within =
    body.document_id === undefined
      ? null
      : new Set((await namedTickets({ ...asked, body: rest })).map(({ ticket }) => ticket.id));
  const chosen: Chosen = { ids: [], left: [] };
  for (const name of names) {
    const view = await findOrNull(asked, name);
    if (view && (!within || within.has(view.ticket.id))) chosen.ids.push(view.ticket.id);
    else chosen.left.push(leave(name, view));
  }
  return chosen;
}

async function findOrNull(asked: Asked<unknown, unknown, Wish>, name: string): Promise<TicketView | null> {
  try {
    return await findTicket(asked, name);
  } catch (error) {
    if (!isDocketError(error) || error.code !== 'NOT_FOUND') throw error;
    const elsewhere = await asked.house.store.tickets.getAnywhere(name);
    if (elsewhere && elsewhere.workspaceId !== asked.caller.workspaceId) throw foreign();
    return null;
  }
}

function leave(name: string, view: TicketView | null): PushView['skipped'][number] {
  const reason = 'NOT_FOUND' as const;
  if (!view) return { ticketId: null, key: name.slice(0, 80), status: null, reason };
  const { id, key, review } = view.ticket;
  return { ticketId: id, key, status: review.status, reason };
}

function foreign(): DocketError {
  return new DocketError('WORKSPACE_MISMATCH', {
    message: 'One of these tickets belongs to another workspace. Nothing was pushed.',
    remedy: 'Name tickets of the workspace the token belongs to.',
  });
}
