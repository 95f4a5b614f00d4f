/** Who works on a ticket, over REST (S4, 5.7): given to a person or an agent, or handed on in part. */
import * as z from 'zod';
import { onlySaid } from '../../catalog/named-words.ts';
import { DocketError } from '../../domain/errors.ts';
import { ById, defineEndpoint, type Endpoint, Versioned, Workspaced } from '../endpoint.ts';
import { WireTicket } from '../wire-shapes.ts';
import { answerTicket, findTicket } from './find-ticket.ts';

const tag = 'tickets';

const Assignee = z.object({
  ...Workspaced,
  ...Versioned,
  user_id: z.string().nullable().optional().meta({ description: 'A member by id or name, or me' }),
  agent_id: z.string().nullable().optional(),
  team_id: z.string().optional(),
});

const Part = z.object({
  ...Workspaced,
  title: z.string().min(1).max(256),
  assigned_agent_id: z.string().min(1),
  delegated_by_agent_id: z.string().optional(),
  description: z.string().optional(),
  expected_output_schema: z
    .union([z.string(), z.record(z.string(), z.unknown())])
    .optional()
    .meta({ description: 'JSON Schema, as an object or as text' }),
});

export const ticketWorkEndpoints: Endpoint[] = [
  ...(['assign', 'reassign'] as const).map((deed) =>
    defineEndpoint({
      method: 'post',
      path: `/api/tickets/{id}/${deed}`,
      name: `${deed}Ticket`,
      summary: 'Give a ticket to a member or an agent; to nobody where none is named',
      tag,
      params: ById,
      changes: 'ticket',
      body: Assignee,
      answers: { 200: WireTicket },
      async run(asked) {
        const { user_id, agent_id, team_id } = asked.body;
        if (team_id !== undefined) throw noTeams();
        const input = { select: { ids: [asked.params.id] }, assignee: agent_id ?? user_id ?? null };
        await asked.call('assign_tickets', input);
        return answerTicket(await findTicket(asked, asked.params.id));
      },
    }),
  ),
  defineEndpoint({
    method: 'post',
    path: '/api/tickets/{id}/delegate',
    name: 'delegateTicket',
    summary: 'Hand a part of a ticket to an agent, as a ticket of its own',
    tag,
    params: ById,
    body: Part,
    answers: { 201: WireTicket },
    async run({ params, body, call }) {
      const { title, assigned_agent_id: agent, delegated_by_agent_id: by, description } = body;
      const { expected_output_schema: schema } = body;
      const said = typeof schema === 'object' ? JSON.stringify(schema) : schema;
      const more = onlySaid({ by, description, expected_output_schema: said });
      return { status: 201, body: await call('delegate_work', { ticket: params.id, title, agent, ...more }) };
    },
  }),
];

function noTeams(): DocketError {
  return new DocketError('INVALID_INPUT', {
    message: 'Tickets are given to people and agents here, not to teams. Nothing was changed.',
    remedy: 'Send user_id or agent_id.',
  });
}
