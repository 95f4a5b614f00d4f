/** Work that must survive the process: each job is done at least once, and jobs of one key one after another. */

export type Job<Payload = Record<string, unknown>> = {
  id: string;
  key: string;
  payload: Payload;
  attempt: number;
};

/** `thread/<line>` holds what people said in the threads of one line (see `Reach`). */
export type QueueName = 'push' | 'sync' | `thread/${string}`;

export type Queue = {
  /** Durable once this resolves. Jobs with the same key run strictly in the order they were sent, never two at once. */
  send(
    queue: QueueName,
    job: { key: string; payload: Record<string, unknown>; afterMs?: number },
  ): Promise<void>;
  /**
   * A handler that throws is tried again later, at most five times; then the job is given up, logged, and its key goes
   * on. `signal` fires when the process is to end: a handler that then throws is called again at the next start, one
   * that returns is done.
   */
  work(
    queue: QueueName,
    handler: (job: Job, signal: AbortSignal) => Promise<void>,
    options?: { concurrency?: number },
  ): Promise<void>;
  /** Resolves when no job with one of these keys waits or runs; jobs put off into the future do not count. */
  settled(keys: readonly string[]): Promise<void>;
};
