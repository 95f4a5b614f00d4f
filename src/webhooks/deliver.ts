/** Delivers what happened, in order and at least once: the place of an address moves on only when it took an event. */
import type { DomainEvent } from '../domain/event.ts';
import type { OutgoingWebhook, WebhookDeliveryNote } from '../domain/outgoing-webhook.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { Store } from '../ports/store.ts';
import type { Vault } from '../ports/vault.ts';
import type { Send, Sent } from './send.ts';
import { signDelivery } from './sign.ts';
import { wireEvent } from './wire-event.ts';

export type DeliveryDeps = { store: Store; clock: Clock; vault: Vault; send: Send; log: Log };

const minuteMs = 60_000;

/** How long after each failure in a row the next attempt is made; after the last of them it is paused. About a day. */
const backoffMs = [
  5_000,
  30_000,
  ...[2, 10, 30, 60, 120, 240, 480, 480].map((minutes) => minutes * minuteMs),
];
const batch = 100;

/** Tells every address that is due; those of one address by one instance at a time. */
export async function deliverDue(deps: DeliveryDeps, signal: AbortSignal): Promise<void> {
  const due = await deps.store.outgoingWebhooks.due(deps.clock.now().toISOString());
  await Promise.all(due.map((webhook) => deliverAlone(deps, webhook, signal)));
}

class Busy extends Error {}

async function deliverAlone(
  deps: DeliveryDeps,
  webhook: OutgoingWebhook,
  signal: AbortSignal,
): Promise<void> {
  const { id, workspaceId } = webhook;
  const work = async () => {
    const current = await deps.store.outgoingWebhooks.get(workspaceId, id);
    if (current) await deliverAll(deps, current, signal);
  };
  try {
    await deps.store.exclusively(`webhook ${id}`, work, () => new Busy());
  } catch (error) {
    if (!(error instanceof Busy)) deps.log.error('events could not be delivered', { webhook: id, error });
  }
}

async function deliverAll(deps: DeliveryDeps, webhook: OutgoingWebhook, signal: AbortSignal): Promise<void> {
  const { store, clock } = deps;
  if (webhook.pausedAt !== null || Date.parse(webhook.nextAt) > clock.now().getTime()) return;
  let current = webhook;
  while (!signal.aborted) {
    const next = await store.events.after(current.workspaceId, current.deliveredThrough, batch);
    if (!next || next.length === 0) return;
    for (const event of next) {
      const after = await deliverOne(deps, current, event, signal);
      if (after === null) return;
      if (after !== current || event === next.at(-1)) await store.outgoingWebhooks.note(after.id, after);
      if (after.failures > 0) return;
      current = { ...after, deliveredThrough: event.id };
    }
  }
}

/** How it stands after this event; null where Docket is stopping and nothing is to be noted. */
async function deliverOne(
  deps: DeliveryDeps,
  webhook: OutgoingWebhook,
  event: DomainEvent,
  signal: AbortSignal,
): Promise<OutgoingWebhook | null> {
  const passed = { ...webhook, deliveredThrough: event.id, failures: 0 };
  if (webhook.eventTypes.length > 0 && !webhook.eventTypes.includes(event.type)) return passed;
  const sent = await sendEvent(
    deps,
    webhook,
    { id: event.id, type: event.type, data: wireEvent(event) },
    signal,
  );
  if (signal.aborted && !sent.ok) return null;
  const now = deps.clock.now();
  const lastDelivery = noteOf(sent, event.id, now);
  if (sent.ok) return { ...passed, lastDelivery };
  const failures = webhook.failures + 1;
  const waitMs = backoffMs[failures - 1];
  if (waitMs !== undefined && !sent.gone)
    return { ...webhook, failures, lastDelivery, nextAt: new Date(now.getTime() + waitMs).toISOString() };
  deps.log.warn('an address takes no events and is told no more', {
    webhook: webhook.id,
    problem: sent.problem,
  });
  return { ...webhook, failures, lastDelivery, pausedAt: now.toISOString() };
}

/** A message of the shape `{ id, type, timestamp, data }`. */
export function sendEvent(
  { clock, vault, send }: DeliveryDeps,
  { url, sealedSecret }: OutgoingWebhook,
  { id, type, data }: { id: string; type: string; data: object },
  signal: AbortSignal,
): Promise<Sent> {
  const now = clock.now();
  const body = JSON.stringify({ id, type, timestamp: now.toISOString(), data });
  const signed = signDelivery(vault.open(sealedSecret), { id, atMs: now.getTime(), body });
  const headers = { 'content-type': 'application/json', 'user-agent': 'Docket', ...signed };
  return send(url, headers, body, signal);
}

export function noteOf({ status, problem }: Sent, eventId: string, now: Date): WebhookDeliveryNote {
  return { at: now.toISOString(), eventId, status, problem };
}
