/** Linear's published limit on requests: so many an hour for one key, running off evenly like a leaking bucket. */

export type RequestLimit = {
  /** Counts a request that may go on; else the moment, in epoch milliseconds, from which one may. */
  take(): number | null;
};

const hourMs = 3_600_000;

export function createRequestLimit(perHour: number | null, now: () => Date): RequestLimit {
  let level = 0;
  let at = now().getTime();
  return {
    take() {
      if (perHour === null) return null;
      const time = now().getTime();
      level = Math.max(0, level - ((time - at) * perHour) / hourMs);
      at = time;
      if (level + 1 > perHour) return time + Math.ceil(((level + 1 - perHour) * hourMs) / perHour);
      level += 1;
      return null;
    },
  };
}
