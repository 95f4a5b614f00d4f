/** What waits for a person's word (S0-66), over REST: listed, agreed to or not, and carried out once. In camelCase, unlike the rest (C-31). */
import * as z from 'zod';
import { answerProposal, type ProposalAnswer } from '../../catalog/answer-proposal.ts';
import { PendingAction } from '../../domain/conversation.ts';
import { DocketError, isDocketError } from '../../domain/errors.ts';
import { type Caller, requirePerson } from '../../domain/principal.ts';
import { type Asked, ById, defineEndpoint, type Endpoint, Workspaced } from '../endpoint.ts';
import { WirePendingAction } from '../wire-shapes.ts';

const tag = 'pending actions';
const home = '/api/pending-actions';

const Approval = z.object({
  ...Workspaced,
  user_edits: z
    .record(z.string(), z.unknown())
    .optional()
    .meta({ description: 'Fields of toolInput as they are to be instead' }),
});
const Rejection = z.object({ ...Workspaced, reason: z.string().max(2000).optional() });
const Batch = z.object({ ...Workspaced, batch_id: z.string().min(1).max(200) });

export const pendingActionEndpoints: Endpoint[] = [
  defineEndpoint({
    method: 'get',
    path: home,
    name: 'listPendingActions',
    summary: 'What waits or waited for a person, oldest first',
    tag,
    query: z.object({
      ...Workspaced,
      status: PendingAction.shape.status.optional(),
      batch_id: z.string().optional(),
    }),
    answers: { 200: z.object({ pendingActions: z.array(WirePendingAction), total: z.int() }) },
    async run({ house, caller, query: { status, batch_id: batch } }) {
      const all = await house.store.pendingActions.list(caller.workspaceId, status);
      const actions = all.filter(({ batchId }) => batch === undefined || batchId === batch);
      return { status: 200, body: { pendingActions: actions.map(wireAction), total: actions.length } };
    },
  }),
  defineEndpoint({
    method: 'get',
    path: `${home}/{id}`,
    name: 'showPendingAction',
    summary: 'One of them',
    tag,
    params: ById,
    answers: { 200: WirePendingAction },
    run: async (asked) => ({ status: 200, body: wireAction(await find(asked, asked.params.id)) }),
  }),
  defineEndpoint({
    method: 'post',
    path: `${home}/{id}/approve`,
    name: 'approvePendingAction',
    summary: 'Agree, as the person the token belongs to, also with edits; it is carried out once',
    tag,
    params: ById,
    body: Approval,
    answers: { 200: WirePendingAction },
    run: (asked) => settle(asked, { agree: true, edits: asked.body.user_edits }),
  }),
  defineEndpoint({
    method: 'post',
    path: `${home}/{id}/reject`,
    name: 'rejectPendingAction',
    summary: 'Refuse; nothing is carried out',
    tag,
    params: ById,
    body: Rejection,
    answers: { 200: WirePendingAction },
    run: (asked) => settle(asked, { agree: false, reason: asked.body.reason }),
  }),
  defineEndpoint({
    method: 'post',
    path: `${home}/batch-approve`,
    name: 'approvePendingBatch',
    summary: 'Agree to everything that waits of one batch; what fails does not hold up the rest',
    tag,
    body: Batch,
    answers: {
      200: z.object({
        batchId: z.string(),
        executed: z.int(),
        failed: z.int(),
        pendingActions: z.array(WirePendingAction),
      }),
    },
    run: (asked) => approveBatch(asked),
  }),
];

type Some = Asked<unknown, unknown, unknown>;

async function settle(asked: Asked<{ id: string }, unknown, unknown>, answer: Omit<ProposalAnswer, 'id'>) {
  const { house, caller, params, signal } = asked;
  await find(asked, params.id);
  await answerProposal(house, { ...answer, id: params.id }, within(caller, params.id), { signal });
  return { status: 200 as const, body: wireAction(await find(asked, params.id)) };
}

/** In the order they were asked for. Throws NOT_FOUND for a batch of which nothing waits. */
async function approveBatch(asked: Asked<unknown, unknown, z.infer<typeof Batch>>) {
  const { house, caller, body, signal } = asked;
  requirePerson(caller, 'approve a batch');
  const all = await house.store.pendingActions.list(caller.workspaceId);
  const batch = all.filter(({ batchId, status }) => batchId === body.batch_id && unfinished.has(status));
  if (batch.length === 0) throw nothingWaits();
  for (const { id } of batch) {
    try {
      await answerProposal(house, { id, agree: true }, within(caller, id), { signal });
    } catch (error) {
      // What became of it is kept with it; somebody else may have answered it at the same moment.
      if (!isDocketError(error)) throw error;
    }
  }
  const ended = await Promise.all(batch.map(({ id }) => find(asked, id)));
  const count = (status: PendingAction['status']) => ended.filter((one) => one.status === status).length;
  const counts = { executed: count('executed'), failed: count('failed') };
  return {
    status: 200 as const,
    body: { batchId: body.batch_id, ...counts, pendingActions: ended.map(wireAction) },
  };
}

/** An approved one is under way, or was left so by a kill: only the request that approved it carries it out. */
const unfinished: ReadonlySet<PendingAction['status']> = new Set(['pending', 'approved']);

/** Of a repeated request each action is a call of its own, carried out once. */
function within(caller: Caller, id: string): Caller {
  return caller.callId === undefined ? caller : { ...caller, callId: `${caller.callId} ${id}` };
}

async function find({ house, caller }: Some, id: string): Promise<PendingAction> {
  const action = await house.store.pendingActions.get(caller.workspaceId, id);
  if (action) return action;
  throw nothingWaits();
}

function nothingWaits(): DocketError {
  return new DocketError('NOT_FOUND', {
    message: 'Nothing with this id waits for anybody here.',
    remedy: 'GET /api/pending-actions lists what does.',
  });
}

function wireAction({ tool, input, threadId: _thread, ...action }: PendingAction) {
  return { ...action, toolName: tool, toolInput: input };
}
