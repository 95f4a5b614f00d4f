/** Backup and restore of the embedded store: one file that holds all of it. */
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { DocketError } from '../domain/errors.ts';
import type { Driver } from './driver.ts';
import { foldersOf, openLite } from './embedded.ts';
import { isDiskFull, translateFailure } from './failures.ts';
import { takeOwnership } from './owner-lock.ts';
import { unpackDataDir } from './unpack.ts';

/**
 * Writes everything stored so far to `file`, which is replaced only once the new one is safely on the disk. Throws
 * CONFIG_INVALID for a store on a server.
 */
export async function backUp(driver: Driver, file: string): Promise<void> {
  if (!driver.dump) {
    throw new DocketError('CONFIG_INVALID', {
      message: `This store is on the Postgres server ${driver.place.name}, which Docket does not back up.`,
      remedy: 'Use the tools of that server, for example pg_dump.',
    });
  }
  const unfinished = `${file}.part`;
  try {
    const image = await driver.dump();
    const handle = await open(unfinished, 'w');
    try {
      await handle.writeFile(new Uint8Array(await image.arrayBuffer()));
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(unfinished, file);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw translateFailure(error, { kind: 'pglite', name: dirname(file) });
  }
}

/**
 * Makes the store of `home` what it was when `file` was written. Throws, with the present store untouched, STORE_LOCKED
 * while Docket runs on it, NEEDS_CONFIRMATION when there is a store and `overwrite` is not set, and UNREADABLE for a
 * file that is no backup.
 */
export async function restoreStorage(options: {
  home: string;
  file: string;
  overwrite?: boolean;
}): Promise<void> {
  const { home, file, overwrite = false } = options;
  const place = { kind: 'pglite', name: home } as const;
  let release = () => {};
  try {
    mkdirSync(home, { recursive: true });
    release = takeOwnership(home);
    const { store, replaced } = foldersOf(home);
    if (!overwrite && (existsSync(store) || existsSync(replaced))) throw wouldOverwrite(home);
    await unpackBackup(file, home);
    swapIn(home);
  } catch (error) {
    throw translateFailure(error, place);
  } finally {
    release();
  }
}

async function unpackBackup(file: string, home: string): Promise<void> {
  const { unpacked } = foldersOf(home);
  try {
    unpackDataDir(await readFile(file), unpacked);
    const lite = await openLite(unpacked);
    try {
      await lite.query('select name from migrations');
    } finally {
      await lite.close();
    }
  } catch (error) {
    rmSync(unpacked, { recursive: true, force: true });
    throw isDiskFull(error) ? error : unreadable(file, error);
  }
}

/** The former store stays aside until the new one is in its place; opening puts it back if this is cut off between. */
function swapIn(home: string): void {
  const { store, unpacked, replaced } = foldersOf(home);
  if (existsSync(store)) {
    rmSync(replaced, { recursive: true, force: true });
    renameSync(store, replaced);
  }
  renameSync(unpacked, store);
  rmSync(replaced, { recursive: true, force: true });
}

function wouldOverwrite(home: string): DocketError {
  return new DocketError('NEEDS_CONFIRMATION', {
    message: `There is a store in ${home} already. Nothing was changed.`,
    remedy: 'Back it up first, or say that it may be overwritten.',
  });
}

function unreadable(file: string, cause: unknown): DocketError {
  return new DocketError('UNREADABLE', {
    message: `${file} cannot be read as a backup of Docket. Nothing was changed.`,
    remedy: 'Give a file that `docket backup` has written.',
    cause,
  });
}
