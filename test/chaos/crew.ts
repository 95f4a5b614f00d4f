/** Workers, one to a processor, that share a list of tasks. */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Tally, Task } from './campaign.ts';

/** Hands out what `next` gives until it gives null, and tells of every task that is done. */
export async function shareOut(
  next: () => Task | null,
  onDone: (tally: Tally) => void,
  crew = availableParallelism(),
): Promise<void> {
  await Promise.all(Array.from({ length: crew }, () => work(next, onDone)));
}

function work(next: () => Task | null, onDone: (tally: Tally) => void): Promise<void> {
  const worker = new Worker(new URL('./crew-worker.ts', import.meta.url));
  return new Promise<void>((resolve, reject) => {
    const hand = () => {
      const task = next();
      if (task) worker.postMessage(task);
      else resolve();
    };
    worker.on('error', reject);
    worker.on('message', (tally: Tally) => {
      onDone(tally);
      hand();
    });
    hand();
  }).finally(() => worker.terminate());
}
