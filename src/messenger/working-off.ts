/** Works off what an intake hands over: in order within a line, and again after a fault that may mend. */
import { setTimeout as wait } from 'node:timers/promises';
import type { Log } from '../ports/log.ts';
import type { HouseWord } from './ends.ts';

/** The store could not take something in; it may be away for long, and what was acknowledged must not be lost. */
export class NotStored extends Error {}

export type WorkingOff<Delivered> = {
  /** What people read one after the other is of one line. */
  lineOf(delivered: Delivered): string;
  /** Told with the number of the attempt, from 1. What it rejects is tried again where it may mend. */
  takeIn(delivered: Delivered, attempt: number): Promise<void>;
  /** False for what the service refuses, as it will again. */
  mayMend(error: unknown): boolean;
  /** It is lost: whoever waits for it is told. */
  giveUp(delivered: Delivered): Promise<void>;
  tell(told: HouseWord): void;
  /** Whether the intake keeps what it hands over: the service does not deliver it again then, so it is tried here again. */
  isKept: boolean;
  log: Log;
  /** What is worked off, for the log. */
  what: string;
};

const mostTries = 5;
const firstPauseMs = 250;
const longestPauseMs = 30_000;

/** Takes one delivery after the other; never throws. */
export function createWorkingOff<Delivered extends { id: number }>(
  how: WorkingOff<Delivered>,
): (delivered: Delivered) => void {
  const lines = new Map<string, Promise<void>>();
  return (delivered) => {
    const line = how.lineOf(delivered);
    const before = lines.get(line) ?? Promise.resolve();
    const next = before.then(() => workOff(how, delivered));
    lines.set(line, next);
    void next.finally(() => {
      if (lines.get(line) === next) lines.delete(line);
    });
  };
}

/** Never rejects. */
async function workOff<Delivered extends { id: number }>(
  how: WorkingOff<Delivered>,
  delivered: Delivered,
): Promise<void> {
  const { id } = delivered;
  for (let attempt = 1; ; attempt++) {
    try {
      await how.takeIn(delivered, attempt);
      return how.tell({ say: 'done', id });
    } catch (error) {
      how.log.error(`${how.what} could not be taken in`, { error, attempt });
      if (!how.isKept) return how.tell({ say: 'failed', id });
      const isLost = !(error instanceof NotStored) && (attempt >= mostTries || !how.mayMend(error));
      if (isLost) {
        await how.giveUp(delivered).catch(() => {});
        return how.tell({ say: 'done', id });
      }
      await wait(Math.min(longestPauseMs, firstPauseMs * 2 ** attempt), undefined, { ref: false });
    }
  }
}
