/** What every deed of this room works with: what was injected, and the few things made from it once. */
import { setTimeout as wait } from 'node:timers/promises';
import type { Id } from '../domain/ids.ts';
import type { Caller, Principal } from '../domain/principal.ts';
import type { Clock, IdSource } from '../ports/clock.ts';
import type { CodeHost } from '../ports/code-host.ts';
import type { Log } from '../ports/log.ts';
import type { Queue } from '../ports/queue.ts';
import type { Store } from '../ports/store.ts';
import type { Trackers } from '../ports/tracker.ts';
import { type AppendEvents, createAppendEvents, type Mutate, type WriteScope } from '../tickets/mutate.ts';
import type { Tickets } from '../tickets/tickets.ts';
import { createDestinations, type Destinations } from './destinations.ts';
import { createIssueMirrors, type IssueMirrors } from './issue-mirrors.ts';
import { createPreflight, type Preflight } from './preflight.ts';
import { abortAfter, type Timeout } from './timeout.ts';

export type PublicationDeps = {
  store: Store;
  queue: Queue;
  mutate: Mutate;
  tickets: Pick<Tickets, 'view' | 'uncovered'>;
  trackers: Trackers;
  clock: Clock;
  ids: IdSource;
  log: Log;
  /** Keys of issues are derived from it; changing it makes earlier issues unrecognisable. */
  secret: string;
  /** Names this process among those that share the store, for people who read the rows. */
  instance: string;
  /** No other process can be at work on this store, so what is under way when this one starts belongs to a dead one. */
  soleOwner: boolean;
  /** Where the code is; null where no repository is connected. */
  code?: () => Promise<CodeHost | null>;
  /** Resolves after `ms`, or at once when `signal` aborts; never rejects. */
  sleep?: (ms: number, signal: AbortSignal) => Promise<void>;
  timeout?: Timeout;
  /** In [0, 1): spreads retries so that instances do not return in step. */
  random?: () => number;
};

export type Desk = Required<PublicationDeps> & {
  append: AppendEvents;
  destinations: Destinations;
  preflight: Preflight;
  mirrors: IssueMirrors;
};

export function createDesk(injected: PublicationDeps): Desk {
  const deps = {
    sleep: sleepUnlessAborted,
    timeout: abortAfter,
    random: Math.random,
    code: async () => null,
    ...injected,
  };
  return {
    ...deps,
    append: createAppendEvents(deps),
    destinations: createDestinations(deps),
    preflight: createPreflight(deps),
    mirrors: createIssueMirrors(deps),
  };
}

/** Resolves after `ms`, or at once when `signal` aborts. */
export async function sleepUnlessAborted(ms: number, signal: AbortSignal): Promise<void> {
  await wait(ms, undefined, { signal }).catch(() => undefined);
}

export function scopeOf(caller: Caller): WriteScope {
  return {
    workspaceId: caller.workspaceId,
    actor: caller.principal,
    ...(caller.runId === undefined ? {} : { runId: caller.runId }),
  };
}

/** What the push worker writes, it writes in its own name: the person's consent stands in the approval. */
export function ownScope(workspaceId: Id): WriteScope {
  const actor: Principal = { kind: 'system', id: 'system:publication', name: 'Docket' };
  return { workspaceId, actor };
}
