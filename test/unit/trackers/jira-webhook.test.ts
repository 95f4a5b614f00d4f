/** Webhooks of Jira: genuine or not, and which issue to look at again. */
import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createJiraWebhook } from '../../../src/trackers/jira/webhook.ts';

describe('a webhook of Jira', () => {
  const body = Buffer.from(
    JSON.stringify({
      webhookEvent: 'jira:issue_updated',
      issue: { id: 7, self: 'https://acme.atlassian.net/rest/api/3/issue/7' },
    }),
  );
  const signed = (of: Buffer, secret = 'shared') =>
    `sha256=${createHmac('sha256', secret).update(of).digest('hex')}`;
  const link = Buffer.from('{"webhookEvent":"issuelink_created","issueLink":{}}');
  it.each([
    ['signature', {}, body],
    ['signature', { 'x-hub-signature': signed(body, 'another') }, body],
    ['signature', { 'x-hub-signature': signed(body).replace('sha256', 'sha1') }, body],
    ['signature', { 'x-hub-signature': 'sha256=' }, body],
    ['signature', { 'x-hub-signature': signed(body) }, Buffer.concat([body, Buffer.from(' ')])],
    ['malformed', { 'x-hub-signature': signed(body) }, body],
    [
      'malformed',
      { 'x-hub-signature': signed(Buffer.from('[')), 'x-atlassian-webhook-identifier': 'a' },
      Buffer.from('['),
    ],
    ['unsupported', { 'x-hub-signature': signed(link), 'x-atlassian-webhook-identifier': 'a' }, link],
  ])('is refused for its %s: %j', (reason, headers, given) => {
    expect(createJiraWebhook('shared')({ headers, body: given }, new Date())).toEqual({
      kind: 'refused',
      reason,
    });
  });

  it('is taken however late it comes', () => {
    const headers = { 'x-hub-signature': signed(body), 'x-atlassian-webhook-identifier': 'a' };
    expect(createJiraWebhook('shared')({ headers, body }, new Date('2099-01-01'))).toEqual({
      kind: 'accepted',
      deliveryId: 'a',
      tenant: 'acme.atlassian.net',
      event: 'jira:issue_updated',
      externalIds: ['7'],
      markers: [],
    });
  });
});
