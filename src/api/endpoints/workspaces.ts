/** The workspace a token belongs to, its people, and what models used in it, over REST. */
import * as z from 'zod';
import { DocketError } from '../../domain/errors.ts';
import type { Workspace } from '../../domain/principal.ts';
import { type Asked, ById, defineEndpoint, type Endpoint, Workspaced } from '../endpoint.ts';
import { Anything } from '../wire-shapes.ts';

const tag = 'workspaces';

const WireWorkspace = z
  .looseObject({ id: z.string(), name: z.string(), time_zone: z.string(), created_at: z.iso.datetime() })
  .meta({ id: 'Workspace' });

const WireMember = z
  .looseObject({ id: z.string(), name: z.string(), roles: z.array(z.string()) })
  .meta({ id: 'Member' });

export const workspaceEndpoints: Endpoint[] = [
  defineEndpoint({
    method: 'get',
    path: '/api/workspaces',
    name: 'listWorkspaces',
    summary: 'The workspace of the token',
    tag,
    answers: { 200: z.object({ workspaces: z.array(WireWorkspace) }) },
    run: async (asked) => ({
      status: 200,
      body: { workspaces: [wireWorkspace(await own(asked, asked.caller.workspaceId))] },
    }),
  }),
  defineEndpoint({
    method: 'get',
    path: '/api/workspaces/{id}',
    name: 'showWorkspace',
    summary: 'One workspace',
    tag,
    params: ById,
    answers: { 200: WireWorkspace },
    run: async (asked) => ({ status: 200, body: wireWorkspace(await own(asked, asked.params.id)) }),
  }),
  defineEndpoint({
    method: 'get',
    path: '/api/workspaces/{id}/members',
    name: 'listMembers',
    summary: 'Who belongs to it, and with which roles',
    tag,
    params: ById,
    answers: { 200: z.object({ members: z.array(WireMember) }) },
    async run(asked) {
      const { id } = await own(asked, asked.params.id);
      const members = await asked.house.store.members.list(id);
      return {
        status: 200,
        body: {
          members: members.map((member) => ({ id: member.id, name: member.name, roles: member.roles })),
        },
      };
    },
  }),
  defineEndpoint({
    method: 'get',
    path: '/api/usage',
    name: 'showUsage',
    summary: 'What models used: calls, tokens and cost',
    tag,
    query: z.object({
      ...Workspaced,
      period: z.string().optional().meta({ example: 'this week' }),
      by: z.enum(['operation', 'model', 'tier', 'effort', 'person', 'day']).optional(),
    }),
    answers: { 200: Anything },
    run: async ({ query: { workspace_id: _workspace, ...input }, call }) => ({
      status: 200,
      body: await call('usage', input),
    }),
  }),
];

/** Throws FORBIDDEN for every other workspace, whether there is one or not (S0-26). */
async function own({ house, caller }: Asked<unknown, unknown, unknown>, id: string): Promise<Workspace> {
  const found = id === caller.workspaceId ? await house.store.workspaces.get(id) : null;
  if (found) return found;
  throw new DocketError('FORBIDDEN', {
    message: 'This token does not belong to that workspace.',
    remedy: 'Use a token of that workspace.',
  });
}

function wireWorkspace({ id, name, timeZone, createdAt }: Workspace) {
  return { id, name, time_zone: timeZone, created_at: createdAt };
}
