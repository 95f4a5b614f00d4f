/** Names that a process holds for as long as it lives, across everything that shares the store. */
import type { Log } from '../ports/log.ts';
import type { Lock, Locks } from './locks.ts';

/** How often it is looked whether the connection that holds them broke. */
const lookEveryMs = 2_000;

export type Holder = {
  /** As `Storage.hold`. */
  hold(name: string): Promise<boolean>;
  close(): void;
};

export function createHolder(locks: Locks, log: Log): Holder {
  const held = new Map<string, Lock>();
  const takeAgain = async (name: string, lost: Lock) => {
    await lost.release();
    const lock = await locks.take(name);
    if (lock) held.set(name, lock);
    else log.warn('a name is held by another process now', { name });
  };
  const look = setInterval(() => {
    for (const [name, lock] of held) {
      if (!lock.held())
        takeAgain(name, lock).catch((error) => log.debug('a name is not held yet', { name, error }));
    }
  }, lookEveryMs).unref();
  return {
    async hold(name) {
      const lock = await locks.take(name);
      if (lock) held.set(name, lock);
      return lock !== null;
    },
    close: () => clearInterval(look),
  };
}
