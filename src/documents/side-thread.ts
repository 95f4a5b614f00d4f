/** A thread for reading texts, so that none of them, however large or hostile, holds up the rest of the program. */
import { parentPort, type Worker } from 'node:worker_threads';
import { DocketError, type ErrorCode, isDocketError } from '../domain/errors.ts';
import { startThread } from '../ports/thread.ts';

/** Small texts get this long; each further kilobyte adds a little, so that an honest megabyte has time enough. */
const baseMs = 1500;
const perKilobyteMs = 12;
/** The deadline counts what the thread works. On a busy machine that takes longer, but never longer than this many times. */
const busyFactor = 10;
const memoryMb = 512;
/** The parser makes much garbage; with more room for young objects it runs twice as fast. */
const youngMb = 64;

/** What a thrown DocketError is on the way between threads. */
type Refusal = { code: ErrorCode; message: string; remedy: string };

type Answer<Result> = { result: Result } | { refusal: Refusal } | { overflow: true } | { failure: string };
type Reply<Result> = { ready: true } | { id: number; answer: Answer<Result> };

export type SideThread<Task, Result> = {
  /**
   * One task at a time, in the order asked; `size` is the text's length. Throws what the task refuses, and UNREADABLE when
   * it runs past its deadline or out of memory; the next task gets a fresh thread. The thread never keeps the program alive.
   */
  run(task: Task, size: number): Promise<Result>;
};

/** `script` must call `serveSideThread`. Nothing is started before the first task; `tooHard` words a missed deadline. */
export function createSideThread<Task, Result>(
  script: URL,
  tooHard: (size: number) => DocketError = tooDeep,
): SideThread<Task, Result> {
  let worker: Promise<Worker> | null = null;
  let turn: Promise<unknown> = Promise.resolve();
  let asked = 0;
  const perform = async (task: Task, size: number): Promise<Result> => {
    worker ??= startWorker(script);
    const thread = await worker.catch((error) => {
      worker = null;
      throw error;
    });
    const answer = await ask<Result>(thread, { id: ++asked, task }, size);
    if (answer && 'result' in answer) return answer.result;
    if (answer && 'refusal' in answer) throw new DocketError(answer.refusal.code, answer.refusal);
    worker = null;
    await thread.terminate();
    throw answer && 'failure' in answer ? new Error(answer.failure) : tooHard(size);
  };
  return {
    run(task, size) {
      const result = turn.then(() => perform(task, size));
      turn = result.catch(() => undefined);
      return result;
    },
  };
}

/** Resolves once the thread has loaded its code, which does not count against a text's deadline. */
function startWorker(script: URL): Promise<Worker> {
  const worker = startThread(script, {
    resourceLimits: { maxOldGenerationSizeMb: memoryMb, maxYoungGenerationSizeMb: youngMb },
  });
  return new Promise((resolve, reject) => {
    // Stays for good: a thread that dies after its deadline, when nobody asks any more, must not end the program.
    worker.on('error', reject);
    worker.once('message', () => {
      worker.unref();
      resolve(worker);
    });
  });
}

/** Null when the thread missed its deadline or died. */
function ask<Result>(
  worker: Worker,
  request: { id: number; task: unknown },
  size: number,
): Promise<Answer<Result> | null> {
  return new Promise((resolve) => {
    const settle = (answer: Answer<Result> | null) => {
      clearTimeout(timer);
      worker.off('message', hear).off('error', fail).off('exit', fail);
      worker.unref();
      resolve(answer);
    };
    const fail = () => settle(null);
    const hear = (reply: Reply<Result>) => {
      if ('id' in reply && reply.id === request.id) settle(reply.answer);
    };
    const allowedMs = baseMs + (size / 1024) * perKilobyteMs;
    const giveUpAt = Date.now() + busyFactor * allowedMs;
    const look = async () => {
      if (Date.now() >= giveUpAt || (await workedMs(worker, before)) >= allowedMs) fail();
      else timer = setTimeout(look, allowedMs / 4);
    };
    const before = worker.cpuUsage?.();
    let timer = setTimeout(look, allowedMs);
    worker.ref();
    worker.on('message', hear).on('error', fail).on('exit', fail);
    worker.postMessage(request);
  });
}

/** What the thread itself has worked since `before`, in milliseconds; all the time that has passed where that is not known. */
async function workedMs(worker: Worker, before: Promise<NodeJS.CpuUsage> | undefined): Promise<number> {
  const earlier = await before?.catch(() => undefined);
  const usage = earlier && (await worker.cpuUsage(earlier).catch(() => undefined));
  return usage ? (usage.user + usage.system) / 1000 : Number.POSITIVE_INFINITY;
}

function tooDeep(size: number): DocketError {
  const kilobytes = Math.max(1, Math.round(size / 1024));
  return new DocketError('UNREADABLE', {
    message: `This text of ${kilobytes} KB takes too long to read, most likely because of very deep nesting. Nothing was stored.`,
    remedy: 'Remove runs of repeated quote marks, brackets or list markers, and send it again.',
  });
}

/** Called in the thread's own script: answers each task with what `perform` makes of it. */
export function serveSideThread<Task, Result>(perform: (task: Task) => Result | Promise<Result>): void {
  const port = parentPort;
  if (!port) throw new Error('serveSideThread runs in a worker thread only');
  port.on('message', async ({ id, task }: { id: number; task: Task }) => {
    try {
      port.postMessage({ id, answer: { result: await perform(task) } });
    } catch (error) {
      port.postMessage({ id, answer: sayFailure(error) });
    }
  });
  port.postMessage({ ready: true });
}

/** Recursion that runs out of stack, like a text too long to hold, is the text's fault. */
function sayFailure(error: unknown): Answer<never> {
  if (error instanceof RangeError) return { overflow: true };
  if (isDocketError(error)) {
    return { refusal: { code: error.code, message: error.message, remedy: error.remedy } };
  }
  return { failure: error instanceof Error ? (error.stack ?? error.message) : String(error) };
}
