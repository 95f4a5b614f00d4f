/** The front door of storage: one call opens the store, the queue, the events, the memo and the checkpoints. */
import type { Keyv } from 'keyv';
import type { Clock, IdSource } from '../ports/clock.ts';
import type { Events } from '../ports/events.ts';
import type { Log } from '../ports/log.ts';
import type { Queue } from '../ports/queue.ts';
import type { Store } from '../ports/store.ts';
import { backUp } from './backup.ts';
import type { Checkpoints } from './checkpoints.ts';
import type { Driver } from './driver.ts';
import { openEmbedded } from './embedded.ts';
import { createEventFeed } from './event-feed.ts';
import { translateFailure } from './failures.ts';
import { createHolder } from './hold.ts';
import { claimOnce, createMemo, type MemoOptions, sweepMemo } from './memo.ts';
import { migrate } from './migrate.ts';
import { createDb, createQuery, type Query } from './query.ts';
import { openQueue } from './queue.ts';
import { openServer } from './server.ts';
import { createStore } from './store.ts';

export { restoreStorage } from './backup.ts';

export type Storage = {
  kind: 'pglite' | 'postgres';
  store: Store;
  queue: Queue;
  events: Events;
  /** A cache over the same database, for what may be forgotten. Milliseconds. */
  memo(namespace: string, options?: MemoOptions): Keyv;
  /** LangGraph's checkpoints; the same object for every caller. */
  checkpoints(): Promise<Checkpoints>;
  /** True for exactly one caller until `ttlMs` have passed, across all instances. */
  claim(key: string, ttlMs: number): Promise<boolean>;
  /**
   * Takes a name until the process ends, as nobody else of those that share the store can meanwhile; false when another
   * has it. One that goes lost with the connection is taken again.
   */
  hold(name: string): Promise<boolean>;
  /** What the server's clock says, which all instances share; null on the embedded store, which has only this process. */
  serverTime: (() => Promise<Date>) | null;
  /** Writes the embedded store to one file. Throws CONFIG_INVALID for a store on a server. */
  backup(file: string): Promise<void>;
  /** Stops the work, waits a few seconds for what is under way, and frees the store. A second call does nothing more. */
  close(): Promise<void>;
};

export type StorageOptions = {
  /** Folder of the embedded store. */
  home: string;
  /** Address of a Postgres server to use instead, or null. */
  url: string | null;
  log: Log;
  clock: Clock;
  ids: IdSource;
};

const sweepEveryMs = 10 * 60_000;

/**
 * Opens the store and brings its tables up to date. Throws STORE_LOCKED when another process has this home,
 * STORE_UNAVAILABLE when the server cannot be used, DISK_FULL, or CONFIG_INVALID for a folder that cannot be written
 * or a store of another version.
 */
export async function openStorage(options: StorageOptions): Promise<Storage> {
  const { home, url, log } = options;
  const driver = url ? await openServer(url, log) : await openEmbedded(home, log);
  try {
    await migrate(driver.pool);
    return await furnish(driver, options);
  } catch (error) {
    await driver.close();
    throw translateFailure(error, driver.place);
  }
}

async function furnish(driver: Driver, { log, clock, ids }: StorageOptions): Promise<Storage> {
  const { pool, place, locks } = driver;
  const db = createDb(pool, place);
  const query = createQuery(pool, place);
  const feed = createEventFeed({ db, locks, log, pollMs: driver.listen ? 1000 : 60_000 });
  const store = createStore({ db, locks, clock, ids, onEvents: feed.wake });
  const queue = await openQueue({ driver, query, ids, log });
  const holder = createHolder(locks, log);
  const sweep = setInterval(() => {
    sweepMemo(query, clock).catch((error) => log.warn('old memos were not removed', { error }));
  }, sweepEveryMs).unref();
  let checkpoints: Promise<Checkpoints> | null = null;
  let closed: Promise<void> | null = null;
  const close = async () => {
    clearInterval(sweep);
    holder.close();
    await queue.close();
    await feed.close();
    await driver.close();
  };
  return {
    kind: place.kind,
    store,
    queue,
    events: feed,
    memo: (namespace, memoOptions) => createMemo(query, namespace, memoOptions),
    checkpoints() {
      checkpoints ??= import('./checkpoints.ts').then(({ openCheckpoints }) => openCheckpoints(pool, locks));
      return checkpoints;
    },
    claim: (key, ttlMs) => claimOnce(query, clock, key, ttlMs),
    hold: holder.hold,
    serverTime: place.kind === 'postgres' ? () => readServerTime(query) : null,
    backup: (file) => backUp(driver, file),
    close() {
      closed ??= close();
      return closed;
    },
  };
}

async function readServerTime(query: Query): Promise<Date> {
  const { rows } = await query<{ now: Date }>('select clock_timestamp() as now');
  return rows[0]!.now;
}
