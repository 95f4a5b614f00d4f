/** Work over REST (S2-77): tickets from templates, what is active and what escalates, sprints, and what agents report. */
import * as z from 'zod';
import { ById, defineEndpoint, type Endpoint, Workspaced } from '../endpoint.ts';
import { Anything } from '../wire-shapes.ts';

const tag = 'work';

export const workEndpoints: Endpoint[] = [
  defineEndpoint({
    method: 'post',
    path: '/api/pm/tickets',
    name: 'raiseTicket',
    summary: 'A ticket of a kind, with the agents, plan and due time of its template',
    tag,
    body: z.object({
      ...Workspaced,
      kind: z.string().meta({ description: 'bug, feature, doc, qa, epic, task or the name of a template' }),
      title: z.string().min(1),
      description: z.string().optional(),
      error_message: z.string().optional(),
      user_votes: z.int().min(0).optional(),
      estimated_hours: z.number().positive().optional(),
    }),
    answers: { 201: Anything },
    run: async ({ body: { workspace_id: _workspace, kind, ...input }, call }) => ({
      status: 201,
      body: await call('raise_ticket', { template: kind, ...input }),
    }),
  }),
  defineEndpoint({
    method: 'get',
    path: '/api/pm/active',
    name: 'listActive',
    summary: 'What is open or under way, the most urgent first',
    tag,
    answers: { 200: Anything },
    run: async ({ call }) => ({ status: 200, body: await call('show_overview', { of: 'active' }) }),
  }),
  defineEndpoint({
    method: 'get',
    path: '/api/pm/escalations',
    name: 'listEscalations',
    summary: 'What needs somebody’s attention, and why',
    tag,
    answers: { 200: Anything },
    run: async ({ call }) => ({ status: 200, body: await call('show_attention', { op: 'list' }) }),
  }),
  defineEndpoint({
    method: 'post',
    path: '/api/pm/sprints/plan',
    name: 'planSprint',
    summary: 'Propose a sprint that fits the hours, with what did not fit and why',
    tag,
    body: z.object({
      ...Workspaced,
      available_hours: z.number().positive().default(80),
      name: z.string().optional(),
    }),
    answers: { 200: Anything },
    run: async ({ body: { available_hours: hours, name }, call }) => ({
      status: 200,
      body: await call('plan_sprint', { hours, ...(name ? { name } : {}) }),
    }),
  }),
  defineEndpoint({
    method: 'post',
    path: '/api/tickets/{id}/agent-updates',
    name: 'reportWork',
    summary: 'What an agent has to say of a ticket (S2-45)',
    tag,
    params: ById,
    body: z.object({
      ...Workspaced,
      agent: z.string(),
      result: z.enum(['started', 'passed', 'failed', 'blocked', 'note']),
      details: z.string().optional(),
      error: z.string().optional(),
    }),
    answers: { 200: Anything },
    run: async ({ params, body: { workspace_id: _workspace, ...input }, call }) => ({
      status: 200,
      body: await call('report_work', { ticket: params.id, ...input }),
    }),
  }),
];
