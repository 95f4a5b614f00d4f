/** Threads that begin quickly: what the program has compiled and kept, its threads read from the same place. */
import module from 'node:module';
import { Worker, type WorkerOptions } from 'node:worker_threads';

/** As `new Worker(script, …)`; a thread would otherwise compile all of its modules by itself. */
export function startThread(
  script: URL,
  options: Pick<WorkerOptions, 'workerData' | 'resourceLimits'> = {},
): Worker {
  const argv = [script.href, module.getCompileCacheDir?.() ?? ''];
  return new Worker(new URL('./run-thread.ts', import.meta.url), { ...options, argv });
}
