/** A person's yes or no to a call that waited for it; a yes runs the call once (S0-66). */
import { drawNoticeCard } from '../cards/notice-card.ts';
import type { Shown } from '../cards/shown.ts';
import type { PendingAction } from '../domain/conversation.ts';
import { DocketError } from '../domain/errors.ts';
import { type Caller, requirePerson, requireWriter } from '../domain/principal.ts';
import type { Clock, IdSource } from '../ports/clock.ts';
import type { Store } from '../ports/store.ts';
import type { CallTool, ToolResult } from './call-tool.ts';
import { tellOfAnswer } from './tell-of-proposal.ts';
import type { CallOptions } from './tool-context.ts';

type Deps = { store: Store; clock: Clock; ids: IdSource; callTool: CallTool };

/** Throws NOT_FOUND for an unknown action and STALE for one that was answered before: a second yes does nothing. */
export async function answerProposal(
  deps: Deps,
  answer: { id: string; agree: boolean },
  caller: Caller,
  options: CallOptions,
): Promise<{ result: ToolResult | null; shown: Shown[] }> {
  requirePerson(caller, 'answer this');
  requireWriter(caller);
  const action = await deps.store.pendingActions.get(caller.workspaceId, answer.id);
  if (!action) throw gone();
  const settle = (status: PendingAction['status']): PendingAction => ({
    ...action,
    status,
    resolvedBy: caller.principal.id,
    resolvedAt: deps.clock.now().toISOString(),
  });
  const first = settle(answer.agree ? 'approved' : 'rejected');
  if (!(await deps.store.pendingActions.move(caller.workspaceId, action.id, 'pending', first)))
    throw answered(action);
  await tellOfAnswer(deps, caller, { actionId: action.id, status: first.status });
  if (!answer.agree) {
    return {
      result: null,
      shown: [{ card: drawNoticeCard(`Rejected by ${caller.principal.name}. Nothing was changed.`) }],
    };
  }
  try {
    const result = await deps.callTool(action.tool, action.input, caller, options);
    await deps.store.pendingActions.move(caller.workspaceId, action.id, 'approved', settle('executed'));
    return { result, shown: result.shown };
  } catch (error) {
    await deps.store.pendingActions.move(caller.workspaceId, action.id, 'approved', settle('failed'));
    throw error;
  }
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
