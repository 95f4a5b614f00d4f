/** Tells whoever asked for it what happened, signed as Jira signs. */
import { createHmac, randomUUID } from 'node:crypto';
import { createDeliveries, type Deliveries, type Delivery } from '../deliveries.ts';
import { viewerId } from './seed.ts';
import { commentView, issueView, userView } from './views.ts';
import type { Change, IssueRow, World } from './world.ts';

/** What deliveries are signed with. It opens nothing but the sandbox's reports. */
export const webhookSecret = 'jira_wh_docket_sandbox';

export type Webhooks = Deliveries & {
  /** Tells, in its own time, what this change is to the outside. */
  notice(change: Change, isNew: boolean): void;
};

export function createWebhooks(world: () => World): Webhooks {
  const deliveries = createDeliveries();
  return {
    ...deliveries,
    notice: (change, isNew) =>
      deliveries.tell(() => {
        const payload = describeEvent(world(), change, isNew);
        return payload && sign(JSON.stringify(payload));
      }),
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

function sign(body: string): Delivery {
  const signature = createHmac('sha256', webhookSecret).update(body).digest('hex');
  return {
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
