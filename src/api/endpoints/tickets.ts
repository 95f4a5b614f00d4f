/** Tickets over REST: found by filter, made, changed, linked, and what happened to each. */
import * as z from 'zod';
import { onlySaid } from '../../catalog/named-words.ts';
import { wireTicket } from '../../catalog/wire.ts';
import { AgentMode } from '../../domain/agent-role.ts';
import { Audience, StageId } from '../../domain/stage.ts';
import { ReviewStatus, TicketType, WorkStatus } from '../../domain/ticket.ts';
import { readContract } from '../../tickets/output-contract.ts';
import { findAssignee } from '../../tickets/work.ts';
import {
  type Answer,
  type Asked,
  ById,
  count,
  defineEndpoint,
  type Endpoint,
  Flag,
  Versioned,
  Words,
  Workspaced,
} from '../endpoint.ts';
import { Anything, WireTicket, WireTickets } from '../wire-shapes.ts';
import { deleteTicket } from './delete-ticket.ts';
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
  stage: Words.pipe(z.array(StageId)).optional().meta({ example: 'build,uat' }),
  audience: Words.pipe(z.array(Audience)).optional().meta({ example: 'engineering' }),
  ready: Flag.optional().meta({
    description: 'What can be begun now, or what waits for something unfinished',
  }),
  archived: Flag.optional().meta({ description: 'What was put away, instead of the rest' }),
  limit: count(500, 50, 1),
  offset: count(1_000_000, 0),
});

/** In the words of the tools, and in those that answers use (S0-13, S4-10). */
const Fields = {
  ...Workspaced,
  description: z.string().optional(),
  body: z.string().optional().meta({ description: 'The same as description' }),
  type: TicketType.optional(),
  ticket_type: TicketType.optional(),
  priority: z.string().nullable().optional().meta({ example: 'P1' }),
  labels: z.array(z.string()).optional(),
  criteria: z.array(z.string()).optional(),
  acceptance_criteria: z.array(z.string()).optional(),
  effort: z.string().max(40).nullable().optional(),
  estimated_effort: z.string().max(40).nullable().optional(),
};

/** What stands around the content of a ticket, and how agents are to work on it. */
const Placing = {
  parent: z.string().optional().meta({ description: 'The ticket it is part of, by any of its names' }),
  parent_ticket_id: z.string().optional(),
  project: z.string().min(1).max(80).optional().meta({ description: 'By name; made when it is new' }),
  assignee: z.string().optional().meta({ description: 'A member by name or id, an agent, or me' }),
  assigned_agent_id: z.string().optional(),
  mode: AgentMode.optional(),
  expected_output_schema: z
    .union([z.string(), z.record(z.string(), z.unknown())])
    .optional()
    .meta({ description: 'JSON Schema of its result, as an object or as text' }),
  output_contract_mode: z.enum(['strict', 'permissive']).optional(),
};

const NewTicket = z.object({ title: z.string().min(1).max(256), ...Fields, ...Placing });
type NewTicket = z.infer<typeof NewTicket>;

const Change = z.object({ title: z.string().min(1).max(256).optional(), ...Fields, ...Versioned });

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
      const { prefix: keyPrefix, q: text, stage: stages, audience: audiences } = query;
      const among = { stages, audiences, keyPrefix, text };
      const named = { priorities, types, labels, assignees, project, parent, ...among };
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
    body: NewTicket,
    answers: { 201: WireTicket },
    run: (asked) => create(asked),
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
    changes: 'ticket',
    body: Change,
    answers: { 200: WireTicket },
    async run(asked) {
      await asked.call('edit_ticket', { ticket: asked.params.id, ...contentOf(asked.body) });
      return answerTicket(await findTicket(asked, asked.params.id));
    },
  }),
  defineEndpoint({
    method: 'delete',
    path: '/api/tickets/{id}',
    name: 'deleteTicket',
    summary: 'Delete a ticket that is in no tracker; its children go to its parent, or with it',
    tag,
    params: ById,
    changes: 'ticket',
    query: z.object({ ...Workspaced, cascade: Flag.optional().meta({ description: 'With all below it' }) }),
    answers: { 204: 'Deleted', 202: Anything },
    run: (asked) => deleteTicket(asked, asked.query.cascade ?? false),
  }),
];

/** Names are looked up before anything is made, so that a wrong one leaves nothing behind. */
async function create(asked: Asked<unknown, unknown, NewTicket>): Promise<Answer> {
  const { house, caller, body, call } = asked;
  const { title, mode, project, output_contract_mode: strictness } = body;
  const parent = body.parent ?? body.parent_ticket_id;
  const assignee = body.assigned_agent_id ?? body.assignee;
  const schema = body.expected_output_schema;
  const contract = schema === undefined ? undefined : readContract(schema, strictness);
  if (assignee !== undefined && !/^me$/i.test(assignee))
    findAssignee(await house.store.members.list(caller.workspaceId), assignee);
  const said = { title, ...contentOf(body), ...onlySaid({ parent }) };
  const { id } = (await call('create_ticket', said)) as { id: string };
  if (contract || mode) await house.services.tickets.prepare(caller, id, onlySaid({ contract, mode }));
  if (project !== undefined) await call('set_project', { select: { ids: [id] }, project });
  if (assignee !== undefined) await call('assign_tickets', { select: { ids: [id] }, assignee });
  return { ...answerTicket(await findTicket(asked, id)), status: 201 };
}

function contentOf(body: Partial<z.infer<typeof Change>>) {
  const { title, labels, priority, description = body.body, type = body.ticket_type } = body;
  const { criteria = body.acceptance_criteria, effort = body.estimated_effort } = body;
  return onlySaid({
    ...{ title, labels, description, type, criteria },
    priority: priority === null ? 'none' : priority,
    effort: effort === null ? '' : effort,
  });
}
