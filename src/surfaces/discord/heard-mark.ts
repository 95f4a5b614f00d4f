/** Up to when all that was said in Discord has been taken in, so that the next process reads what came after. */
import type { Shelf } from '../../ports/shelf.ts';

export type HeardMark = {
  /** Null for the first time. */
  read(): Promise<number | null>;
  /** Said by a shard; the mark is where the last of them is. Milliseconds. */
  note(shard: number, until: number): void;
};

const key = 'heard';

export function createHeardMark(shelf: Shelf, shards: number): HeardMark {
  const heard = new Map<number, number>();
  // All begin from the same, whichever of them has noted something before the last one asks.
  let former: Promise<number | null> | null = null;
  const read = async () => (await shelf.get<number>(key)) ?? null;
  return {
    read() {
      if (heard.size === shards) return read();
      former ??= read();
      return former;
    },
    note(shard, until) {
      heard.set(shard, until);
      // Should it not be noted, more is read again than need be.
      if (heard.size === shards) shelf.set(key, Math.min(...heard.values())).catch(() => {});
    },
  };
}
