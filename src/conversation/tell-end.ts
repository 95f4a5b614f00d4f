/** Tells the people of a thread that a push has ended: an edited message reaches nobody who is not looking. */
import type { DomainEvent } from '../domain/event.ts';
import { isWithin, type Reach } from '../domain/reach.ts';
import { tellStanding } from './standing.ts';
import type { TurnDeps } from './turn.ts';

/** Only where edits are silent. What cannot be shown now is logged and left: the board and the push card say it too. */
export async function tellEnds(
  deps: Pick<TurnDeps, 'store' | 'surfaces' | 'outbox' | 'deeds' | 'log'>,
  events: readonly DomainEvent[],
  reach: Reach,
): Promise<void> {
  for (const { type, pushId, workspaceId } of events) {
    if (type !== 'PushFinished' || pushId === null) continue;
    const push = await deps.store.pushes.get(workspaceId, pushId);
    const thread = push?.threadId ? await deps.store.threads.get(workspaceId, push.threadId) : null;
    if (!thread || !isWithin(reach, thread) || !deps.surfaces.get(thread.surface)?.editsAreSilent) continue;
    try {
      const principal = { kind: 'system' as const, id: 'system:outbox', name: 'Docket' };
      const caller = { principal, roles: [], workspaceId, via: 'system' as const, threadId: thread.id };
      const shown = await deps.deeds.read('tell_push_end', { push: pushId }, caller);
      for (const one of shown) await deps.outbox.show(thread, one);
      await tellStanding(deps, thread);
    } catch (error) {
      deps.log.error('the end of a push could not be told', { push: pushId, error });
    }
  }
}
