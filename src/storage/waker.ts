/** A sleep that can be cut short, also by a call that came just before it. */

export type Waker = {
  wake(): void;
  /** Resolves after `ms`, or at once when woken since the last sleep. Does not keep the process alive. */
  sleep(ms: number): Promise<void>;
};

export function createWaker(): Waker {
  let woken = false;
  let end: (() => void) | null = null;
  return {
    wake() {
      woken = true;
      end?.();
    },
    async sleep(ms) {
      if (!woken) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, ms).unref();
          end = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
      woken = false;
      end = null;
    },
  };
}
