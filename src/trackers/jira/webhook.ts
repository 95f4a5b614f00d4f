/** A webhook from Jira: signed over the raw body with the secret it was registered with. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import * as z from 'zod';
import type { ReadWebhook } from '../../ports/webhook.ts';

const Payload = z.object({
  webhookEvent: z.string(),
  issue: z.object({ id: z.union([z.string(), z.number()]).transform(String), self: z.string() }).optional(),
});

/**
 * `tenant` is the site's host. Jira delivers again what was not taken, and effects of bulk changes up to a quarter of an
 * hour late, so nothing is refused for its age: the identifier stays the same, and the issue is read anew anyway.
 */
export function createJiraWebhook(secret: string): ReadWebhook {
  return ({ headers, body }) => {
    if (!isSigned(secret, body, headers['x-hub-signature'])) return { kind: 'refused', reason: 'signature' };
    const payload = read(body);
    const deliveryId = headers['x-atlassian-webhook-identifier'];
    if (payload === null || !deliveryId) return { kind: 'refused', reason: 'malformed' };
    const { issue, webhookEvent } = payload;
    const site = issue && URL.parse(issue.self);
    if (!issue || !site) return { kind: 'refused', reason: 'unsupported' };
    return {
      kind: 'accepted',
      deliveryId,
      tenant: site.host,
      event: webhookEvent,
      externalIds: [issue.id],
      markers: [],
    };
  };
}

function isSigned(secret: string, body: Uint8Array, header: string | undefined): boolean {
  const [method, signature = ''] = (header ?? '').split('=');
  const expected = createHmac('sha256', secret).update(body).digest();
  const given = Buffer.from(signature, 'hex');
  return method === 'sha256' && given.length === expected.length && timingSafeEqual(given, expected);
}

function read(body: Uint8Array): z.infer<typeof Payload> | null {
  try {
    return Payload.parse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)));
  } catch {
    return null;
  }
}
