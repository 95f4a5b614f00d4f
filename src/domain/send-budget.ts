/** What a tracker's account may still be sent, kept by all instances together: limits, rests and doubts. */
import * as z from 'zod';

/** At most `most` of these in any `perMs`. */
export type SendLimit = {
  name: string;
  most: number;
  perMs: number;
  /** What is counted: requests that write, issues created, or links made. */
  counts: readonly ('write' | 'issue' | 'link')[];
};

export const SendBudget = z.object({
  account: z.string(),
  /** Rises with every change, so that two instances never take the same. */
  rev: z.int(),
  /** By limit: until when something counts as just taken, in milliseconds, and how much; ascending. */
  spent: z.record(z.string(), z.array(z.tuple([z.number(), z.number()]))),
  /** Nothing is sent or asked before. */
  restUntil: z.iso.datetime().nullable(),
  /** When requests were left without an answer, in milliseconds. */
  doubts: z.array(z.number()),
  /** Nothing is sent until one question was answered. */
  probe: z.boolean(),
  /** Why only a person can help; null while the connection works. */
  reconnect: z.string().nullable(),
});
export type SendBudget = z.infer<typeof SendBudget>;

/** What one request comes to. */
export type SendCost = { write: number; issue: number; link: number };

export function freshBudget(account: string): SendBudget {
  return { account, rev: 0, spent: {}, restUntil: null, doubts: [], probe: false, reconnect: null };
}

/** The first moment, in milliseconds, at which this may be sent; `now` where that is at once. */
export function freeFrom(
  budget: SendBudget,
  limits: readonly SendLimit[],
  cost: SendCost,
  now: number,
): number {
  return Math.max(restsUntil(budget), now, ...limits.map((limit) => limitFreeFrom(budget, limit, cost, now)));
}

export function restsUntil({ restUntil }: SendBudget): number {
  return restUntil === null ? 0 : Date.parse(restUntil);
}

/** More than a limit ever allows at once waits until nothing else was taken of it. */
function limitFreeFrom(budget: SendBudget, limit: SendLimit, cost: SendCost, now: number): number {
  const counted = countedSince(budget, limit, now);
  let excess = sum(counted) + Math.min(limit.most, costOf(limit, cost)) - limit.most;
  let from = now;
  for (const [end, amount] of counted) {
    if (excess <= 0) break;
    excess -= amount;
    from = end + limit.perMs;
  }
  return from;
}

/** How many issues or links may go in one request now; with `most` as the most anybody wants. */
export function roomFor(
  budget: SendBudget,
  limits: readonly SendLimit[],
  kind: 'issue' | 'link',
  most: number,
  now: number,
): number {
  const rooms = limits
    .filter((limit) => limit.counts.includes(kind))
    .map((limit) => {
      const own = limit.counts.includes('write') ? 1 : 0;
      return limit.most - own - sum(countedSince(budget, limit, now));
    });
  return Math.max(1, Math.min(most, ...rooms));
}

/** The budget after such a request at `now`. */
export function spend(
  budget: SendBudget,
  limits: readonly SendLimit[],
  cost: SendCost,
  now: number,
): SendBudget {
  const spent = limits.map((limit): [string, [number, number][]] => {
    const counted = countedSince(budget, limit, now);
    const amount = costOf(limit, cost);
    if (amount === 0) return [limit.name, counted];
    const end = endOfGrain(limit, now);
    const before = counted.find(([at]) => at === end)?.[1] ?? 0;
    return [limit.name, [...counted.filter(([at]) => at !== end), [end, before + amount]]];
  });
  return { ...budget, spent: Object.fromEntries(spent) };
}

/** The budget once nothing is to be sent before `until`, where it does not rest for longer already. */
export function rest(budget: SendBudget, until: number): SendBudget {
  return { ...budget, restUntil: new Date(Math.max(restsUntil(budget), until)).toISOString() };
}

/** So many unanswered requests in so much time, and nothing is sent for as long again. */
const mostDoubts = 5;
export const breakMs = 60_000;

/** One more request was left without an answer. */
export function doubt(budget: SendBudget, now: number): SendBudget {
  const doubts = [...budget.doubts.filter((at) => at > now - breakMs && at <= now), now];
  if (doubts.length < mostDoubts) return { ...budget, doubts };
  return { ...rest(budget, now + breakMs), doubts: [], probe: true };
}

/** What still counts at `now`; a clock that was set back leaves nothing that counts for longer than it should. */
function countedSince({ spent }: SendBudget, { name, perMs }: SendLimit, now: number): [number, number][] {
  return (spent[name] ?? []).filter(([end]) => end + perMs > now && end <= now + perMs);
}

/** Small limits are counted exactly, large ones in sixtieths of their time, as if taken at the end of one. */
function endOfGrain({ most, perMs }: SendLimit, now: number): number {
  const grain = most <= 60 ? 1 : Math.max(1, Math.floor(perMs / 60));
  return Math.ceil(now / grain) * grain;
}

function costOf({ counts }: SendLimit, cost: SendCost): number {
  return counts.reduce((total, kind) => total + cost[kind], 0);
}

function sum(counted: readonly (readonly [number, number])[]): number {
  return counted.reduce((total, [, amount]) => total + amount, 0);
}

/** How long these requests take at best under the limits, in milliseconds, when nothing was sent before. */
export function leastTime(limits: readonly SendLimit[], total: SendCost): number {
  const times = limits.map((limit) => {
    const amount = costOf(limit, total);
    return amount === 0 ? 0 : (Math.ceil(amount / limit.most) - 1) * limit.perMs;
  });
  return Math.max(0, ...times);
}
