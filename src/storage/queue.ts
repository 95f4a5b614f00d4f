/** The queue on pg-boss: jobs of one key strictly in order, across restarts and instances. */
import { setTimeout as sleep } from 'node:timers/promises';
import { type JobWithMetadata, PgBoss } from 'pg-boss';
import type { IdSource } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { Job, Queue, QueueName } from '../ports/queue.ts';
import { bossDatabase } from './boss-database.ts';
import type { Driver } from './driver.ts';
import { inTurn } from './locks.ts';
import type { Query } from './query.ts';

export type OpenQueue = Queue & {
  /** Stops taking jobs, tells running handlers to stop, and waits a few seconds for them. */
  close(): Promise<void>;
};

/** A handler that throws is tried this often again. */
const retries = 5;
/** A job that was begun this often without any outcome ends its process each time, so it is given up as well. */
const begunAtMost = 20;
const closeWaitMs = 5000;
const dayS = 24 * 60 * 60;

type Envelope = { key: string; payload: Record<string, unknown> };
type QueueDeps = { driver: Driver; query: Query; ids: IdSource; log: Log };

export async function openQueue(deps: QueueDeps): Promise<OpenQueue> {
  const boss = await startBoss(deps);
  const workers = new Map<QueueName, string[]>();
  const closing = new AbortController();
  const wake = (name: QueueName) => {
    for (const id of workers.get(name) ?? []) boss.notifyWorker(id);
  };
  const wakeLater = (name: QueueName, ms: number) => void setTimeout(() => wake(name), ms).unref();
  const made = new Map<QueueName, Promise<void>>();
  /** Made when it is first needed: there is one for every line of threads. */
  const ensure = (name: QueueName): Promise<void> => {
    const making = made.get(name) ?? boss.createQueue(name, queueOptions(deps.driver.listen !== null));
    made.set(name, making);
    making.catch(() => made.delete(name));
    return making;
  };
  return {
    async send(name, { key, payload, afterMs = 0 }) {
      const envelope: Envelope = { key, payload };
      await ensure(name);
      // The id decides between two jobs of the same microsecond, and ids rise.
      await boss.send(name, envelope, { id: deps.ids.next(), singletonKey: key, startAfter: afterMs / 1000 });
      if (afterMs > 0) wakeLater(name, afterMs + 10);
      else wake(name);
    },
    async work(name, handler, { concurrency = 1 } = {}) {
      await ensure(name);
      const attend = createAttendant({
        name,
        handler,
        log: deps.log,
        closing: closing.signal,
        wake,
        wakeLater,
      });
      const options = { includeMetadata: true, ...polling(deps.driver) } as const;
      const started = Array.from({ length: concurrency }, () => boss.work(name, options, attend));
      workers.set(name, [...(workers.get(name) ?? []), ...(await Promise.all(started))]);
    },
    settled: (keys) => waitUntilSettled(deps.query, keys),
    async close() {
      closing.abort();
      const idle = Promise.all([...workers.keys()].map((name) => boss.offWork(name)));
      await Promise.race([idle, sleep(closeWaitMs, undefined, { ref: false })]);
      // What still runs is put back in line.
      await boss.stop({ graceful: false, close: false });
    },
  };
}

/** Workers are woken by hand and, on a server, by announcements; looking by themselves is only for what those miss. */
function polling(driver: Driver) {
  if (!driver.listen) return { pollingIntervalSeconds: 2 };
  return { pollingIntervalSeconds: 1, notifyPollingIntervalSeconds: 2, heartbeatRefreshSeconds: 3 };
}

async function startBoss({ driver, query, log }: QueueDeps): Promise<PgBoss> {
  const shared = driver.listen !== null;
  const boss = new PgBoss({
    db: bossDatabase(driver),
    backend: driver.place.kind,
    useListenNotify: shared,
    schedule: false,
    ...(shared ? { superviseIntervalSeconds: 3, monitorIntervalSeconds: 3 } : {}),
  });
  boss.on('error', (error) => log.error('the queue failed', { error }));
  boss.on('warning', (warning) => log.warn('the queue warns', { warning }));
  // Instances that start together on a new database would make the same tables.
  await inTurn(driver.locks, 'queue', async () => {
    await boss.start();
    // From before each line had a queue of its own; what was not done there is found in the inbox.
    await query("delete from pgboss.job where name = 'thread'");
  });
  // Nobody else can be working on an embedded store, so what was begun there was cut off. What failed need not wait.
  if (!shared)
    await query(
      `update pgboss.job set state = 'retry', start_after = now() where state in ('active', 'retry')`,
    );
  return boss;
}

/**
 * pg-boss itself never gives a job up: in `key_strict_fifo` a failed job holds its key back for good. On a server a job
 * whose instance went silent for ten seconds goes to another; alone, only the process itself can end one.
 */
function queueOptions(shared: boolean) {
  return {
    policy: 'key_strict_fifo',
    retryLimit: 10_000,
    retryDelay: 1,
    retryBackoff: true,
    retryDelayMax: 60,
    expireInSeconds: dayS - 1,
    retentionSeconds: 365 * dayS,
    deleteAfterSeconds: 60 * 60,
    notify: shared,
    ...(shared ? { heartbeatSeconds: 10 } : {}),
  };
}

type Attendance = {
  name: QueueName;
  handler: (job: Job, signal: AbortSignal) => Promise<void>;
  log: Log;
  closing: AbortSignal;
  wake(name: QueueName): void;
  wakeLater(name: QueueName, ms: number): void;
};

/** Runs a handler on one job and decides between done, again and given up. */
function createAttendant({ name, handler, log, closing, wake, wakeLater }: Attendance) {
  return async ([job]: JobWithMetadata<Envelope>[]): Promise<void> => {
    const { id, data, retryCount } = job!;
    const about = { queue: name, job: id, key: data.key, attempt: retryCount + 1 };
    // This worker took one job; the end of the last one may have set another free.
    wake(name);
    if (retryCount >= begunAtMost) {
      log.error('a job was begun too often and is given up', about);
      return;
    }
    try {
      const signal = AbortSignal.any([job!.signal, closing]);
      await handler({ id, key: data.key, payload: data.payload, attempt: retryCount + 1 }, signal);
    } catch (error) {
      if (closing.aborted) throw error;
      if (retryCount >= retries) {
        log.error('a job failed too often and is given up', { ...about, error });
      } else {
        log.warn('a job failed and is tried again', { ...about, error });
        wakeLater(name, longestBackoffMs(retryCount));
        throw error;
      }
    }
    // Heard while this worker still works, so that it looks for the successor as soon as the job is marked done.
    wake(name);
  };
}

/** pg-boss waits between 2^n and 2^(n+1) seconds before the nth retry. */
function longestBackoffMs(retryCount: number): number {
  return 1000 * 2 ** (retryCount + 1) + 20;
}

const lookEveryMs = 15;

async function waitUntilSettled(query: Query, keys: readonly string[]): Promise<void> {
  for (;;) {
    const { rows } = await query(
      `select 1 from pgboss.job where singleton_key = any($1)
        and (state in ('active', 'retry') or state = 'created' and start_after <= now()) limit 1`,
      [keys],
    );
    if (rows.length === 0) return;
    await sleep(lookEveryMs);
  }
}
