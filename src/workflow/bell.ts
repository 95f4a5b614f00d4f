/** Wakes somebody who waits: rung by the one or the other, and never missed. */

export type Bell = {
  /** `others`: the run may have been changed by somebody else. */
  ring(by: 'us' | 'others'): void;
  takeOthers(): boolean;
  /** Resolves at the next ring, at once where it rang since the last time, or when the time is over. */
  heard(waitMs: number): Promise<void>;
};

export const longestWaitMs = 60_000;

export function createBell(): Bell {
  let hasRung = false;
  let byOthers = false;
  let wake = () => {};
  return {
    ring(by) {
      hasRung = true;
      byOthers ||= by === 'others';
      wake();
    },
    takeOthers() {
      const were = byOthers;
      byOthers = false;
      return were;
    },
    async heard(waitMs) {
      if (!hasRung) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, Math.min(longestWaitMs, Math.max(1, waitMs)));
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
      hasRung = false;
    },
  };
}
