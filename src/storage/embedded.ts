/** The embedded store: PGlite in a folder of its own, behind the owner lock and one connection. */
import { accessSync, existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { createPgConfig } from '@electric-sql/pglite/node-postgres';
import type pg from 'pg';
import { DocketError } from '../domain/errors.ts';
import type { Log } from '../ports/log.ts';
import type { Driver } from './driver.ts';
import { isDiskFull, type StorePlace, translateFailure } from './failures.ts';
import { FairPool } from './fair-pool.ts';
import { processLocks } from './locks.ts';
import { takeOwnership } from './owner-lock.ts';
import { unpackDataDir } from './unpack.ts';

/** Made by `make-start-image.ts`: an empty store with its tables, so that nobody waits for `initdb` and migrations. */
export const startImage = new URL('start-image.tgz', import.meta.url);

/** Small buffers keep the whole program near 300 MB; the store of one team fits the system's file cache anyway. */
const startParams = [...PGlite.defaultStartParams, '-c', 'shared_buffers=16MB', '-c', 'max_wal_size=32MB'];

/** A connection that is not free after this long is being waited for by the transaction that holds it. Milliseconds. */
const connectionWaitMs = 30_000;

/** Throws STORE_LOCKED, DISK_FULL or CONFIG_INVALID in a sentence when `home` cannot be used. */
export async function openEmbedded(home: string, log: Log): Promise<Driver> {
  const place: StorePlace = { kind: 'pglite', name: home };
  let release = () => {};
  try {
    mkdirSync(home, { recursive: true });
    release = takeOwnership(home);
    const lite = await openFolder(home);
    return driveEmbedded(lite, place, release, log);
  } catch (error) {
    release();
    throw translateFailure(error, place);
  }
}

export function foldersOf(home: string): { store: string; unpacked: string; replaced: string } {
  return {
    store: join(home, 'store'),
    unpacked: join(home, 'store.new'),
    replaced: join(home, 'store.old'),
  };
}

async function openFolder(home: string): Promise<PGlite> {
  const { store, unpacked, replaced } = foldersOf(home);
  // A restore that was cut off between its two renames left the former store aside.
  if (!existsSync(store) && existsSync(replaced)) renameSync(replaced, store);
  if (!existsSync(store)) {
    // In a folder of its own first, so that one that was cut off is never taken for a store.
    unpackDataDir(readFileSync(startImage), unpacked);
    renameSync(unpacked, store);
  }
  return openLite(store);
}

/** Opens the store in `folder` as it is. Throws STORE_UNAVAILABLE when it is damaged. */
export async function openLite(folder: string): Promise<PGlite> {
  try {
    // PGlite would take a folder without this file for a new one and write over what is there.
    accessSync(join(folder, 'PG_VERSION'));
    return await PGlite.create({ dataDir: folder, startParams });
  } catch (cause) {
    if (isDiskFull(cause)) throw cause;
    throw new DocketError('STORE_UNAVAILABLE', {
      message: `The store in ${folder} cannot be opened; it seems to be damaged. Nothing was changed.`,
      remedy: 'Restore a backup with `docket restore`, or set DOCKET_HOME to another folder.',
      cause,
    });
  }
}

export function driveEmbedded(lite: PGlite, place: StorePlace, release: () => void, log: Log): Driver {
  const config = createPgConfig(lite) as unknown as pg.PoolConfig;
  const pool = new FairPool({ ...config, idleTimeoutMillis: 0 }, connectionWaitMs);
  pool.on('error', (error) => log.error('the embedded store failed', { error }));
  return {
    place,
    pool,
    locks: processLocks(),
    listen: null,
    async dump() {
      // Holding the only connection keeps every writer out while the files are read.
      const client = await pool.connect();
      try {
        await client.query('checkpoint');
        return await lite.dumpDataDir('gzip');
      } finally {
        client.release();
      }
    },
    async close() {
      await pool.end();
      await lite.close();
      release();
    },
  };
}
