/** Tells an agent that is at work of something new, once per source in five minutes, and never of its own words (S4-45). */
import { agentIdOf } from '../../domain/agent-role.ts';
import type { WakeReason } from '../../domain/dispatch.ts';
import type { Id } from '../../domain/ids.ts';
import type { Caller } from '../../domain/principal.ts';
import type { DispatchDeps } from './dispatch-deps.ts';

export type Wake = {
  reason: WakeReason;
  /** What woke it: the same message, event or child again is not told again. */
  source: string;
  text: string;
};

const onceWithinMs = 5 * 60_000;

export async function wakeAgent(
  deps: DispatchDeps,
  caller: Caller,
  ticketId: Id,
  wake: Wake,
): Promise<boolean> {
  const ticket = await deps.store.tickets.get(caller.workspaceId, ticketId);
  const isOwn =
    agentIdOf(caller.principal) !== null && agentIdOf(caller.principal) === ticket?.work.assigneeId;
  return !isOwn && tellAgent(deps, caller.workspaceId, ticketId, wake);
}

/** False where nobody is at work on it, or it was told. */
export async function tellAgent(
  { store, clock, runner }: Pick<DispatchDeps, 'store' | 'clock' | 'runner'>,
  workspaceId: Id,
  ticketId: Id,
  { reason, source, text }: Wake,
): Promise<boolean> {
  const agents = runner();
  const dispatches = await store.dispatches.ofTickets(workspaceId, [ticketId]);
  const running = dispatches.find(({ state }) => state === 'running');
  if (!running || !agents) return false;
  const now = clock.now();
  const before = new Date(now.getTime() - onceWithinMs).toISOString();
  const { agentId } = running;
  if (!(await store.dispatches.wake({ ticketId, agentId, source, at: now.toISOString(), before })))
    return false;
  await agents.wake({ dispatchId: running.id, workspaceId, reason, source, text });
  return true;
}
