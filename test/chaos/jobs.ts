/** The queue that survives its processes: what a dead or sleeping worker had is given to another after a while. */
import type { Queue, QueueName } from '../../src/ports/queue.ts';
import type { Life } from './life.ts';
import type { Dice } from './seeded.ts';
import type { Timeline } from './timeline.ts';

export type Job = {
  queue: QueueName;
  payload: Record<string, unknown>;
  takenBy: Life | null;
  attempt: number;
};

/** The queue as one worker sees it. */
export type Jobs = {
  /** Resolves with the next job of this queue, as soon as there is one. */
  next(queue: QueueName): Promise<Job>;
  done(job: Job): void;
  /** It is tried again later, five times at most. */
  failed(job: Job): void;
};

/** A worker that is silent for so long has lost what it was at. */
const silentMs = 30_000;

export function openJobs(timeline: Timeline, dice: Dice) {
  const jobs = new Set<Job>();
  let waiting: { life: Life; queue: QueueName; give: (job: Job) => void }[] = [];

  const handOut = () => {
    for (const job of jobs) {
      if (job.takenBy !== null) continue;
      waiting = waiting.filter(({ life }) => !life.isDead());
      const at = waiting.findIndex(({ queue }) => queue === job.queue);
      const [next] = at < 0 ? [] : waiting.splice(at, 1);
      if (!next) continue;
      job.takenBy = next.life;
      next.life.later(dice.between(1, 50), () => next.give(job));
    }
  };

  const giveBack = (job: Job, afterMs: number) => {
    timeline.after(afterMs, () => {
      job.takenBy = null;
      handOut();
    });
  };

  return {
    queueOf: (life: Life): Queue => ({
      send: (queue, { payload, afterMs = 0 }) =>
        life.reach(() => {
          timeline.after(afterMs, () => {
            jobs.add({ queue, payload, takenBy: null, attempt: 1 });
            handOut();
          });
        }),
      work: async () => {},
      settled: async () => {},
    }),
    of: (life: Life): Jobs => ({
      next: (queue) =>
        new Promise((give) => {
          waiting.push({ life, queue, give });
          handOut();
        }),
      done: (job) => void jobs.delete(job),
      failed(job) {
        job.attempt += 1;
        if (job.attempt > 5) jobs.delete(job);
        else giveBack(job, 1_000 * 2 ** job.attempt);
      },
    }),
    /** What this process had is done again by another. */
    leave(life: Life): void {
      for (const job of jobs) if (job.takenBy === life) giveBack(job, dice.between(500, silentMs));
    },
    /** What it has may be begun by another meanwhile. */
    fallSilent(life: Life): void {
      for (const job of jobs) {
        if (job.takenBy !== life || !dice.chance(0.5)) continue;
        timeline.after(silentMs, () => {
          jobs.add({ ...job, takenBy: null });
          handOut();
        });
      }
    },
  };
}
