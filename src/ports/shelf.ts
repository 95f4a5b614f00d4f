/** Where something may be laid down for a while, seen by every instance. */
export type Shelf = {
  /** Undefined when it was never there, was taken away, or has gone by itself. */
  get<Value>(key: string): Promise<Value | undefined>;
  /** Kept for `ttlMs`, or until it is taken away. */
  set(key: string, value: unknown, ttlMs?: number): Promise<unknown>;
  /** True for the one who took it away. */
  delete(key: string): Promise<boolean>;
};
