/** GitHub's published limits on making things: so many a minute and an hour, and not in quick succession. */

export type ContentLimits = { perMinute: number; perHour: number; spacingMs: number };

/** As published; GitHub calls them subject to change, and lower for some endpoints. */
export const publishedLimits: ContentLimits = { perMinute: 80, perHour: 500, spacingMs: 1000 };

export type ContentGate = {
  /** Counts what is about to be made; how long to wait instead, or null when it may be made. */
  enter(things: number): number | null;
};

export function createContentGate(limits: ContentLimits | null, now: () => Date): ContentGate {
  let made: number[] = [];
  return {
    enter(things) {
      if (limits === null) return null;
      const at = now().getTime();
      made = made.filter((one) => one > at - 3_600_000);
      const waits = [
        waitFor(made, at, { most: limits.perHour, perMs: 3_600_000 }),
        waitFor(made, at, { most: limits.perMinute, perMs: 60_000 }),
        waitFor(made, at, { most: 1, perMs: limits.spacingMs }),
      ];
      const longest = Math.max(...waits);
      if (longest > 0) return longest;
      for (let one = 0; one < things; one++) made.push(at);
      return null;
    },
  };
}

function waitFor(
  made: readonly number[],
  at: number,
  { most, perMs }: { most: number; perMs: number },
): number {
  const recent = made.filter((one) => one > at - perMs);
  return recent.length < most ? 0 : recent[recent.length - most]! + perMs - at;
}
