/** The workspace a token belongs to, its people, and what models used in it, over REST. */
import * as z from 'zod';
import { onlySaid } from '../../catalog/named-words.ts';
import { toSnakeCase } from '../../catalog/wire.ts';
import { DocketError } from '../../domain/errors.ts';
import { type Caller, Role, requirePerson, type Workspace } from '../../domain/principal.ts';
import { createToken } from '../../workspace/api-tokens.ts';
import {
  changeWorkspace,
  deleteWorkspace,
  productOf,
  requireAdmin,
  type WorkspaceChange,
} from '../../workspace/change-workspace.ts';
import { createWorkspace } from '../../workspace/ensure-workspace.ts';
import { addMember } from '../../workspace/members.ts';
import { type Answer, type Asked, ById, defineEndpoint, type Endpoint, Workspaced } from '../endpoint.ts';
import { Anything } from '../wire-shapes.ts';

const tag = 'workspaces';

const WireWorkspace = z
  .looseObject({
    id: z.string(),
    name: z.string(),
    time_zone: z.string(),
    product_name: z.string(),
    product_description: z.string(),
    target_users: z.string(),
    current_stage: z.string(),
    created_at: z.iso.datetime(),
  })
  .meta({ id: 'Workspace' });

const Facts = {
  time_zone: z.string().max(100).optional().meta({ example: 'Europe/Berlin' }),
  product_name: z.string().max(200).optional(),
  product_description: z.string().max(5000).optional(),
  target_users: z.string().max(2000).optional(),
  current_stage: z.string().max(200).optional(),
};
const NewWorkspace = z.object({ ...Workspaced, name: z.string().trim().min(1).max(80), ...Facts });
type NewWorkspace = z.infer<typeof NewWorkspace>;
const Change = NewWorkspace.partial();

const NewMember = z.object({
  ...Workspaced,
  name: z.string().trim().min(1).max(80),
  roles: z.array(Role).min(1).default(['member']),
  slack: z.string().optional().meta({ description: 'Their member id in Slack' }),
  discord: z.string().optional().meta({ description: 'Their user id in Discord' }),
});

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
    method: 'post',
    path: '/api/workspaces',
    name: 'createWorkspace',
    summary: 'A further workspace, for owners of the first one, who own it too; its token is shown only now',
    tag,
    body: NewWorkspace,
    answers: { 201: WireWorkspace.extend({ token: z.string() }) },
    run: (asked) => create(asked),
  }),
  defineEndpoint({
    method: 'patch',
    path: '/api/workspaces/{id}',
    name: 'editWorkspace',
    summary: 'Rename it, or say what its product is; for owners and admins',
    tag,
    params: ById,
    body: Change,
    answers: { 200: WireWorkspace },
    async run(asked) {
      await own(asked, asked.params.id);
      const changed = await changeWorkspace(asked.house.store, asked.caller, factsOf(asked.body));
      return { status: 200, body: wireWorkspace(changed) };
    },
  }),
  defineEndpoint({
    method: 'delete',
    path: '/api/workspaces/{id}',
    name: 'deleteWorkspace',
    summary: 'Nobody finds it any more, and its tokens open nothing; for owners, and not of the first one',
    tag,
    params: ById,
    answers: { 204: 'Deleted' },
    async run(asked) {
      await own(asked, asked.params.id);
      await deleteWorkspace(asked.house.store, asked.house.clock, asked.caller);
      return { status: 204 };
    },
  }),
  defineEndpoint({
    method: 'post',
    path: '/api/workspaces/{id}/members',
    name: 'addMember',
    summary: 'Add a member, also by their id in Slack or Discord; for owners and admins',
    tag,
    params: ById,
    body: NewMember,
    answers: { 201: WireMember },
    async run(asked) {
      const { id: workspaceId } = await own(asked, asked.params.id);
      requireAdmin(asked.caller, 'add members');
      requireGrantable(asked.caller, asked.body.roles);
      const { workspace_id: _workspace, ...wish } = asked.body;
      const { id, name, roles } = await addMember(asked.house, workspaceId, wish);
      return { status: 201, body: { id, name, roles } };
    },
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

/** Whoever runs the installation owns its first workspace. Throws FORBIDDEN for others. */
async function create({ house, caller, body }: Asked<unknown, unknown, NewWorkspace>): Promise<Answer> {
  requirePerson(caller, 'create a workspace');
  const first = await house.store.workspaces.first();
  if (first?.id !== caller.workspaceId || !caller.roles.includes('owner')) throw notTheirs();
  const user = caller.principal.name;
  const { name, timeZone = first.timeZone, ...facts } = factsOf(body);
  const made = await createWorkspace(house, { name: name!, user, timeZone });
  const member = { member: user, roles: null, kind: 'user' as const };
  const { secret, token } = await createToken(house, made.id, member);
  const owner: Caller = { ...caller, workspaceId: made.id, roles: token.roles };
  const workspace = await changeWorkspace(house.store, owner, { timeZone, ...facts });
  return { status: 201, body: { ...wireWorkspace(workspace), token: secret }, secrets: ['token'] };
}

function factsOf(body: Partial<NewWorkspace>): WorkspaceChange {
  const { name, time_zone: timeZone, product_name: productName, target_users: targetUsers } = body;
  const { product_description: productDescription, current_stage: currentStage } = body;
  return onlySaid({ name, timeZone, productName, productDescription, targetUsers, currentStage });
}

/** Only an owner makes owners. */
function requireGrantable(caller: Caller, roles: readonly Role[]): void {
  if (!roles.includes('owner') || caller.roles.includes('owner')) return;
  throw new DocketError('FORBIDDEN', {
    message: 'Only an owner can add an owner. Nothing was changed.',
    remedy: 'Give another role, or ask an owner.',
  });
}

function notTheirs(): DocketError {
  return new DocketError('FORBIDDEN', {
    message: 'Only owners of the first workspace of this installation make further ones. Nothing was made.',
    remedy: 'Ask whoever runs Docket, who can also use: docket workspace create NAME',
  });
}

function wireWorkspace(workspace: Workspace) {
  const { id, name, timeZone, createdAt } = workspace;
  const product = toSnakeCase(productOf(workspace)) as object;
  return { id, name, time_zone: timeZone, ...product, created_at: createdAt };
}
