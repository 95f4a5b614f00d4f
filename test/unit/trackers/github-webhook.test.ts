/** What GitHub sends is believed by its signature, and by nothing else. */
import { sign, verify } from '@octokit/webhooks-methods';
import { describe, expect, it } from 'vitest';
import { createGithubWebhook } from '../../../src/trackers/github/webhook.ts';

const secret = 'a shared secret';
const read = createGithubWebhook(secret);
const now = new Date('2026-05-01T12:00:00Z');
const marker = 'abcdefghijklmnopqrstuvwxyz';
const payload = {
  action: 'edited',
  issue: { node_id: 'I_1', body: `Words.\n\n<!-- docket:${marker} -->` },
  repository: { full_name: 'octo-org/product' },
};

async function deliver(sent: unknown, headers: Record<string, string | undefined> = {}) {
  const body = typeof sent === 'string' ? sent : JSON.stringify(sent);
  const signed = {
    'x-hub-signature-256': await sign(secret, body),
    'x-github-delivery': 'd-1',
    'x-github-event': 'issues',
    ...headers,
  };
  return read({ headers: signed, body: new TextEncoder().encode(body) }, now);
}

describe('a webhook from GitHub', () => {
  it('says which issues to look at again, and which of them are ours', async () => {
    expect(await deliver(payload)).toEqual({
      kind: 'accepted',
      deliveryId: 'd-1',
      tenant: 'octo-org/product',
      event: 'issues.edited',
      externalIds: ['I_1'],
      markers: [marker],
    });
  });

  it('names both ends of what it says about two issues', async () => {
    const { repository } = payload;
    const related = {
      action: 'blocked_by_added',
      blocked_issue: { node_id: 'I_1' },
      blocking_issue: { node_id: 'I_2' },
      repository,
    };
    expect(await deliver(related, { 'x-github-event': 'issue_dependencies' })).toMatchObject({
      externalIds: ['I_1', 'I_2'],
      markers: [],
    });
  });

  it.each([
    ['pull_request', { action: 'closed', pull_request: { number: 12 } }, ['pull:12']],
    ['pull_request_review', { action: 'submitted', pull_request: { number: 12 } }, ['pull:12']],
    ['check_suite', { action: 'completed', check_suite: { head_sha: 'abc1234' } }, ['commit:abc1234']],
    ['workflow_run', { action: 'completed', workflow_run: { head_sha: 'abc1234' } }, ['commit:abc1234']],
    ['status', { sha: 'abc1234' }, ['commit:abc1234']],
    ['deployment_status', { action: 'created', deployment: { sha: 'abc1234' } }, ['commit:abc1234']],
  ])(
    'S1-29: says of %s which code to look at again, and believes nothing else of it',
    async (event, what, ids) => {
      const sent = { ...what, repository: payload.repository };
      expect(await deliver(sent, { 'x-github-event': event })).toMatchObject({
        kind: 'accepted',
        externalIds: ids,
      });
    },
  );

  it.each([
    ['pull_request', { action: 'synchronize', pull_request: { number: 12 } }],
    ['check_suite', { action: 'requested', check_suite: { head_sha: 'abc1234' } }],
    ['status', { sha: '../../etc' }],
  ])('has no use for %s that changes nothing yet', async (event, what) => {
    const sent = { ...what, repository: payload.repository };
    expect(await deliver(sent, { 'x-github-event': event })).toMatchObject({
      kind: 'refused',
      reason: 'unsupported',
    });
  });

  it.each([
    ['no signature', undefined],
    ['a signature by another secret', 'other'],
    ['the old kind of signature', 'sha1'],
    ['half a signature', 'half'],
    ['no hexadecimal', 'noise'],
  ])('is refused with %s', async (_, kind) => {
    const good = await sign(secret, JSON.stringify(payload));
    const signatures: Record<string, string> = {
      other: await sign('another', JSON.stringify(payload)),
      sha1: good.replace('sha256', 'sha1'),
      half: good.slice(0, 40),
      noise: `sha256=${'ü'.repeat(64)}`,
    };
    const signature = kind === undefined ? undefined : signatures[kind];
    expect(await deliver(payload, { 'x-hub-signature-256': signature })).toEqual({
      kind: 'refused',
      reason: 'signature',
    });
  });

  it('is refused when a byte of it was changed on the way', async () => {
    const good = await sign(secret, JSON.stringify(payload));
    const forged = JSON.stringify({ ...payload, action: 'deleted' });
    expect(await deliver(forged, { 'x-hub-signature-256': good })).toMatchObject({ reason: 'signature' });
    expect(await verify(secret, forged, good)).toBe(false);
  });

  it('is refused when it says nothing, or nothing of issues', async () => {
    const malformed = { kind: 'refused', reason: 'malformed' };
    expect(await deliver('no json')).toEqual(malformed);
    expect(await deliver(payload, { 'x-github-delivery': undefined })).toEqual(malformed);
    expect(await deliver({ ...payload, issue: { node_id: 1 } })).toEqual(malformed);
    const unsupported = { kind: 'refused', reason: 'unsupported' };
    expect(await deliver({ zen: 'Keep it simple.' }, { 'x-github-event': 'ping' })).toEqual(unsupported);
    const onPullRequest = { ...payload, issue: { ...payload.issue, pull_request: {} } };
    expect(await deliver(onPullRequest, { 'x-github-event': 'issue_comment' })).toEqual(unsupported);
  });
});
