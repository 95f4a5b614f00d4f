/** What stands around a ticket, over REST (S4-14, S4-16, S4-17): links, who else is at it, and its project. */
import * as z from 'zod';
import { onlySaid } from '../../catalog/named-words.ts';
import { toSnakeCase } from '../../catalog/wire.ts';
import { type Asked, ById, defineEndpoint, type Endpoint, Versioned, Workspaced } from '../endpoint.ts';
import { readPart } from '../read-request.ts';
import { Anything, WireTicket } from '../wire-shapes.ts';
import { answerTicket, findTicket } from './find-ticket.ts';

const tag = 'tickets';
const links = '/api/tickets/{id}/links';

/** Both spellings of the types that have two. */
const kinds = {
  ...{ blocks: 'blocks', blocked_by: 'blocked_by', blockedBy: 'blocked_by', precedes: 'precedes' },
  ...{ relates_to: 'relates_to', relatesTo: 'relates_to' },
  ...{ duplicate_of: 'duplicate_of', duplicateOf: 'duplicate_of' },
} as const;
const LinkKind = z.enum(Object.keys(kinds) as [keyof typeof kinds]);

const Link = {
  type: LinkKind.meta({ description: 'How this ticket stands to the other one' }),
  target: z.string().min(1).meta({ description: 'The other ticket, by any of its names' }),
};
const Unlinked = z.object({ ...Workspaced, ...z.object(Link).partial().shape });

const Linked = z.looseObject({ relations: z.record(z.string(), z.array(z.string())) });
const Collaborators = z.object({
  collaborators: z.array(
    z.looseObject({ principal_id: z.string(), type: z.enum(['user', 'agent']), role: z.string() }),
  ),
});

export const ticketRelationEndpoints: Endpoint[] = [
  defineEndpoint({
    method: 'get',
    path: links,
    name: 'listTicketLinks',
    summary: 'Every link of a ticket from where it stands, its parent and its children, by key',
    tag,
    params: ById,
    answers: { 200: Linked },
    async run(asked) {
      const { ticket } = await findTicket(asked, asked.params.id);
      const relations = await asked.house.services.tickets.relations(asked.caller, ticket.id);
      return { status: 200, body: { key: ticket.key, relations: toSnakeCase(relations) } };
    },
  }),
  defineEndpoint({
    method: 'post',
    path: links,
    name: 'linkTicket',
    summary: 'Link a ticket to another; a link that is there already changes nothing',
    tag,
    params: ById,
    body: z.object({ ...Workspaced, ...Link }),
    answers: { 200: Anything },
    run: (asked) => changeLink(asked, 'link_tickets', asked.body),
  }),
  defineEndpoint({
    method: 'delete',
    path: links,
    name: 'unlinkTicket',
    summary: 'Take a link away, named in the query or in a body',
    tag,
    params: ById,
    query: Unlinked,
    body: Unlinked,
    answers: { 200: Anything },
    run: (asked) =>
      changeLink(
        asked,
        'unlink_tickets',
        readPart(z.object(Link), { ...asked.query, ...onlySaid(asked.body) }, 'query'),
      ),
  }),
  defineEndpoint({
    method: 'get',
    path: '/api/tickets/{id}/collaborators',
    name: 'listCollaborators',
    summary: 'Who else is at a ticket, and as what',
    tag,
    params: ById,
    answers: { 200: Collaborators },
    async run(asked) {
      const { ticket } = await findTicket(asked, asked.params.id);
      const collaborators = await asked.house.services.tickets.collaborators(asked.caller, ticket.id);
      return { status: 200, body: { collaborators: toSnakeCase(collaborators) } };
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
      principal_id: z.string().min(1).meta({ description: 'A member by id or name, an agent, or me' }),
      role: z.enum(['collaborator', 'reviewer']).optional(),
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
    changes: 'ticket',
    body: z.object({ ...Workspaced, ...Versioned, project: z.string().min(1).max(80).nullable() }),
    answers: { 200: WireTicket },
    async run(asked) {
      const { project } = asked.body;
      await asked.call('set_project', { select: { ids: [asked.params.id] }, project });
      return answerTicket(await findTicket(asked, asked.params.id));
    },
  }),
];

async function changeLink(
  { params, call }: Asked<{ id: string }, unknown, unknown>,
  tool: 'link_tickets' | 'unlink_tickets',
  { type, target }: { type: keyof typeof kinds; target: string },
) {
  const input = { from: [params.id], kind: kinds[type], on: [target] };
  return { status: 200 as const, body: await call(tool, input) };
}
