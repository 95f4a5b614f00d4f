/** Tickets over REST: found by filter, made, changed, linked, and what happened to each. */
import * as z from 'zod';
import { wireTicket } from '../../catalog/wire.ts';
import { DocketError } from '../../domain/errors.ts';
import type { DomainEvent } from '../../domain/event.ts';
import { ReviewStatus, TicketType, WorkStatus } from '../../domain/ticket.ts';
import { type Answer, ById, count, defineEndpoint, type Endpoint, Words, Workspaced } from '../endpoint.ts';
import { Anything, WireEvent, WireTicket, WireTickets } from '../wire-shapes.ts';
import { answerTicket, eventsOfTicket, findTicket } from './find-ticket.ts';

const tag = 'tickets';

const Filter = z.object({
  ...Workspaced,
  status: Words.pipe(z.array(WorkStatus)).optional().meta({ example: 'open,in_progress' }),
  review: Words.pipe(z.array(ReviewStatus)).optional().meta({ example: 'generated' }),
  priority: Words.optional().meta({ example: 'P0,P1' }),
  type: Words.pipe(z.array(TicketType)).optional().meta({ example: 'story,bug' }),
  label: Words.optional(),
  assignee: Words.optional().meta({ description: 'Names of members, or none' }),
  prefix: z.string().optional().meta({ description: 'How the key begins, such as BUG' }),
  q: z.string().optional().meta({ description: 'Words that must all occur' }),
  limit: count(500, 50, 1),
  offset: count(1_000_000, 0),
});

const Fields = {
  ...Workspaced,
  description: z.string().optional(),
  type: TicketType.optional(),
  priority: z.string().optional().meta({ example: 'P1' }),
  labels: z.array(z.string()).optional(),
  criteria: z.array(z.string()).optional(),
};

export const ticketEndpoints: Endpoint[] = [
  defineEndpoint({
    method: 'get',
    path: '/api/tickets',
    name: 'listTickets',
    summary: 'Tickets by filter',
    tag,
    query: Filter,
    answers: { 200: WireTickets },
    async run({ house, caller, query }) {
      const { workspace_id: _workspace, limit, offset, q, prefix, assignee, ...filters } = query;
      const select = {
        all: true,
        ...filters,
        ...(q ? { query: q } : {}),
        ...(assignee ? { assignee: assignee.map((name) => (name === 'none' ? null : name)) } : {}),
      };
      const found = await house.services.tickets.select(caller, select);
      const begins = prefix?.toUpperCase() ?? '';
      const fitting = found.filter(({ ticket }) => ticket.key.startsWith(begins));
      const tickets = fitting.slice(offset, offset + limit).map(wireTicket);
      return { status: 200, body: { tickets, total: fitting.length } };
    },
  }),
  defineEndpoint({
    method: 'post',
    path: '/api/tickets',
    name: 'createTicket',
    summary: 'Make a ticket by hand',
    tag,
    body: z.object({ title: z.string().min(1).max(256), parent: z.string().optional(), ...Fields }),
    answers: { 201: WireTicket },
    run: async ({ body: { workspace_id: _workspace, ...input }, call }) => ({
      status: 201,
      body: await call('create_ticket', input),
    }),
  }),
  defineEndpoint({
    method: 'get',
    path: '/api/tickets/{id}',
    name: 'showTicket',
    summary: 'One ticket, by id, key or the key it has in a tracker',
    tag,
    params: ById,
    answers: { 200: WireTicket },
    run: async (asked) => answerTicket(await findTicket(asked, asked.params.id)),
  }),
  defineEndpoint({
    method: 'patch',
    path: '/api/tickets/{id}',
    name: 'editTicket',
    summary: 'Change the content of a ticket; takes back its approval, and approves nothing',
    tag,
    params: ById,
    body: z.object({
      title: z.string().min(1).max(256).optional(),
      effort: z.string().max(40).optional(),
      ...Fields,
    }),
    answers: { 200: WireTicket },
    run: async ({ params, version, body: { workspace_id: _workspace, ...input }, call }) => ({
      status: 200,
      body: await call('edit_ticket', {
        ticket: params.id,
        ...(version === null ? {} : { version }),
        ...input,
      }),
    }),
  }),
  defineEndpoint({
    method: 'post',
    path: '/api/tickets/{id}/transition',
    name: 'moveTicket',
    summary: 'Give a ticket another work status',
    tag,
    params: ById,
    body: z.object({ ...Workspaced, to: z.string(), reason: z.string().optional() }),
    answers: { 200: Anything },
    run: async ({ params, body: { to, reason }, call }) => ({
      status: 200,
      body: await call('move_tickets', {
        select: { ids: [params.id] },
        status: to,
        ...(reason ? { reason } : {}),
      }),
    }),
  }),
  ...(['post', 'delete'] as const).map((method) =>
    defineEndpoint({
      method,
      path: '/api/tickets/{id}/links',
      name: method === 'post' ? 'linkTicket' : 'unlinkTicket',
      summary: method === 'post' ? 'Link a ticket to another' : 'Take a link away',
      tag,
      params: ById,
      body: z.object({
        ...Workspaced,
        type: z.enum(['blocks', 'blocked_by', 'relates_to', 'precedes', 'duplicate_of']),
        target: z.string(),
      }),
      answers: { 200: Anything },
      run: async ({ params, body, call }) => ({
        status: 200,
        body: await call(method === 'post' ? 'link_tickets' : 'unlink_tickets', {
          from: [params.id],
          kind: body.type,
          on: [body.target],
        }),
      }),
    }),
  ),
  defineEndpoint({
    method: 'get',
    path: '/api/tickets/{id}/events',
    name: 'listTicketEvents',
    summary: 'What happened to a ticket, oldest first',
    tag,
    params: ById,
    answers: { 200: z.object({ events: z.array(WireEvent) }) },
    run: async (asked) => answerEvents(await eventsOfTicket(asked, asked.params.id)),
  }),
  defineEndpoint({
    method: 'get',
    path: '/api/events',
    name: 'listEvents',
    summary: 'What happened, oldest first: to a ticket, or in the workspace within a span of time',
    tag,
    query: z.object({
      ...Workspaced,
      ticket: z.string().optional(),
      from: z.iso.datetime().optional().meta({ description: 'A day ago when absent' }),
      to: z.iso.datetime().optional(),
    }),
    answers: { 200: z.object({ events: z.array(WireEvent) }) },
    async run(asked) {
      const { house, caller, query } = asked;
      if (query.ticket !== undefined) return answerEvents(await eventsOfTicket(asked, query.ticket));
      const now = house.clock.now().getTime();
      const span = {
        from: query.from ?? new Date(now - dayMs).toISOString(),
        to: query.to ?? new Date(now + 1).toISOString(),
      };
      if (span.from > span.to) throw turnedRound();
      return answerEvents(await house.store.events.between(caller.workspaceId, span));
    },
  }),
];

const dayMs = 24 * 60 * 60_000;

function turnedRound(): DocketError {
  return new DocketError('INVALID_INPUT', {
    message: 'The span ends before it begins. Nothing was read.',
    remedy: 'Give "from" the earlier moment.',
  });
}

function answerEvents(events: readonly DomainEvent[]): Answer {
  return { status: 200, body: { events: events.map(wireEvent) } };
}

function wireEvent(event: DomainEvent) {
  return {
    id: event.id,
    type: event.type,
    ticket_id: event.ticketId,
    document_id: event.documentId,
    push_id: event.pushId,
    run_id: event.runId,
    actor: event.actor,
    occurred_at: event.occurredAt,
    version: event.version,
    payload: event.payload,
  };
}
