/** An address that is told what happens in a workspace. */
import * as z from 'zod';
import { EventType } from './event.ts';
import { Id } from './ids.ts';
import { Principal } from './principal.ts';

/** How the last attempt went; `status` is null where nobody answered, `problem` where it was taken. */
export const WebhookDeliveryNote = z.object({
  at: z.iso.datetime(),
  eventId: z.string(),
  status: z.int().nullable(),
  problem: z.string().nullable(),
});
export type WebhookDeliveryNote = z.infer<typeof WebhookDeliveryNote>;

export const OutgoingWebhook = z.object({
  id: Id,
  workspaceId: Id,
  url: z.string(),
  /** Empty: every type. */
  eventTypes: z.array(EventType),
  /** What deliveries are signed with, encrypted. */
  sealedSecret: z.string(),
  createdBy: Principal,
  createdAt: z.iso.datetime(),
  /** The last event that was taken, or did not concern it; null before the first of the workspace. */
  deliveredThrough: Id.nullable(),
  /** In a row, of the event that comes next. */
  failures: z.int().min(0),
  nextAt: z.iso.datetime(),
  /** Since when nothing is sent any more, because too much failed. What happened since is kept for it. */
  pausedAt: z.iso.datetime().nullable(),
  lastDelivery: WebhookDeliveryNote.nullable(),
});
export type OutgoingWebhook = z.infer<typeof OutgoingWebhook>;

/** As people and programs see it: addresses often hold a secret in their path. */
export const WebhookView = OutgoingWebhook.omit({ sealedSecret: true, workspaceId: true, url: true }).extend({
  /** `https://hooks.example.com/…9f3a`. */
  address: z.string(),
});
export type WebhookView = z.infer<typeof WebhookView>;

export function viewWebhook(webhook: OutgoingWebhook): WebhookView {
  const { sealedSecret: _secret, workspaceId: _workspace, url, ...rest } = webhook;
  return { ...rest, address: shorten(url) };
}

function shorten(url: string): string {
  const { origin, pathname, search } = new URL(url);
  const tail = `${pathname}${search}`;
  return tail === '/' ? origin : `${origin}/…${tail.slice(-4)}`;
}
