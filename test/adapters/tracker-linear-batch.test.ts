/** Several issues or links in one request to Linear: all together, and what becomes of them when one is refused. */
import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { silentLog } from '../../src/ports/log.ts';
import { type LinearSandbox, startLinearSandbox } from '../../src/sandbox/linear/linear.ts';
import { createLinearTracker } from '../../src/trackers/linear/linear.ts';
import { createLinearWebhook } from '../../src/trackers/linear/webhook.ts';
import { createOne, draftOf, freshKey } from '../contracts/tracker.ts';

let sandbox: LinearSandbox;
const open = () => {
  const { apiKey, apiUrl } = sandbox;
  const settings = { apiKey, apiUrl, team: 'ENG', project: null, sandbox: true };
  return createLinearTracker(settings, { log: silentLog });
};
const order = (title: string, parentExternalId: string | null = null) => {
  return { draft: draftOf({ title, parentExternalId }), key: freshKey() };
};

beforeEach(async () => {
  sandbox = await startLinearSandbox();
});
afterEach(() => sandbox.close());

describe('a batch of issues', () => {
  it('may hold a parent with its children, because a key is the id of its issue', async () => {
    const parent = order('Parent');
    const outcomes = await open().create([parent, order('Child', parent.key.uuid)]);
    expect(outcomes.map(({ kind }) => kind)).toEqual(['created', 'created']);
    expect(sandbox.issues().map(({ parent }) => parent)).toEqual([null, 'ENG-1']);
  });

  it('is refused as a whole for one of them, and each may be tried alone', async () => {
    const tracker = open();
    const orders = [order('Sound'), order('Orphan', freshKey().uuid)];
    for (const outcome of await tracker.create(orders)) {
      expect(outcome).toMatchObject({ kind: 'refused', retryable: true, alone: true });
    }
    expect(sandbox.issues()).toEqual([]);
    expect((await tracker.create([orders[0]!]))[0]).toMatchObject({ kind: 'created' });
    expect((await tracker.create([orders[1]!]))[0]).toMatchObject({ kind: 'refused', retryable: false });
  });

  it('finds the issue that was there already, and nothing of the others was created', async () => {
    const tracker = open();
    const [known, fresh] = [order('Known'), order('Fresh')];
    await createOne(tracker, known.draft, known.key);
    expect(await tracker.create([fresh, known])).toMatchObject([
      { kind: 'refused', retryable: true, alone: true },
      { kind: 'existed', issue: { externalId: known.key.uuid } },
    ]);
    expect(sandbox.issues()).toHaveLength(1);
  });

  it('asks for the labels of all of them in one request', async () => {
    const tracker = open();
    await tracker.check();
    const before = sandbox.requests();
    const labels = ['Bug', 'Feature', 'Improvement'];
    await tracker.create(
      labels.map((label) => ({ draft: draftOf({ labels: [label], type: 'task' }), key: freshKey() })),
    );
    expect(sandbox.requests() - before).toBe(2);
  });
});

describe('a batch of links', () => {
  it('shows where an issue comes from, once per address', async () => {
    const tracker = open();
    const { draft, key } = order('One');
    await createOne(tracker, draft, key);
    const source = {
      type: 'source',
      fromId: key.uuid,
      url: 'https://docs.example.com/prd',
      title: 'PRD',
    } as const;
    for (let time = 0; time < 2; time++) {
      const [outcome] = await tracker.link([{ ...source, key: freshKey() }]);
      expect(outcome).toMatchObject({ kind: 'done', issue: { externalId: key.uuid } });
    }
    expect(sandbox.attachments(key.uuid)).toEqual(['https://docs.example.com/prd']);
  });

  it('of which one cannot be made is made one by one, and no link twice', async () => {
    const tracker = open();
    const [one, other] = [order('One'), order('Other')];
    await tracker.create([one, other]);
    const link = (toId: string) => ({ type: 'blocks', fromId: one.key.uuid, toId, key: freshKey() }) as const;
    const orders = [link(other.key.uuid), link(freshKey().uuid)];
    for (const outcome of await tracker.link(orders)) expect(outcome).toMatchObject({ alone: true });
    expect((await tracker.link([orders[0]!]))[0]).toMatchObject({ kind: 'done' });
    expect((await tracker.link([orders[1]!]))[0]).toMatchObject({ kind: 'refused', retryable: false });
    expect(sandbox.issues().flatMap(({ related }) => related)).toHaveLength(2);
  });
});

describe('a webhook', () => {
  const secret = 'lin_wh_secret';
  const now = new Date('2026-05-01T12:00:00.000Z');
  const payload = (over: object = {}) => ({
    type: 'Issue',
    action: 'update',
    organizationId: 'org-1',
    webhookTimestamp: now.getTime() - 1000,
    data: { id: 'issue-1', description: 'Text.\n\n<!-- docket:abcdefghijklmnopqrstuvwxyz -->' },
    ...over,
  });
  const deliver = (body: object | string, { key = secret, id = 'delivery-1' } = {}) => {
    const bytes = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
    const signature = createHmac('sha256', key).update(bytes).digest('hex');
    const headers = { 'linear-signature': signature, 'linear-delivery': id };
    return createLinearWebhook(secret)({ headers, body: bytes }, now);
  };

  it('tells which issue to look at again, and whose it is', () => {
    expect(deliver(payload())).toEqual({
      kind: 'accepted',
      deliveryId: 'delivery-1',
      tenant: 'org-1',
      event: 'Issue.update',
      externalIds: ['issue-1'],
      markers: ['abcdefghijklmnopqrstuvwxyz'],
    });
    const comment = payload({ type: 'Comment', data: { id: 'comment-1', issueId: 'issue-2' } });
    expect(deliver(comment)).toMatchObject({ kind: 'accepted', externalIds: ['issue-2'], markers: [] });
  });

  it.each([
    ['another key', () => deliver(payload(), { key: 'other' }), 'signature'],
    ['no delivery id', () => deliver(payload(), { id: '' }), 'malformed'],
    ['half a body', () => deliver('{"type":"Issue"'), 'malformed'],
    ['an old time', () => deliver(payload({ webhookTimestamp: now.getTime() - 61_000 })), 'stale'],
    ['a time to come', () => deliver(payload({ webhookTimestamp: now.getTime() + 61_000 })), 'stale'],
    ['nothing about an issue', () => deliver(payload({ type: 'Cycle', data: {} })), 'unsupported'],
  ])('is refused with %s', (_what, attempt, reason) => {
    expect(attempt()).toEqual({ kind: 'refused', reason });
  });

  it('is refused when a byte of it was changed on the way, or its signature is missing', () => {
    const body = Buffer.from(JSON.stringify(payload()));
    const signature = createHmac('sha256', secret).update(body).digest('hex');
    const changed = Buffer.from(body.toString().replace('issue-1', 'issue-2'));
    const read = createLinearWebhook(secret);
    const headers = { 'linear-signature': signature, 'linear-delivery': 'd' };
    expect(read({ headers, body: changed }, now)).toEqual({ kind: 'refused', reason: 'signature' });
    expect(read({ headers: {}, body }, now)).toEqual({ kind: 'refused', reason: 'signature' });
  });
});

it('creates a parent first where Linear does not take it together with its children', async () => {
  await sandbox.close();
  sandbox = await startLinearSandbox({ takesSiblings: false });
  const tracker = open();
  const parent = order('Parent');
  const child = order('Child', parent.key.uuid);
  for (const outcome of await tracker.create([parent, child])) expect(outcome).toMatchObject({ alone: true });
  for (const one of [parent, child]) {
    expect((await tracker.create([one]))[0]).toMatchObject({ kind: 'created' });
  }
});
