/** Keeps a second process out of an embedded store; the operating system takes the lock back from a killed one. */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { DocketError } from '../domain/errors.ts';

/** SQLite's result codes: https://sqlite.org/rescode.html */
const busy = 5;
const fileErrors: Record<number, string> = { 8: 'EROFS', 13: 'ENOSPC', 14: 'EACCES' };

/**
 * Takes the folder for this process and gives the function that frees it. Throws STORE_LOCKED at once when another
 * process has it. PGlite itself has no lock: two processes on one folder lose each other's rows.
 */
export function takeOwnership(home: string): () => void {
  let lock: DatabaseSync | null = null;
  try {
    lock = new DatabaseSync(join(home, 'owner.lock'), { timeout: 0 });
    lock.exec('pragma journal_mode = delete; begin exclusive');
    const held = lock;
    return () => held.close();
  } catch (error) {
    lock?.close();
    throw explain(error, home);
  }
}

function explain(error: unknown, home: string): unknown {
  const errcode = (error as { errcode?: number }).errcode ?? 0;
  if (errcode === busy) {
    return new DocketError('STORE_LOCKED', {
      message: `Docket is already running on ${home}.`,
      remedy: 'Stop it first, or set DOCKET_HOME to another folder.',
      cause: error,
    });
  }
  const code = fileErrors[errcode & 0xff];
  return code
    ? Object.assign(new Error('The owner lock cannot be taken.', { cause: error }), { code })
    : error;
}
