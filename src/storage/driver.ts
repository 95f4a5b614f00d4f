/** What the two kinds of database have in common: one pool that everything goes through, and named locks. */
import type { Pool } from 'pg';
import type { StorePlace } from './failures.ts';
import type { Locks } from './locks.ts';
import type { Listen } from './session.ts';

export type Driver = {
  place: StorePlace;
  /**
   * The only way to the database. On the embedded one it holds a single connection: whoever asks for a second one inside
   * a transaction waits for itself until the pool gives up.
   */
  pool: Pool;
  locks: Locks;
  /**
   * Hears what other processes announce on a channel, and is told after every gap in hearing. Null on the embedded
   * database, which has no other processes.
   */
  listen: Listen | null;
  /** Writes the whole store to a file. Null on a server, which has its own tools for that. */
  dump: (() => Promise<Blob>) | null;
  close(): Promise<void>;
};
