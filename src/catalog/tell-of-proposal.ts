/** Says in the record that something waits for a person's word, so that it is shown where people look. */
import type { Shown } from '../cards/shown.ts';
import type { EventType } from '../domain/event.ts';
import type { Id } from '../domain/ids.ts';
import type { Caller } from '../domain/principal.ts';
import type { Clock, IdSource } from '../ports/clock.ts';
import type { Store } from '../ports/store.ts';
import { workspaceEvent } from '../workspace/workspace-event.ts';

type Deps = { store: Pick<Store, 'events'>; clock: Clock; ids: IdSource };

/** What waits: a kept action, or a card that a read tool draws. `threadId` is where it was shown; null where nobody saw it yet. */
export type Proposal =
  | { actionId: Id; threadId: Id | null }
  | { show: { tool: string; input: Record<string, unknown> }; threadId: Id | null };

/** A card that a program proposed outside of any thread; one in a thread is seen there. */
export async function tellOfCards(deps: Deps, caller: Caller, shown: readonly Shown[]): Promise<void> {
  if (caller.threadId !== null) return;
  for (const { living } of shown) {
    if (!living) continue;
    const { tool, input } = living;
    await tell(deps, caller, 'PendingActionCreated', { show: { tool, input }, threadId: null });
  }
}

export function tellOfAction(deps: Deps, caller: Caller, actionId: Id, threadId: Id | null): Promise<void> {
  return tell(deps, caller, 'PendingActionCreated', { actionId, threadId });
}

export function tellOfAnswer(
  deps: Deps,
  caller: Caller,
  { actionId, status }: { actionId: Id; status: string },
): Promise<void> {
  return tell(deps, caller, 'PendingActionResolved', { actionId, status });
}

async function tell(
  { store, clock, ids }: Deps,
  caller: Caller,
  type: EventType,
  payload: Record<string, unknown>,
): Promise<void> {
  const event = { id: ids.next(), type, occurredAt: clock.now().toISOString(), payload };
  await store.events.append([workspaceEvent(caller, event)]);
}
