/** Tells whoever asked for it what happened, signed as Linear signs, and with the mishaps that happen on the way. */
import { createHmac, randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import * as z from 'zod';
import { organization } from './seed.ts';
import { issueUrl } from './views.ts';
import type { Change, IssueRow, World } from './world.ts';

/** What deliveries are signed with. It opens nothing but the sandbox's reports. */
export const webhookSecret = 'lin_wh_docket_sandbox';

/** lost: never arrives. duplicate: arrives twice, under one id. late: arrives `delayMs` later, after newer ones. */
export const Mishap = z.strictObject({
  kind: z.enum(['lost', 'duplicate', 'late']),
  times: z.int().min(1).default(1),
  delayMs: z.int().min(0).max(60_000).default(300),
});
export type Mishap = z.infer<typeof Mishap>;

/** Another address to report to, or a mishap to come. */
export const WebhookWish = z.union([z.strictObject({ url: z.url() }), Mishap]);

export type Delivery = { headers: Record<string, string>; body: string };

export type Webhooks = {
  /** Sends everything that happens from now on to this address as well. */
  add(url: string): void;
  /** What becomes of the next deliveries, in turn. */
  plan(mishap: z.input<typeof Mishap>): void;
  /** Delivers in its own time what this change is to the outside. */
  notice(change: Change, isNew: boolean): void;
  deliveries(): readonly Delivery[];
  /** Resolves when all that is under way has been answered or given up. */
  settled(): Promise<void>;
};

/** Linear waits this long for an answer. */
const patienceMs = 5000;

export function createWebhooks(world: () => World, now: () => Date, base: () => string): Webhooks {
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
  return {
    add: (url) => void urls.add(url),
    plan: (mishap) => void mishaps.push(Mishap.parse(mishap)),
    notice(change, isNew) {
      const payload = urls.size > 0 ? describe(world(), base(), change, isNew, now()) : null;
      if (payload === null) return;
      for (const url of urls) {
        const delivery = sign(payload.type, JSON.stringify(payload));
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

function describe(world: World, base: string, { noun, row }: Change, isNew: boolean, now: Date) {
  if (noun !== 'issues' && noun !== 'comments') return null;
  const action = noun === 'issues' && row.trashed ? 'remove' : isNew ? 'create' : 'update';
  const data =
    noun === 'issues' ? issueData(world, row) : { id: row.id, body: row.body, issueId: row.issueId };
  const issue = noun === 'issues' ? row : world.issues.get(row.issueId)!;
  return {
    action,
    type: noun === 'issues' ? 'Issue' : 'Comment',
    createdAt: now.toISOString(),
    data,
    url: issueUrl(world, base, issue),
    organizationId: organization.id,
    webhookTimestamp: now.getTime(),
  };
}

function issueData(world: World, row: IssueRow) {
  const { id, title, description, priority, number, teamId, stateId, assigneeId, labelIds, updatedAt } = row;
  const { name, type } = world.states.get(stateId)!;
  const state = { id: stateId, name, type };
  return {
    id,
    title,
    description,
    priority,
    number,
    teamId,
    stateId,
    state,
    assigneeId,
    labelIds,
    updatedAt,
  };
}

function sign(type: string, body: string): Delivery {
  return {
    body,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'user-agent': 'Linear-Webhook',
      'linear-delivery': randomUUID(),
      'linear-event': type,
      'linear-signature': createHmac('sha256', webhookSecret).update(body).digest('hex'),
    },
  };
}
