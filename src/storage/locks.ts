/** Named locks across everything that shares one store. */
import { type StorePlace, translateFailure } from './failures.ts';
import { lockNumber } from './lock-number.ts';
import type { Session } from './session.ts';

export type Lock = {
  /** False once the lock may have gone to somebody else, because the connection that held it broke. */
  held(): boolean;
  release(): Promise<void>;
};

export type Locks = {
  /** Null at once when the name is taken. Free again when it is released or its holder's process ends. */
  take(name: string): Promise<Lock | null>;
};

const turnMs = 50;

/** Waits until the name is free, then runs `work` while holding it. */
export async function inTurn<Result>(
  locks: Locks,
  name: string,
  work: () => Promise<Result>,
): Promise<Result> {
  let lock = await locks.take(name);
  while (!lock) {
    await new Promise((resolve) => setTimeout(resolve, turnMs));
    lock = await locks.take(name);
  }
  try {
    return await work();
  } finally {
    await lock.release();
  }
}

/** Locks within this process: enough for the embedded store, which only one process can open. */
export function processLocks(): Locks {
  const taken = new Set<string>();
  return {
    async take(name) {
      if (taken.has(name)) return null;
      taken.add(name);
      let held = true;
      const release = async () => {
        if (held) taken.delete(name);
        held = false;
      };
      return { held: () => held, release };
    },
  };
}

/**
 * Locks on a Postgres server, held by the instance's one session. Postgres lets a session take the same lock twice, so
 * a name is first taken within the process.
 */
export function sessionLocks(session: Session, place: StorePlace): Locks {
  const local = processLocks();
  return {
    async take(name) {
      const own = await local.take(name);
      if (!own) return null;
      try {
        const tried = await session.query('select pg_try_advisory_lock($1::bigint) as taken', [
          lockNumber(name),
        ]);
        if (tried.rows[0]?.taken === true) return heldBySession(session, own, name);
      } catch (error) {
        await own.release();
        throw translateFailure(error, place);
      }
      await own.release();
      return null;
    },
  };
}

function heldBySession(session: Session, own: Lock, name: string): Lock {
  const taken = session.connection();
  const held = () => own.held() && session.connection() === taken;
  return {
    held,
    async release() {
      // A session that broke has let go of its locks already.
      if (held())
        await session.query('select pg_advisory_unlock($1::bigint)', [lockNumber(name)]).catch(() => {});
      await own.release();
    },
  };
}
