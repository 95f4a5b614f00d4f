/** Tells who asked for it what happened, signed as Jira signs; what is not taken is delivered again under the same name. */
import { createHmac, randomUUID } from 'node:crypto';
import { viewerId } from './seed.ts';
import { commentView, issueView, userView } from './views.ts';
import type { Change, HookRow, IssueRow, World } from './world.ts';

export type Delivery = { hookId: string; event: string; headers: Record<string, string>; body: string };

export type Webhooks = {
  /** Delivers in its own time what this change is to the outside. */
  notice(change: Change, isNew: boolean): void;
  deliveries(): readonly Delivery[];
  /** Resolves when all that is under way has been answered or given up. */
  settled(): Promise<void>;
  redeliver(delivery: Delivery): Promise<number>;
};

const patienceMs = 5000;

export function createWebhooks(world: () => World): Webhooks {
  const sent: Delivery[] = [];
  const underWay = new Set<Promise<unknown>>();
  const deliver = async ({ headers, body, hookId }: Delivery): Promise<number> => {
    const { url } = world().hooks.get(hookId)!;
    const signal = AbortSignal.timeout(patienceMs);
    const answer = await fetch(url, { method: 'POST', headers, body, signal, redirect: 'error' });
    await answer.body?.cancel();
    return answer.status;
  };
  return {
    notice(change, isNew) {
      if (world().hooks.size === 0) return;
      const payload = describeEvent(world(), change, isNew);
      if (payload === null) return;
      for (const hook of world().hooks.values()) {
        const delivery = sign(hook, payload.webhookEvent, JSON.stringify(payload));
        sent.push(delivery);
        const attempt = deliver(delivery).catch(() => 0);
        underWay.add(attempt);
        void attempt.finally(() => underWay.delete(attempt));
      }
    },
    deliveries: () => sent,
    settled: async () => void (await Promise.all(underWay)),
    redeliver: deliver,
  };
}

const all = { fields: ['*all'], properties: [] };

function describeEvent(world: World, { noun, row }: Change, isNew: boolean) {
  const timestamp = Date.parse(world.now());
  const user = userView(world, world.users.get(viewerId)!);
  const shown = (issue: IssueRow) => issueView(world, issue, all);
  if (noun === 'issues') {
    const webhookEvent = isNew
      ? 'jira:issue_created'
      : row.deleted
        ? 'jira:issue_deleted'
        : 'jira:issue_updated';
    return { timestamp, webhookEvent, user, issue: shown(row) };
  }
  if (noun === 'comments') {
    const comment = commentView(world, row, false);
    return {
      timestamp,
      webhookEvent: 'comment_created',
      comment,
      issue: shown(world.issues.get(row.issueId)!),
    };
  }
  if (noun !== 'links') return null;
  const { id, sourceId, targetId } = row;
  const issueLink = { id, sourceIssueId: Number(sourceId), destinationIssueId: Number(targetId) };
  return { timestamp, webhookEvent: 'issuelink_created', issueLink };
}

function sign(hook: HookRow, event: string, body: string): Delivery {
  const signature = createHmac('sha256', hook.secret).update(body).digest('hex');
  return {
    hookId: hook.id,
    event,
    body,
    headers: {
      'content-type': 'application/json',
      'user-agent': 'Atlassian Webhook HTTP Client',
      'x-atlassian-webhook-identifier': randomUUID(),
      'x-atlassian-webhook-retry': '0',
      'x-atlassian-webhook-flow': 'Primary',
      'x-hub-signature': `sha256=${signature}`,
    },
  };
}
