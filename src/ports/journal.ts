/** What came in and is not worked off yet, on this machine's disk: written before it is acknowledged, whatever the database does. */

export type JournalEntry = { id: number; entry: unknown };

export type Journal = {
  /** What an earlier process left, in the order it came in. */
  left: readonly JournalEntry[];
  /** Resolves with a rising id once the entry is flushed to the disk. Rejects when it could not be. */
  append(entry: unknown): Promise<number>;
  /** The entry is worked off and need not be kept; said of one that is unknown, it does nothing. */
  done(id: number): void;
  /** Resolves once everything that was appended is on the disk. */
  close(): Promise<void>;
};
