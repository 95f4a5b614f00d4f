/** Tells the hooks of the repository what happened, signed as GitHub signs; a delivery that fails is not tried again. */
import { createHmac, randomUUID } from 'node:crypto';
import { showComment, showIssue, showRepository, showUser } from './rest-views.ts';
import { organization, viewerId } from './seed.ts';
import type { Change, CommentRow, HookRow, IssueRow, World } from './world.ts';

export type Delivery = {
  /** The same when it is delivered again. */
  guid: string;
  hookId: string;
  event: string;
  action: string;
  headers: Record<string, string>;
  body: string;
};

export type Webhooks = {
  /** Delivers in its own time what this change is to the outside. */
  notice(change: Change, before: unknown): void;
  deliveries(): readonly Delivery[];
  /** Resolves when all that is under way has been answered or given up. */
  settled(): Promise<void>;
  redeliver(delivery: Delivery): Promise<number>;
};

const patienceMs = 10_000;

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
    notice(change, before) {
      const happened = eventOf(change, before);
      if (happened === null || world().hooks.size === 0) return;
      const payload = describeEvent(world(), happened);
      for (const hook of world().hooks.values()) {
        if (!hook.events.includes(happened.event) && !hook.events.includes('*')) continue;
        const delivery = sign(hook, happened, payload);
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

type Happened =
  | { event: 'issues'; action: string; issue: IssueRow }
  | { event: 'issue_comment'; action: 'created'; comment: CommentRow };

function eventOf({ noun, row }: Change, before: unknown): Happened | null {
  if (noun === 'comments') {
    return before === undefined ? { event: 'issue_comment', action: 'created', comment: row } : null;
  }
  if (noun !== 'issues' || row.isPullRequest) return null;
  const action = actionOf(row, before as IssueRow | undefined);
  return action === null ? null : { event: 'issues', action, issue: row };
}

function actionOf(now: IssueRow, before: IssueRow | undefined): string | null {
  if (before === undefined) return 'opened';
  if (now.gone) return 'deleted';
  if (now.state !== before.state) return now.state === 'closed' ? 'closed' : 'reopened';
  if (now.labelIds.length > before.labelIds.length) return 'labeled';
  if (now.labelIds.length < before.labelIds.length) return 'unlabeled';
  if (now.assigneeIds.length > before.assigneeIds.length) return 'assigned';
  if (now.assigneeIds.length < before.assigneeIds.length) return 'unassigned';
  return now.title !== before.title || now.body !== before.body ? 'edited' : null;
}

function describeEvent(world: World, happened: Happened): string {
  const issue = happened.event === 'issues' ? happened.issue : world.issues.get(happened.comment.issueId)!;
  return JSON.stringify({
    action: happened.action,
    issue: showIssue(world, issue),
    ...(happened.event === 'issue_comment' ? { comment: showComment(world, happened.comment) } : {}),
    repository: showRepository(world),
    organization: { login: organization.login, id: organization.databaseId, node_id: organization.id },
    sender: showUser(world, world.users.get(viewerId)!),
  });
}

function sign(hook: HookRow, { event, action }: Happened, body: string): Delivery {
  const guid = randomUUID();
  const signature = hook.secret && createHmac('sha256', hook.secret).update(body).digest('hex');
  return {
    guid,
    hookId: hook.id,
    event,
    action,
    body,
    headers: {
      'content-type': 'application/json',
      'user-agent': 'GitHub-Hookshot/sandbox',
      'x-github-delivery': guid,
      'x-github-event': event,
      'x-github-hook-id': String(hook.databaseId),
      ...(signature ? { 'x-hub-signature-256': `sha256=${signature}` } : {}),
    },
  };
}
