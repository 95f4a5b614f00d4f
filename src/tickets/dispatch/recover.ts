/** Takes up work that was left behind: runs that are gone, and agents that are no more (S4-37). */
import type { Dispatch } from '../../domain/dispatch.ts';
import { executionOf } from '../../domain/execution.ts';
import type { Id } from '../../domain/ids.ts';
import { moveWork, type WorkMove } from '../../domain/lifecycle.ts';
import type { Ticket } from '../../domain/ticket.ts';
import { dispatcherActor } from './actor.ts';
import { endDispatch } from './consider.ts';
import type { DispatchDeps } from './dispatch-deps.ts';

const mostRetries = 3;

/** Only tickets that were handed over are looked at: what a workflow runs by itself recovers by itself. */
export async function recoverStranded(deps: DispatchDeps, workspaceId: Id): Promise<void> {
  const runner = deps.runner();
  if (!runner) return;
  for (const dispatch of await deps.store.dispatches.open(workspaceId)) {
    const ticket = await deps.store.tickets.get(workspaceId, dispatch.ticketId);
    if (dispatch.state !== 'running' || ticket?.work.status !== 'in_progress') continue;
    const readiness = await runner.readiness(workspaceId, dispatch.agentId);
    const isGone = readiness === 'archived' || readiness === 'wrongWorkspace';
    if (!isGone && (await runner.isAlive(dispatch.id))) continue;
    await takeUp(deps, dispatch, isGone);
  }
}

async function takeUp(deps: DispatchDeps, dispatch: Dispatch, isGone: boolean): Promise<void> {
  const { workspaceId, ticketId } = dispatch;
  const at = deps.clock.now().toISOString();
  await deps.store.transact(async (nouns) => {
    if (!(await endDispatch(deps, nouns, dispatch, { outcome: 'lost', at }))) return;
    await deps.mutate(nouns, { workspaceId, actor: dispatcherActor }, ticketId, (current) => {
      if (current.work.status !== 'in_progress') return null;
      const move = moveFor(current, isGone, at);
      const moved = moveWork(current, move);
      const before = executionOf(current);
      const retries = before.retries + (move.to === 'open' ? 1 : 0);
      const execution = { ...before, retries, lock: null };
      return moved && { next: { ...current, work: moved.work, execution }, events: moved.events };
    });
  });
}

function moveFor(ticket: Ticket, isGone: boolean, at: string): WorkMove {
  const base = { by: dispatcherActor, at };
  if (isGone) return { ...base, to: 'blocked', blocker: 'The agent it was assigned to is gone.' };
  if (executionOf(ticket).retries >= mostRetries) {
    return { ...base, to: 'blocked', blocker: `Its run was lost ${mostRetries + 1} times.` };
  }
  return { ...base, to: 'open', licence: { recovery: 'its run was gone' } };
}
