/** Keeps a call that only a person may let happen, and shows the card that asks for it (S0-66). */
import { drawPendingActionCard } from '../cards/pending-action-card.ts';
import type { Shown } from '../cards/shown.ts';
import type { Caller } from '../domain/principal.ts';
import type { Clock, IdSource } from '../ports/clock.ts';
import type { Store } from '../ports/store.ts';
import { tellOfAction } from './tell-of-proposal.ts';

/** A call that waits for a person's yes, and the sentence they read. */
export type Wish = { tool: string; input: Record<string, unknown>; preview: string };

/** The action is `pending` in the store when this resolves; nothing else happened. */
export async function askPerson(
  deps: { store: Store; clock: Clock; ids: IdSource },
  wish: Wish,
  caller: Caller,
): Promise<Shown> {
  const id = deps.ids.next();
  const action = {
    id,
    workspaceId: caller.workspaceId,
    threadId: caller.threadId,
    batchId: batchOf(caller) ?? id,
    tool: wish.tool,
    input: wish.input,
    preview: wish.preview,
    status: 'pending' as const,
    ...{ userEdits: null, reason: null, result: null, error: null },
    requestedBy: caller.principal.id,
    resolvedBy: null,
    createdAt: deps.clock.now().toISOString(),
    ...{ resolvedAt: null, executedAt: null },
  };
  await deps.store.pendingActions.insert(action);
  await tellOfAction(deps, caller, action.id, action.threadId);
  return { card: drawPendingActionCard(action) };
}

/** What a program calls its batch, else the run of the agent; the run of a request is that of its whole token. */
function batchOf({ batchId, runId, via }: Caller): string | undefined {
  return batchId ?? (via === 'api' ? undefined : runId);
}
