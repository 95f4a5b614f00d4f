/** Tells the hooks of the repository what happened, signed as GitHub signs. */
import { createHmac, randomUUID } from 'node:crypto';
import { createDeliveries, type Deliveries, type Delivery } from '../deliveries.ts';
import { showComment, showIssue, showRepository, showUser } from './rest-views.ts';
import { organization, viewerId } from './seed.ts';
import type { Change, CommentRow, CommitRow, IssueRow, PullRow, World } from './world.ts';

/** What deliveries are signed with where no hook was made with a secret of its own. */
export const webhookSecret = 'github_wh_docket_sandbox';

export type Webhooks = Deliveries & {
  /** Tells, in its own time, what this change is to the outside. */
  notice(change: Change, before: unknown): void;
};

export function createWebhooks(world: () => World): Webhooks {
  const deliveries = createDeliveries();
  return {
    ...deliveries,
    notice(change, before) {
      if (change.noun === 'hooks') return deliveries.add(change.row.url);
      const happened = eventOf(change, before);
      if (happened === null) return;
      let payload: string | null = null;
      deliveries.tell((url) => {
        const hook = [...world().hooks.values()].find((one) => one.url === url);
        if (hook && !hook.events.includes(happened.event) && !hook.events.includes('*')) return null;
        payload ??= describeEvent(world(), happened);
        return sign(payload, happened.event, hook ? hook.secret : webhookSecret);
      });
    },
  };
}

type Happened =
  | { event: 'pull_request' | 'pull_request_review'; action: string; pull: PullRow }
  | { event: 'check_suite' | 'deployment_status'; action: string; commit: CommitRow }
  | { event: 'issues'; action: string; issue: IssueRow }
  | { event: 'issue_comment'; action: 'created'; comment: CommentRow };

function eventOf({ noun, row }: Change, before: unknown): Happened | null {
  if (noun === 'pulls') return pullEvent(row, before as PullRow | undefined);
  if (noun === 'commits') return commitEvent(row, before as CommitRow | undefined);
  if (noun === 'comments') {
    return before === undefined ? { event: 'issue_comment', action: 'created', comment: row } : null;
  }
  if (noun !== 'issues' || row.isPullRequest) return null;
  const action = actionOf(row, before as IssueRow | undefined);
  return action === null ? null : { event: 'issues', action, issue: row };
}

function pullEvent(pull: PullRow, before: PullRow | undefined): Happened {
  if (before && pull.reviews.length > before.reviews.length)
    return { event: 'pull_request_review', action: 'submitted', pull };
  return { event: 'pull_request', action: before ? (pull.mergedAt ? 'closed' : 'edited') : 'opened', pull };
}

function commitEvent(commit: CommitRow, before: CommitRow | undefined): Happened | null {
  if (commit.deployments.length > (before?.deployments.length ?? 0))
    return { event: 'deployment_status', action: 'created', commit };
  const isDone = commit.checks === 'SUCCESS' || commit.checks === 'FAILURE';
  return isDone && commit.checks !== before?.checks
    ? { event: 'check_suite', action: 'completed', commit }
    : null;
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
  return JSON.stringify({
    action: happened.action,
    ...subjectOf(world, happened),
    repository: showRepository(world),
    organization: { login: organization.login, id: organization.databaseId, node_id: organization.id },
    sender: showUser(world, world.users.get(viewerId)!),
  });
}

function subjectOf(world: World, happened: Happened): Record<string, unknown> {
  if ('pull' in happened) {
    const { number, title, mergedAt, mergeOid, headRef } = happened.pull;
    const merged = { merged: mergedAt !== null, merged_at: mergedAt, merge_commit_sha: mergeOid };
    return { number, pull_request: { number, title, ...merged, head: { ref: headRef } } };
  }
  if ('commit' in happened) {
    const { id, checks, deployments } = happened.commit;
    if (happened.event === 'check_suite')
      return { check_suite: { head_sha: id, conclusion: checks?.toLowerCase() ?? null } };
    const last = deployments.at(-1)!;
    return {
      deployment: { sha: id, environment: last.environment },
      deployment_status: { state: last.state.toLowerCase() },
    };
  }
  const issue = happened.event === 'issues' ? happened.issue : world.issues.get(happened.comment.issueId)!;
  return {
    issue: showIssue(world, issue),
    ...(happened.event === 'issue_comment' ? { comment: showComment(world, happened.comment) } : {}),
  };
}

function sign(body: string, event: string, secret: string | null): Delivery {
  const signature = secret && createHmac('sha256', secret).update(body).digest('hex');
  return {
    body,
    headers: {
      'content-type': 'application/json',
      'user-agent': 'GitHub-Hookshot/sandbox',
      'x-github-delivery': randomUUID(),
      'x-github-event': event,
      ...(signature ? { 'x-hub-signature-256': `sha256=${signature}` } : {}),
    },
  };
}
