/** Joins the dispatcher to whoever runs agents, which comes later than the tickets do. */
import type { AgentRunner } from './ports/agent-runner.ts';
import type { Clock, IdSource } from './ports/clock.ts';
import type { Log } from './ports/log.ts';
import type { Store } from './ports/store.ts';
import { createDispatcher, type Dispatcher } from './tickets/dispatch/dispatcher.ts';
import { createAppendEvents, type Mutate } from './tickets/mutate.ts';

/** Dispatches wait, and say so, until there is a runner. */
export type RunnerSlot = { runner: AgentRunner | null };

/** A ticket that was given away outside of any conversation has a thread of its own, which programs can read. */
export function openDispatcher(
  slot: RunnerSlot,
  deps: { store: Store; mutate: Mutate; clock: Clock; ids: IdSource; log: Log },
): Dispatcher {
  const { store } = deps;
  return createDispatcher({
    ...deps,
    appendEvents: createAppendEvents(deps),
    runner: () => slot.runner,
    openChannel: async ({ workspaceId, key }) => (await store.threads.ensure(workspaceId, 'ticket', key)).id,
  });
}
