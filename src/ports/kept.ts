/** A reading of somebody else's system that is kept for a while and shared by all who ask for it meanwhile. */
import type { Clock } from './clock.ts';

export type Kept<Value> = {
  /** As read within the time it lasts. Throws what reading throws; a failed reading is not kept. */
  current(): Promise<Value>;
  /** As it was last read, however long ago, and read only where nothing is kept: for what hardly ever changes. */
  last(): Promise<Value>;
  /** As it is now. */
  renew(): Promise<Value>;
  /** What was read is known to be wrong: the next `current` reads anew. */
  forget(): void;
};

/** A reading is shared, so it must be bounded by its own time and by no caller's signal. */
export function keepReading<Value>(
  read: () => Promise<Value>,
  { clock, lastsMs }: { clock: Clock; lastsMs: number },
): Kept<Value> {
  let kept: { since: number; reading: Promise<Value> } | null = null;
  const now = () => clock.now().getTime();
  const renew = () => {
    const mine = { since: now(), reading: read() };
    kept = mine;
    mine.reading.catch(() => {
      if (kept === mine) kept = null;
    });
    return mine.reading;
  };
  return {
    renew,
    last: () => kept?.reading ?? renew(),
    current: () => (kept !== null && now() - kept.since < lastsMs ? kept.reading : renew()),
    forget() {
      kept = null;
    },
  };
}
