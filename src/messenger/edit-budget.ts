/** How often messages are edited: chat services count edits together, so all of one count share one budget. */
import { setTimeout as wait } from 'node:timers/promises';

export type EditBudget = {
  /**
   * Runs the latest edit of a message when its turn comes; an edit that a later one of the same message overtakes is
   * never made, and settles with that one. What is passing (a step of something under way) waits behind what is not: a
   * final state is shown first, and from what is kept for such.
   */
  edit(message: string, make: () => Promise<void>, how?: { passing: boolean }): Promise<void>;
  /** Whether an edit of a message that was not edited yet would be made at once. */
  isFree(): boolean;
  /** Nothing is edited before that many milliseconds have passed, because the service said so. */
  rest(ms: number): void;
};

/** How much of it there is. */
export type EditRate = {
  perMinute: number;
  /** Made without waiting after a pause. */
  atOnce: number;
  /** Between two edits of one message: people read one that changes more often as flickering. Milliseconds. */
  apartMs: number;
  /** Of those made at once: kept for what is not passing. */
  kept?: number;
};

type Pending = { make: () => Promise<void>; passing: boolean; done: PromiseWithResolvers<void> };

export function createEditBudget(
  { perMinute, atOnce, apartMs, kept = 0 }: EditRate,
  now: () => number = Date.now,
): EditBudget {
  const pending = new Map<string, Pending>();
  const lastEdit = new Map<string, number>();
  let tokens = atOnce;
  let filledAt = now();
  let restUntil = 0;
  let running = false;

  const refill = () => {
    tokens = Math.min(atOnce, tokens + ((now() - filledAt) * perMinute) / 60_000);
    filledAt = now();
  };
  /** Milliseconds until this message may be edited. */
  const delayOf = (message: string) => {
    refill();
    const needed = pending.get(message)?.passing ? 1 + kept : 1;
    const forToken = tokens >= needed ? 0 : ((needed - tokens) * 60_000) / perMinute;
    return Math.max(0, forToken, restUntil - now(), (lastEdit.get(message) ?? 0) + apartMs - now());
  };

  async function run(): Promise<void> {
    while (pending.size > 0) {
      const [[message]] = [...pending].toSorted(
        ([one, { passing }], [other, { passing: isOther }]) =>
          delayOf(one) - delayOf(other) || Number(passing) - Number(isOther),
      ) as [[string, Pending]];
      const delay = delayOf(message);
      if (delay > 0) {
        await wait(Math.min(delay, 50));
        continue;
      }
      const { make, done } = pending.get(message)!;
      pending.delete(message);
      tokens -= 1;
      lastEdit.set(message, now());
      await make().then(done.resolve, done.reject);
    }
    if (lastEdit.size > 1000) lastEdit.clear();
    running = false;
  }

  return {
    edit(message, make, { passing } = { passing: false }) {
      const known = pending.get(message);
      const done = known?.done ?? Promise.withResolvers<void>();
      pending.set(message, { make, passing, done });
      if (!running) {
        running = true;
        void run();
      }
      return done.promise;
    },
    isFree() {
      refill();
      return pending.size === 0 && tokens >= 1 && restUntil <= now();
    },
    rest(ms) {
      restUntil = Math.max(restUntil, now() + ms);
    },
  };
}
