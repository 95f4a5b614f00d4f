/** Who works on a ticket and how it goes on, over REST (S4, 5.7). */
import * as z from 'zod';
import { onlySaid } from '../../catalog/named-words.ts';
import { DocketError } from '../../domain/errors.ts';
import { ById, defineEndpoint, type Endpoint, Workspaced } from '../endpoint.ts';
import { Anything } from '../wire-shapes.ts';

const tag = 'tickets';

const Assignee = z.object({
  ...Workspaced,
  user_id: z.string().optional().meta({ description: 'A member by name, or me' }),
  agent_id: z.string().optional(),
  team_id: z.string().optional(),
});

/** Moves that have a path of their own. */
const moves = {
  cancel: { to: 'cancelled', name: 'cancelTicket', summary: 'Call a ticket off' },
  reopen: {
    to: 'open',
    name: 'reopenTicket',
    summary: 'Open a finished ticket again: a person’s deed, with a reason',
  },
} as const;

export const ticketWorkEndpoints: Endpoint[] = [
  ...(['assign', 'reassign'] as const).map((deed) =>
    defineEndpoint({
      method: 'post',
      path: `/api/tickets/{id}/${deed}`,
      name: `${deed}Ticket`,
      summary: 'Give a ticket to a member or an agent; to nobody where none is named',
      tag,
      params: ById,
      body: Assignee,
      answers: { 200: Anything },
      async run({ params, body: { user_id, agent_id, team_id }, call }) {
        if (team_id !== undefined) throw noTeams();
        const input = { select: { ids: [params.id] }, assignee: agent_id ?? user_id ?? null };
        return { status: 200, body: await call('assign_tickets', input) };
      },
    }),
  ),
  ...(['claim', 'release'] as const).map((deed) =>
    defineEndpoint({
      method: 'post',
      path: `/api/tickets/{id}/${deed}`,
      name: `${deed}Ticket`,
      summary: deed === 'claim' ? 'Say that one works on it, for a while' : 'Let a claim go',
      tag,
      params: ById,
      body: z.object({
        ...Workspaced,
        minutes: z.int().min(1).max(10_080).optional(),
        reason: z.string().max(500).optional(),
      }),
      answers: { 200: Anything },
      run: async ({ params, body: { minutes, reason }, call }) => ({
        status: 200,
        body: await call('claim_ticket', {
          ticket: params.id,
          ...onlySaid({ minutes, reason }),
          ...(deed === 'release' ? { release: true } : {}),
        }),
      }),
    }),
  ),
  ...(['cancel', 'reopen'] as const).map((deed) =>
    defineEndpoint({
      method: 'post',
      path: `/api/tickets/{id}/${deed}`,
      name: moves[deed].name,
      summary: moves[deed].summary,
      tag,
      params: ById,
      body: z.object({ ...Workspaced, reason: z.string().optional() }),
      answers: { 200: Anything },
      run: async ({ params, body: { reason }, call }) => ({
        status: 200,
        body: await call('move_tickets', {
          select: { ids: [params.id] },
          status: moves[deed].to,
          ...onlySaid({ reason }),
        }),
      }),
    }),
  ),
  defineEndpoint({
    method: 'post',
    path: '/api/tickets/{id}/delegate',
    name: 'delegateTicket',
    summary: 'Hand a part of a ticket to an agent, as a ticket of its own',
    tag,
    params: ById,
    body: z.object({
      ...Workspaced,
      title: z.string().min(1).max(256),
      assigned_agent_id: z.string().min(1),
      delegated_by_agent_id: z.string().optional(),
      description: z.string().optional(),
      expected_output_schema: z
        .union([z.string(), z.record(z.string(), z.unknown())])
        .optional()
        .meta({ description: 'JSON Schema, as an object or as text' }),
    }),
    answers: { 201: Anything },
    async run({ params, body, call }) {
      const { title, assigned_agent_id: agent, delegated_by_agent_id: by, description } = body;
      const { expected_output_schema: schema } = body;
      const said = typeof schema === 'object' ? JSON.stringify(schema) : schema;
      const more = onlySaid({ by, description, expected_output_schema: said });
      return { status: 201, body: await call('delegate_work', { ticket: params.id, title, agent, ...more }) };
    },
  }),
  defineEndpoint({
    method: 'post',
    path: '/api/tickets/{id}/collaborators',
    name: 'addCollaborator',
    summary: 'Bring a member or an agent in',
    tag,
    params: ById,
    body: z.object({
      ...Workspaced,
      principal_id: z.string().min(1).meta({ description: 'A member by name, an agent, or me' }),
      role: z.string().optional().meta({ example: 'reviewer' }),
    }),
    answers: { 200: Anything },
    run: async ({ params, body: { principal_id: who, role }, call }) => ({
      status: 200,
      body: await call('add_collaborator', { ticket: params.id, who, ...onlySaid({ role }) }),
    }),
  }),
  defineEndpoint({
    method: 'post',
    path: '/api/tickets/{id}/project',
    name: 'setProject',
    summary: 'Put a ticket into a project, which is made when it is new; null takes it out',
    tag,
    params: ById,
    body: z.object({ ...Workspaced, project: z.string().min(1).max(80).nullable() }),
    answers: { 200: Anything },
    run: async ({ params, body: { project }, call }) => ({
      status: 200,
      body: await call('set_project', { select: { ids: [params.id] }, project }),
    }),
  }),
];

function noTeams(): DocketError {
  return new DocketError('INVALID_INPUT', {
    message: 'Tickets are given to people and agents here, not to teams. Nothing was changed.',
    remedy: 'Send user_id or agent_id.',
  });
}
