/** How many requests a token has left this minute, over all instances: each takes some at a time from what they share. */

export type RequestBudget = {
  /** Null where the request may go on, else how many milliseconds to wait. */
  spend(key: string): Promise<number | null>;
};

/** Takes `points` of this minute's, and gives how many have been taken in it so far, these among them. */
export type SpendShared = (key: string, minute: number, points: number) => Promise<number>;

/** Of one token; reading a board of 500 tickets one by one stays below it. */
export const requestsAMinute = 600;

const minuteMs = 60_000;
/** So that the shared count is asked for once in so many requests. What an instance leaves over is lost with its minute. */
const takenAtOnce = 20;
/** Keys that were silent for a minute are forgotten when there are more than these. */
const mostKept = 10_000;

type Share = { minute: number; left: number; spent: boolean };

export function createRequestBudget(
  aMinute: number,
  spendShared: SpendShared,
  now: () => number = Date.now,
): RequestBudget {
  const shares = new Map<string, Share>();
  return {
    async spend(key) {
      const at = now();
      const minute = Math.floor(at / minuteMs);
      let share = shares.get(key);
      if (share?.minute !== minute) {
        if (shares.size > mostKept) forgetOld(shares, minute);
        share = { minute, left: 0, spent: false };
        shares.set(key, share);
      }
      if (share.left === 0 && !share.spent) {
        const taken = await spendShared(key, minute, takenAtOnce);
        const mine = Math.min(takenAtOnce, aMinute - taken + takenAtOnce);
        if (mine <= 0) share.spent = true;
        else share.left += mine;
      }
      if (share.left <= 0) return (minute + 1) * minuteMs - at;
      share.left -= 1;
      return null;
    },
  };
}

function forgetOld(shares: Map<string, Share>, minute: number): void {
  for (const [key, share] of shares) if (share.minute < minute) shares.delete(key);
}
