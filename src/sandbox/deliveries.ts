/** Brings what a sandbox has to tell to whoever asked for it, with the mishaps that happen on the way. */
import { setTimeout as wait } from 'node:timers/promises';
import * as z from 'zod';

/** lost: never arrives. duplicate: arrives twice, under one id. late: arrives `delayMs` later, after newer ones. */
export const Mishap = z.strictObject({
  kind: z.enum(['lost', 'duplicate', 'late']),
  times: z.int().min(1).default(1),
  delayMs: z.int().min(0).max(60_000).default(300),
});
export type Mishap = z.infer<typeof Mishap>;

/** Another address to report to, or a mishap to come. */
const WebhookWish = z.union([z.strictObject({ url: z.url() }), Mishap]);

export type Delivery = { headers: Record<string, string>; body: string };

export type Deliveries = {
  /** Sends everything that happens from now on to this address as well. */
  add(url: string): void;
  /** What becomes of the next deliveries, in turn. */
  plan(mishap: z.input<typeof Mishap>): void;
  /** Either of these, as it comes in from outside. Throws for what is neither. */
  wish(wish: unknown): void;
  /** In its own time; made for each address that wants it, and not at all where nobody listens. */
  tell(make: (url: string) => Delivery | null): void;
  deliveries(): readonly Delivery[];
  /** Resolves when all that is under way has been answered or given up. */
  settled(): Promise<void>;
};

/** Vendors wait about this long for an answer. */
const patienceMs = 5000;

export function createDeliveries(): Deliveries {
  const urls = new Set<string>();
  const sent: Delivery[] = [];
  const underWay = new Set<Promise<unknown>>();
  let mishaps: Mishap[] = [];
  const strike = (): Mishap | null => {
    const [next] = mishaps;
    if (next) next.times -= 1;
    mishaps = mishaps.filter(({ times }) => times > 0);
    return next ?? null;
  };
  const send = (delivery: Delivery, url: string, delayMs = 0) => {
    const attempt = wait(delayMs, undefined, { ref: false }).then(() => deliver(url, delivery));
    underWay.add(attempt);
    void attempt.finally(() => underWay.delete(attempt));
  };
  const add = (url: string) => void urls.add(url);
  const plan = (mishap: z.input<typeof Mishap>) => void mishaps.push(Mishap.parse(mishap));
  return {
    add,
    plan,
    wish(wish) {
      const asked = WebhookWish.parse(wish);
      if ('url' in asked) add(asked.url);
      else plan(asked);
    },
    tell(make) {
      for (const url of urls) {
        const delivery = make(url);
        if (delivery === null) continue;
        sent.push(delivery);
        const mishap = strike();
        if (mishap?.kind !== 'lost') send(delivery, url, mishap?.kind === 'late' ? mishap.delayMs : 0);
        if (mishap?.kind === 'duplicate') send(delivery, url, mishap.delayMs);
      }
    },
    deliveries: () => sent,
    async settled() {
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
}

async function deliver(url: string, { headers, body }: Delivery): Promise<number> {
  try {
    const signal = AbortSignal.timeout(patienceMs);
    const answer = await fetch(url, { method: 'POST', headers, body, signal, redirect: 'error' });
    await answer.body?.cancel();
    return answer.status;
  } catch {
    return 0;
  }
}
