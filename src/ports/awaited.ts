/** Tells work that a person waits for from work that goes on by itself, wherever it leads. */
import { AsyncLocalStorage } from 'node:async_hooks';

const awaited = new AsyncLocalStorage<true>();

/** Everything that `work` calls, now or later, is what a person waits for. */
export function whileAwaited<Result>(work: () => Result): Result {
  return awaited.run(true, work);
}

export function isAwaited(): boolean {
  return awaited.getStore() === true;
}
