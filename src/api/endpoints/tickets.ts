/** Tickets over REST: found by filter, made, changed, linked, and what happened to each. */
import * as z from 'zod';
import { wireTicket } from '../../catalog/wire.ts';
import { ReviewStatus, TicketType, WorkStatus } from '../../domain/ticket.ts';
import { ById, count, defineEndpoint, type Endpoint, Flag, Words, Workspaced } from '../endpoint.ts';
import { Anything, WireTicket, WireTickets } from '../wire-shapes.ts';
import { answerTicket, findTicket } from './find-ticket.ts';

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
  project: z.string().optional().meta({ description: 'Its name or id' }),
  parent: z.string().optional().meta({ description: 'The ticket they are part of, by any of its names' }),
  ready: Flag.optional().meta({
    description: 'What can be begun now, or what waits for something unfinished',
  }),
  archived: Flag.optional().meta({ description: 'What was put away, instead of the rest' }),
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
      const { limit, offset, status: work, review, project, parent, ready, archived } = query;
      const { priority: priorities, type: types, label: labels, assignee: assignees } = query;
      const { prefix: keyPrefix, q: text } = query;
      const named = { priorities, types, labels, assignees, project, parent, keyPrefix, text };
      const filters = { ...named, work, review, ready, archived };
      const { tickets, total } = await house.services.tickets.page(caller, filters, { limit, offset });
      return { status: 200, body: { tickets: tickets.map(wireTicket), total } };
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
];
