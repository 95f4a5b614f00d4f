/** Work over REST (S2-77): tickets from templates, what is active and what escalates, sprints, and what agents report. */
import * as z from 'zod';
import { onlySaid } from '../../catalog/named-words.ts';
import { DocketError } from '../../domain/errors.ts';
import { type Answer, type Asked, ById, defineEndpoint, type Endpoint, Workspaced } from '../endpoint.ts';
import { Anything, WireTicket } from '../wire-shapes.ts';

const tag = 'work';

const Part = z.object({
  title: z.string().min(1).max(256),
  kind: z.string().optional().meta({ description: 'bug, feature, doc or qa; feature when absent' }),
  after: z
    .array(z.int().min(1))
    .optional()
    .meta({ description: 'Places of the parts that come before it, from 1' }),
});
const Child = z.union([Part, z.string().min(1).max(256)]).meta({ description: 'A part, or its title alone' });

const Raised = WireTicket.extend({ children: z.array(WireTicket).optional() });

const NewWork = z.object({
  ...Workspaced,
  kind: z.string().meta({ description: 'bug, feature, doc, qa, epic, task or the name of a template' }),
  title: z.string().min(1),
  description: z.string().optional(),
  error_message: z.string().optional(),
  user_votes: z.int().min(0).optional(),
  estimated_hours: z.number().positive().optional(),
  children: z.array(Child).max(40).optional().meta({ description: 'The parts of an epic' }),
});

export const workEndpoints: Endpoint[] = [
  defineEndpoint({
    method: 'post',
    path: '/api/pm/tickets',
    name: 'raiseTicket',
    summary: 'A ticket of a kind, with the agents, plan and due time of its template',
    tag,
    body: NewWork,
    answers: { 201: Raised },
    run: (asked) => raise(asked),
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

/** An epic is made with its parts, all or none. */
async function raise({ body, call }: Asked<unknown, unknown, z.infer<typeof NewWork>>): Promise<Answer> {
  const { workspace_id: _workspace, kind, children, ...input } = body;
  if (!children?.length)
    return { status: 201, body: await call('raise_ticket', { template: kind, ...input }) };
  if (kind !== 'epic') throw onlyEpics();
  const { title, description } = input;
  const parts = children.map((child) => (typeof child === 'string' ? { title: child } : child));
  const wish = { title, parts, ...onlySaid({ description }) };
  const made = (await call('plan_work', wish)) as { parent: object; parts: object[] };
  return { status: 201, body: { ...made.parent, children: made.parts } };
}

function onlyEpics(): DocketError {
  return new DocketError('INVALID_INPUT', {
    message: 'Only an epic has children from the start. Nothing was made.',
    remedy: 'Send kind "epic", or leave children out and name the ticket as parent of others later.',
  });
}
