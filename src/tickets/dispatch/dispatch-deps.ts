/** What the parts of the dispatcher work with. */
import type { Id } from '../../domain/ids.ts';
import type { AgentRunner } from '../../ports/agent-runner.ts';
import type { Clock, IdSource } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import type { Store } from '../../ports/store.ts';
import type { AppendEvents, Mutate } from '../mutate.ts';

export type DispatchDeps = {
  store: Store;
  mutate: Mutate;
  appendEvents: AppendEvents;
  clock: Clock;
  ids: IdSource;
  log: Log;
  /** Null until there is one: dispatches then wait, and say so. */
  runner(): AgentRunner | null;
  /**
   * Makes sure there is a place to talk about a ticket and gives its thread; null where there is none to be had. Told more
   * than once for the same ticket, it gives the same.
   */
  openChannel(ticket: { workspaceId: Id; id: Id; key: string; title: string }): Promise<Id | null>;
};
