/** What a running house does by itself: works off pushes, and posts reports and reminders when they are due. */
import type { Services } from './catalog/services.ts';
import type { DuePost } from './planning/post-due.ts';
import type { Clock } from './ports/clock.ts';
import type { Log } from './ports/log.ts';
import type { Storage } from './storage/open.ts';

/** How often pushes are looked for that nobody works on any more. */
const recoverEveryMs = 10_000;

/** How often reports and reminders that are due are looked for. */
const lookForDueEveryMs = 10_000;

/** How long what a person changed can be taken back. */
const keepChangesMs = 30 * 24 * 60 * 60_000;

export type RegularWork = {
  /** Begins to work off pushes, first those that a stopped process left behind. */
  startPushing(): Promise<void>;
  /** Begins to post scheduled reports and reminders, first those that are late. */
  startPosting(how: DuePost): void;
  /** Waits for what is under way. */
  stop(): Promise<void>;
};

export function createRegularWork(deps: {
  services: Pick<Services, 'publication' | 'planning'>;
  storage: Pick<Storage, 'store' | 'queue'>;
  clock: Clock;
  log: Log;
}): RegularWork {
  const { storage, clock, log } = deps;
  const { publication, planning } = deps.services;
  const recovering = createRepeater(recoverEveryMs, log, 'recovering pushes', () => publication.recover());
  let posting: Repeater | null = null;
  return {
    async startPushing() {
      await storage.store.changes.forget(new Date(clock.now().getTime() - keepChangesMs).toISOString());
      await publication.recover();
      await storage.queue.work('push', (job, signal) =>
        publication.runPush(String(job.payload.pushId), signal),
      );
      recovering.start();
    },
    startPosting(how) {
      posting ??= createRepeater(lookForDueEveryMs, log, 'posting what is due', () => planning.postDue(how));
      posting.start();
      posting.now();
    },
    async stop() {
      await recovering.stop();
      await posting?.stop();
    },
  };
}

type Repeater = { start(): void; now(): void; stop(): Promise<void> };

/** Does something again and again, never twice at once; `stop` waits for what is under way. */
function createRepeater(everyMs: number, log: Log, what: string, work: () => Promise<unknown>): Repeater {
  let timer: NodeJS.Timeout | null = null;
  let last: Promise<unknown> = Promise.resolve();
  const now = () => {
    last = last.then(work).catch((error) => log.error(`${what} failed`, { error }));
  };
  return {
    now,
    start() {
      timer ??= setInterval(now, everyMs).unref();
    },
    async stop() {
      if (timer) clearInterval(timer);
      await last;
    },
  };
}
