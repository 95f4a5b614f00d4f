/** The gate before a tracker: what all instances together may still send with one account, and when. */
import type { Destination } from '../domain/approval.ts';
import {
  doubt,
  freeFrom,
  freshBudget,
  rest,
  restsUntil,
  roomFor,
  type SendBudget,
  type SendCost,
  type SendLimit,
  spend,
} from '../domain/send-budget.ts';
import type { Desk } from './desk.ts';

export type Gate = {
  /** The first moment anything may be sent or asked, and whether one question must be answered before anything is sent. */
  look(): Promise<{ restsUntil: number; probe: boolean }>;
  /** From when on a request may go, in milliseconds, and how many issues or links it may hold, at most `most`. */
  room(kind: 'issue' | 'link', most: number): Promise<{ from: number; most: number }>;
  /** Takes what a request costs; else the moment, in milliseconds, at which there may be enough. */
  take(cost: SendCost): Promise<number | null>;
  /** Nobody sends or asks anything before then. */
  rest(until: number): Promise<void>;
  /** A request was left without an answer; after several, all rest and a question comes first. */
  doubt(): Promise<void>;
  /** A question was answered. */
  answered(): Promise<void>;
  /** Only a person can help, and why; null once something was taken again. */
  mark(reconnect: string | null): Promise<void>;
};

type GateDesk = Pick<Desk, 'store' | 'clock'>;

/** Trackers count by account, and each tracker has one; a sandbox is a tracker of its own. */
export function accountOf({ tracker, sandbox }: Pick<Destination, 'tracker' | 'sandbox'>): string {
  return sandbox ? `${tracker} sandbox` : tracker;
}

export function openGate(desk: GateDesk, account: string, limits: readonly SendLimit[]): Gate {
  const now = () => desk.clock.now().getTime();
  const read = async () => (await desk.store.senders.budget(account)) ?? freshBudget(account);
  const alter = (change: (budget: SendBudget) => SendBudget) => changeBudget(desk, account, change);
  return {
    async look() {
      const budget = await read();
      return { restsUntil: restsUntil(budget), probe: budget.probe };
    },
    async room(kind, most) {
      const [budget, at] = [await read(), now()];
      const one = { write: 1, issue: 0, link: 0, [kind]: 1 };
      return {
        from: freeFrom(budget, limits, one, at),
        most: roomFor(budget, limits, kind, most, at),
      };
    },
    async take(cost) {
      let from: number | null = null;
      await alter((budget) => {
        const at = now();
        const free = freeFrom(budget, limits, cost, at);
        from = free > at ? free : null;
        return from === null ? spend(budget, limits, cost, at) : budget;
      });
      return from;
    },
    rest: (until) => alter((budget) => rest(budget, until)),
    doubt: () => alter((budget) => doubt(budget, now())),
    answered: () => alter((budget) => (budget.probe ? { ...budget, probe: false } : budget)),
    mark: (reconnect) =>
      alter((budget) => (budget.reconnect === reconnect ? budget : { ...budget, reconnect })),
  };
}

/** How long this tracker wants to be left alone, in milliseconds from now; 0 where it does not. */
export async function restOf(
  desk: GateDesk & Pick<Desk, 'trackers'>,
  tracker: Destination['tracker'],
): Promise<number> {
  const sandbox = desk.trackers.names().some(({ name, sandbox }) => name === tracker && sandbox);
  const { restsUntil } = await openGate(desk, accountOf({ tracker, sandbox }), []).look();
  return Math.max(0, restsUntil - desk.clock.now().getTime());
}

/** Compares and sets until nobody else was faster; a change that returns what it was given writes nothing. */
async function changeBudget(
  desk: GateDesk,
  account: string,
  change: (budget: SendBudget) => SendBudget,
): Promise<void> {
  for (;;) {
    const before = (await desk.store.senders.budget(account)) ?? freshBudget(account);
    const after = change(before);
    if (after === before) return;
    if (await desk.store.senders.swapBudget({ ...after, rev: before.rev + 1 })) return;
  }
}
