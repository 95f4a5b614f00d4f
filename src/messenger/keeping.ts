/** What an intake has taken in: on the disk until the house has stored it, or else waited for until then. */
import type { Journal, JournalEntry } from '../ports/journal.ts';

export type Keeping<Entry> = {
  /** What an earlier process left, in the order it came in. */
  left: readonly (JournalEntry & { entry: Entry })[];
  /** Resolves with the entry's number: once it is flushed to the disk, or at once where the house stores it. */
  keep(entry: Entry): Promise<number>;
  /** Resolves once it will not be lost; rejects where the house could not store it. */
  stored(id: number): Promise<void>;
  done(id: number): void;
  failed(id: number): void;
  close(): Promise<void>;
};

export function createKeeping<Entry>(journal: Journal | null): Keeping<Entry> {
  const storing = new Map<number, PromiseWithResolvers<void>>();
  // Of two that run one after the other, the later must not take for its own what is said of the former's.
  let unkept = Date.now() * 1000;
  return {
    left: (journal?.left ?? []) as Keeping<Entry>['left'],
    keep: async (entry) => (journal ? journal.append(entry) : ++unkept),
    stored(id) {
      // What is in the journal is stored.
      if (journal) return Promise.resolve();
      const waiting = Promise.withResolvers<void>();
      storing.set(id, waiting);
      return waiting.promise.finally(() => storing.delete(id));
    },
    done(id) {
      journal?.done(id);
      storing.get(id)?.resolve();
    },
    failed: (id) => storing.get(id)?.reject(new Error('it could not be stored')),
    close: async () => journal?.close(),
  };
}
