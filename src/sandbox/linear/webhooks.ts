/** Tells whoever asked for it what happened, signed as Linear signs. */
import { createHmac, randomUUID } from 'node:crypto';
import { createDeliveries, type Deliveries, type Delivery } from '../deliveries.ts';
import { organization } from './seed.ts';
import { issueUrl } from './views.ts';
import type { Change, IssueRow, World } from './world.ts';

/** What deliveries are signed with. It opens nothing but the sandbox's reports. */
export const webhookSecret = 'lin_wh_docket_sandbox';

export type Webhooks = Deliveries & {
  /** Tells, in its own time, what this change is to the outside. */
  notice(change: Change, isNew: boolean): void;
};

export function createWebhooks(world: () => World, now: () => Date, base: () => string): Webhooks {
  const deliveries = createDeliveries();
  return {
    ...deliveries,
    notice: (change, isNew) =>
      deliveries.tell(() => {
        const payload = describe(world(), base(), change, isNew, now());
        return payload && sign(payload.type, JSON.stringify(payload));
      }),
  };
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
