/** What waits for a person's word (S0-66), over REST: listed, agreed to or not, and carried out once. */
import * as z from 'zod';
import { answerProposal } from '../../catalog/answer-proposal.ts';
import { PendingAction } from '../../domain/conversation.ts';
import { DocketError } from '../../domain/errors.ts';
import { type Asked, ById, defineEndpoint, type Endpoint, Workspaced } from '../endpoint.ts';
import { WirePendingAction } from '../wire-shapes.ts';

const tag = 'pending actions';

export const pendingActionEndpoints: Endpoint[] = [
  defineEndpoint({
    method: 'get',
    path: '/api/pending-actions',
    name: 'listPendingActions',
    summary: 'What waits or waited for a person, oldest first',
    tag,
    query: z.object({ ...Workspaced, status: PendingAction.shape.status.optional() }),
    answers: { 200: z.object({ pending_actions: z.array(WirePendingAction), total: z.int() }) },
    async run({ house, caller, query }) {
      const actions = await house.store.pendingActions.list(caller.workspaceId, query.status);
      return { status: 200, body: { pending_actions: actions.map(wireAction), total: actions.length } };
    },
  }),
  defineEndpoint({
    method: 'get',
    path: '/api/pending-actions/{id}',
    name: 'showPendingAction',
    summary: 'One of them',
    tag,
    params: ById,
    answers: { 200: WirePendingAction },
    run: async (asked) => ({ status: 200, body: wireAction(await find(asked, asked.params.id)) }),
  }),
  defineEndpoint({
    method: 'post',
    path: '/api/pending-actions/{id}/approve',
    name: 'approvePendingAction',
    summary: 'Agree, as the person the token belongs to; it is carried out once',
    tag,
    params: ById,
    body: z.object(Workspaced),
    answers: { 200: WirePendingAction },
    run: (asked) => settle(asked, true),
  }),
  defineEndpoint({
    method: 'post',
    path: '/api/pending-actions/{id}/reject',
    name: 'rejectPendingAction',
    summary: 'Refuse; nothing is carried out',
    tag,
    params: ById,
    body: z.object(Workspaced),
    answers: { 200: WirePendingAction },
    run: (asked) => settle(asked, false),
  }),
];

async function settle(asked: Asked<{ id: string }, unknown, unknown>, agree: boolean) {
  const { house, caller, params, signal } = asked;
  await find(asked, params.id);
  await answerProposal(house, { id: params.id, agree }, caller, { signal });
  return { status: 200 as const, body: wireAction(await find(asked, params.id)) };
}

async function find({ house, caller }: Asked<unknown, unknown, unknown>, id: string): Promise<PendingAction> {
  const action = await house.store.pendingActions.get(caller.workspaceId, id);
  if (action) return action;
  throw new DocketError('NOT_FOUND', {
    message: 'Nothing with this id waits for anybody here.',
    remedy: 'GET /api/pending-actions lists what does.',
  });
}

function wireAction(action: PendingAction) {
  return {
    id: action.id,
    workspace_id: action.workspaceId,
    tool_name: action.tool,
    tool_input: action.input,
    preview: action.preview,
    status: action.status,
    requested_by: action.requestedBy,
    resolved_by: action.resolvedBy,
    created_at: action.createdAt,
    resolved_at: action.resolvedAt,
  };
}
