/** A webhook from Linear: signed over the raw body, and young by the time that is signed with it. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import * as z from 'zod';
import { readMarker } from '../../domain/issue-marker.ts';
import type { ReadWebhook } from '../../ports/webhook.ts';

const Payload = z.object({
  type: z.string(),
  action: z.string(),
  organizationId: z.string(),
  webhookTimestamp: z.number(),
  data: z
    .object({
      id: z.string().optional(),
      description: z.string().nullish(),
      issueId: z.string().optional(),
      issue: z.object({ id: z.string() }).nullish(),
    })
    .optional(),
});

/** Linear's SDK believes only the signed time and refuses what is older than a minute. */
const oldestMs = 60_000;

/** `tenant` is the id of the organization. */
export function createLinearWebhook(secret: string): ReadWebhook {
  return ({ headers, body }, now) => {
    if (!isSigned(secret, body, headers['linear-signature'])) return { kind: 'refused', reason: 'signature' };
    const payload = read(body);
    const deliveryId = headers['linear-delivery'];
    if (payload === null || !deliveryId) return { kind: 'refused', reason: 'malformed' };
    if (Math.abs(now.getTime() - payload.webhookTimestamp) > oldestMs)
      return { kind: 'refused', reason: 'stale' };
    const { data } = payload;
    const id = payload.type === 'Issue' ? data?.id : (data?.issueId ?? data?.issue?.id);
    if (!id) return { kind: 'refused', reason: 'unsupported' };
    const marker = payload.type === 'Issue' ? readMarker(data?.description ?? '') : null;
    return {
      kind: 'accepted',
      deliveryId,
      tenant: payload.organizationId,
      event: `${payload.type}.${payload.action}`,
      externalIds: [id],
      markers: marker === null ? [] : [marker],
    };
  };
}

function isSigned(secret: string, body: Uint8Array, signature: string | undefined): boolean {
  const expected = createHmac('sha256', secret).update(body).digest();
  const given = Buffer.from(signature ?? '', 'hex');
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function read(body: Uint8Array): z.infer<typeof Payload> | null {
  try {
    return Payload.parse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)));
  } catch {
    return null;
  }
}
