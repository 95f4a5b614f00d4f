/** Execution tickets over REST (S0): generated from a document, reviewed, pushed, and read back. */
import * as z from 'zod';
import { wireTicket } from '../../catalog/wire.ts';
import { DocketError } from '../../domain/errors.ts';
import { isPersonDeciding, requirePerson } from '../../domain/principal.ts';
import { ReviewStatus, TicketType } from '../../domain/ticket.ts';
import type { TicketView } from '../../domain/ticket-view.ts';
import { type Asked, ById, defineEndpoint, type Endpoint, Versioned, Workspaced } from '../endpoint.ts';
import { Anything, WireGenerated, WireTicket, WireTickets } from '../wire-shapes.ts';
import { deleteTicket } from './delete-ticket.ts';
import { answerTicket, findTicket, namedTickets } from './find-ticket.ts';

const tag = 'execution';

const Priority = z.enum(['P0', 'P1', 'P2', 'P3']);

const Edit = z.object({
  ...Workspaced,
  ...Versioned,
  title: z.string().min(1).max(256).optional(),
  body: z.string().optional(),
  ticket_type: TicketType.optional(),
  priority: Priority.nullable().optional(),
  labels: z.array(z.string()).optional(),
  acceptance_criteria: z.array(z.string()).optional(),
  estimated_effort: z.string().max(40).nullable().optional(),
  status: z
    .enum(['generated', 'reviewed'])
    .optional()
    .meta({ description: 'generated saves without approving' }),
});
type Edit = z.infer<typeof Edit>;

export const executionEndpoints: Endpoint[] = [
  defineEndpoint({
    method: 'post',
    path: '/api/execution/generate',
    name: 'generateTickets',
    summary: 'Generate scoped tickets from a document; asked again, it repeats none',
    tag,
    body: z.object({
      ...Workspaced,
      document_id: z.string(),
      include_block_types: z.array(z.string()).optional(),
      mode: z.enum(['rules', 'model', 'deterministic']).optional(),
      confirmed: z.boolean().optional().meta({ description: 'A person agreed to more than 60 tickets' }),
    }),
    answers: { 200: WireGenerated },
    async run({ body, call }) {
      const { document_id: document, include_block_types: types, mode, confirmed } = body;
      const input = {
        document,
        ...(types ? { block_types: types } : {}),
        ...(mode ? { mode: mode === 'deterministic' ? 'rules' : mode } : {}),
        ...(confirmed ? { confirmed } : {}),
      };
      return { status: 200, body: await call('generate_tickets', input) };
    },
  }),
  defineEndpoint({
    method: 'get',
    path: '/api/execution/tickets/{id}',
    name: 'showExecutionTicket',
    summary: 'One ticket, by id, key or the key it has in a tracker',
    tag,
    params: ById,
    answers: { 200: WireTicket },
    async run(asked) {
      return answerTicket(await findTicket(asked, asked.params.id));
    },
  }),
  defineEndpoint({
    method: 'patch',
    path: '/api/execution/tickets/{id}',
    name: 'reviewTicket',
    summary: 'The review step: edit and approve for push; an empty body approves as it is',
    tag,
    params: ById,
    changes: 'ticket',
    body: Edit,
    answers: { 200: WireTicket },
    run: (asked) => review(asked),
  }),
  defineEndpoint({
    method: 'delete',
    path: '/api/execution/tickets/{id}',
    name: 'discardTicket',
    summary: 'Discard a ticket that was not pushed',
    tag,
    params: ById,
    answers: { 204: 'Discarded', 202: Anything },
    changes: 'ticket',
    run: (asked) => deleteTicket(asked, false),
  }),
  defineEndpoint({
    method: 'get',
    path: '/api/execution/tickets/{id}/trace',
    name: 'traceTicket',
    summary: 'Why a ticket exists: its lines, and the research behind them',
    tag,
    params: ById,
    answers: { 200: Anything },
    run: async ({ params, call }) => ({
      status: 200,
      body: await call('trace_ticket', { ticket: params.id }),
    }),
  }),
  defineEndpoint({
    method: 'get',
    path: '/api/execution/{id}/tickets',
    name: 'listDocumentTickets',
    summary: 'The tickets of a document, in its order',
    tag,
    params: ById,
    query: z.object({ ...Workspaced, status: ReviewStatus.optional() }),
    answers: { 200: WireTickets },
    async run({ house, caller, params, query }) {
      const { id } = await house.services.documents.get(caller, params.id);
      const all = await house.services.tickets.ofDocument(caller, id);
      const tickets = all.filter(({ ticket }) => !query.status || ticket.review.status === query.status);
      return { status: 200, body: { tickets: tickets.map(wireTicket), total: tickets.length } };
    },
  }),
  defineEndpoint({
    method: 'post',
    path: '/api/execution/review',
    name: 'approveTickets',
    summary: 'Approve tickets for push, as the person the token belongs to',
    tag,
    body: z.object({
      ...Workspaced,
      ticket_ids: z.array(z.string()).min(1).max(500).optional(),
      document_id: z.string().optional(),
    }),
    answers: { 200: z.object({ reviewed: z.int(), skipped: z.int(), errors: z.array(Anything) }) },
    async run(asked) {
      const views = await namedTickets(asked);
      const waiting = views.filter(({ ticket }) => isWaiting(ticket.review.status));
      const done = await approve(asked, waiting);
      const errors = done.refused.map(({ key, why }) => ({ key, message: why }));
      return {
        status: 200,
        body: { reviewed: done.approved.length, skipped: views.length - waiting.length, errors },
      };
    },
  }),
];

type Some = Asked<unknown, unknown, unknown>;

function isWaiting(status: ReviewStatus | null): boolean {
  return status === 'generated' || status === 'push_failed';
}

async function approve({ house, caller }: Some, views: readonly TicketView[]) {
  requirePerson(caller, 'approve tickets');
  if (views.length === 0) return { approved: [], refused: [] };
  const ids = views.map(({ ticket }) => ticket.id);
  return house.services.publication.approveNamed(caller, ids);
}

/** S0-31 to S0-33: a person's edit approves unless it says not to; an agent's never does. */
async function review(asked: Asked<{ id: string }, unknown, Edit>) {
  const { caller, body, params, version, call } = asked;
  const before = await findTicket(asked, params.id);
  const { id, review: facet } = before.ticket;
  if (facet.status === 'pushed' || facet.status === 'synced') throw alreadyPushed(before);
  if (body.status === 'reviewed') requirePerson(caller, 'approve tickets');
  const { workspace_id: _workspace, version: _version, status, ...fields } = body;
  if (Object.keys(fields).length > 0) await call('edit_ticket', { ticket: id, ...editOf(fields) });
  const view = await findTicket(asked, id);
  if (version !== null && Object.keys(fields).length === 0 && version !== view.ticket.version)
    throw moved(view);
  if (status === 'generated' || !isPersonDeciding(caller)) return answerTicket(view);
  const { refused } = await approve(asked, isWaiting(view.ticket.review.status) ? [view] : []);
  if (refused[0]) throw cannot(refused[0].why);
  return answerTicket(await findTicket(asked, id));
}

function editOf({
  body,
  ticket_type,
  acceptance_criteria,
  estimated_effort,
  priority,
  ...rest
}: Omit<Edit, 'status' | 'version' | 'workspace_id'>) {
  return {
    ...rest,
    ...(body === undefined ? {} : { description: body }),
    ...(ticket_type === undefined ? {} : { type: ticket_type }),
    ...(acceptance_criteria === undefined ? {} : { criteria: acceptance_criteria }),
    ...(estimated_effort === undefined ? {} : { effort: estimated_effort ?? '' }),
    ...(priority === undefined ? {} : { priority: priority ?? 'none' }),
  };
}

function alreadyPushed({ ticket, refs }: TicketView): DocketError {
  return new DocketError('TICKET_ALREADY_PUSHED', {
    message: `${ticket.key} is in ${refs[0]?.externalKey ?? 'the tracker'} already. Nothing was changed.`,
    remedy: 'Change it with PATCH /api/tickets/{id}; a person then sends the change.',
  });
}

function moved({ ticket }: TicketView): DocketError {
  return new DocketError('VERSION_CONFLICT', {
    message: `${ticket.key} is at version ${ticket.version} by now. Nothing was changed.`,
    remedy: 'Read it again, then send the request with its new version.',
    details: { current_version: ticket.version },
  });
}

function cannot(why: string): DocketError {
  return new DocketError('INVALID_REVIEW_TRANSITION', {
    message: `${why} Nothing was changed.`,
    remedy: 'Read the ticket again.',
  });
}
