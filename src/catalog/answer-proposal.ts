/** A person's yes or no to a call that waited for it; a yes runs the call once, as they want it (S0-66). */
import { drawNoticeCard } from '../cards/notice-card.ts';
import type { Shown } from '../cards/shown.ts';
import type { PendingAction } from '../domain/conversation.ts';
import { DocketError, isDocketError } from '../domain/errors.ts';
import { type Caller, requirePerson, requireWriter } from '../domain/principal.ts';
import type { Clock, IdSource } from '../ports/clock.ts';
import type { Store } from '../ports/store.ts';
import { type CallTool, parseInput, type ToolResult } from './call-tool.ts';
import type { Catalog } from './load-tools.ts';
import { tellOfAnswer } from './tell-of-proposal.ts';
import type { CallOptions } from './tool-context.ts';
import { wireResult } from './wire-result.ts';

type Deps = { catalog: Catalog; store: Store; clock: Clock; ids: IdSource; callTool: CallTool };

/** `edits` take the place of fields of the input; `reason` says why not. */
export type ProposalAnswer = {
  id: string;
  agree: boolean;
  edits?: Record<string, unknown> | undefined;
  reason?: string | undefined;
};

/**
 * Safe to make the same call again after a crash, which finishes what was agreed to. Throws NOT_FOUND for an unknown
 * action, STALE for one that was answered before (a second yes does nothing), and
 * INVALID_INPUT for edits that the tool cannot use, which leaves it waiting.
 */
export async function answerProposal(
  deps: Deps,
  answer: ProposalAnswer,
  caller: Caller,
  options: CallOptions,
): Promise<{ result: ToolResult | null; shown: Shown[] }> {
  requirePerson(caller, 'answer this');
  requireWriter(caller);
  const action = await deps.store.pendingActions.get(caller.workspaceId, answer.id);
  if (!action) throw gone();
  const input = answer.edits ? editInput(deps.catalog, action, answer.edits) : action.input;
  const now = () => deps.clock.now().toISOString();
  const settled: PendingAction = {
    ...action,
    status: answer.agree ? 'approved' : 'rejected',
    userEdits: answer.edits ?? null,
    reason: answer.reason ?? null,
    resolvedBy: caller.principal.id,
    resolvedAt: now(),
  };
  if (!(await settle(deps.store, caller, settled)) && !(await hasSettled(deps.store, caller, action)))
    throw answered(action);
  await tellOfAnswer(deps, caller, { actionId: action.id, status: settled.status });
  if (!answer.agree) {
    return {
      result: null,
      shown: [{ card: drawNoticeCard(`Rejected by ${caller.principal.name}. Nothing was changed.`) }],
    };
  }
  const end = (ended: Partial<PendingAction>) =>
    deps.store.pendingActions.move(caller.workspaceId, action.id, 'approved', { ...settled, ...ended });
  try {
    const result = await deps.callTool(action.tool, input, caller, options);
    const said = wireResult(deps.catalog.tools.get(action.tool)!, result);
    await end({ status: 'executed', result: said ?? null, executedAt: now() });
    return { result, shown: result.shown };
  } catch (error) {
    await end({ status: 'failed', error: sayFault(error) });
    throw error;
  }
}

/** A token has one run for all its requests, so the call is named too. */
const settling = ({ callId }: Caller, { id }: PendingAction) => `answer ${id} ${callId}`;

/** True for the first answer, which is noted with the call that gave it. */
function settle(store: Store, caller: Caller, settled: PendingAction): Promise<boolean> {
  const { workspaceId, runId, callId } = caller;
  return store.transact(async (nouns) => {
    const isFirst = await nouns.pendingActions.move(workspaceId, settled.id, 'pending', settled);
    if (isFirst && runId && callId) await nouns.toolCalls.put(runId, settling(caller, settled), {});
    return isFirst;
  });
}

/** Whether this very call gave the answer, before the process died: it goes on then. */
async function hasSettled(store: Store, caller: Caller, action: PendingAction): Promise<boolean> {
  const { runId, callId } = caller;
  if (!runId || !callId) return false;
  return (await store.toolCalls.get(runId, settling(caller, action))) !== null;
}

/** Throws INVALID_INPUT. */
function editInput(catalog: Catalog, { tool, input }: PendingAction, edits: Record<string, unknown>) {
  const found = catalog.tools.get(tool);
  const edited = { ...input, ...edits };
  if (found) parseInput(found, edited);
  return edited;
}

function sayFault(error: unknown): string {
  return isDocketError(error) ? `${error.message} ${error.remedy}` : 'Something broke on our side.';
}

function gone(): DocketError {
  return new DocketError('NOT_FOUND', {
    message: 'This request no longer exists. Nothing was changed.',
    remedy: 'Ask for it again.',
  });
}

function answered(action: PendingAction): DocketError {
  return new DocketError('STALE', {
    message: `This was answered before: ${action.preview}`,
    remedy: 'Ask again if you want it once more.',
  });
}
