/** Takes webhooks in: stored before they are answered, each once, and worked off later. */
import type { Id } from '../../domain/ids.ts';
import type { WebhookDelivery } from '../../ports/sync-store.ts';
import type { TrackerName } from '../../ports/tracker.ts';
import type { WebhookNews } from '../../ports/webhook.ts';
import type { Desk } from '../desk.ts';
import { hear, isForeign } from './hear.ts';
import { hearCode } from './hear-code.ts';
import { queueDelivery, waitBefore } from './jobs.ts';
import type { Places } from './places.ts';

/** `foreign`: signed with our secret, and about a place that this Docket is not connected to. Nothing is kept of it. */
export type Received = 'accepted' | 'repeated' | 'foreign';

/** Asks no tracker: an answer is due within seconds. Where the place is not known yet, it is checked when it is heard. */
export async function receive(
  desk: Desk,
  places: Places,
  workspaceId: Id,
  { source, news }: { source: TrackerName; news: WebhookNews },
): Promise<Received> {
  const place = places.known(source);
  if (place && isForeign(place, news.tenant)) return 'foreign';
  const { deliveryId, tenant, event, externalIds, markers } = news;
  const receivedAt = desk.clock.now().toISOString();
  const stamp = { workspaceId, receivedAt, doneAt: null };
  const delivery = { source, deliveryId, tenant, event, externalIds, markers, ...stamp };
  if (!(await desk.store.webhooks.accept(delivery))) return 'repeated';
  await queueDelivery(desk, source, deliveryId);
  return 'accepted';
}

/** Hears a stored delivery, once; where it has to wait for a push it is put off, at last for good. */
export async function hearStored(
  desk: Desk,
  places: Places,
  { source, deliveryId, tries }: { source: TrackerName; deliveryId: string; tries: number },
): Promise<void> {
  const { webhooks } = desk.store;
  const delivery = await webhooks.get(source, deliveryId);
  if (!delivery || delivery.doneAt !== null) return;
  const place = await places.of(source);
  if (!place) throw new Error(`${source} cannot say where it is connected`);
  const isOurs = !isForeign(place, delivery.tenant);
  const { code, issues } = sortedOut(delivery);
  if (isOurs && code.length > 0) await hearCode(desk, place, code);
  if (isOurs && issues.externalIds.length > 0 && (await hear(desk, place, issues)) === 'parked') {
    const afterMs = waitBefore(tries);
    if (afterMs !== null) return queueDelivery(desk, source, deliveryId, tries + 1, afterMs);
  }
  await webhooks.finish(source, deliveryId, desk.clock.now().toISOString());
}

/** What it says of code, apart from what it says of issues. */
function sortedOut(delivery: WebhookDelivery): { code: string[]; issues: WebhookDelivery } {
  const code = delivery.externalIds.filter((id) => /^(?:pull|commit):/.test(id));
  const externalIds = delivery.externalIds.filter((id) => !code.includes(id));
  return { code, issues: { ...delivery, externalIds } };
}

/** Older than any parked one has become: what a stopped process left between storing and queueing. */
const leftBehindMs = 20 * 60_000;

/** Deliveries are remembered this long, so that none of them has an effect a second time (at least a week). */
const rememberMs = 30 * 24 * 60 * 60_000;

/** Puts deliveries back to work that nobody works on; `atStart` those of a moment ago too. Forgets very old ones. */
export async function requeueDeliveries(desk: Desk, atStart: boolean): Promise<void> {
  const now = desk.clock.now().getTime();
  const before = new Date(now - (atStart ? 0 : leftBehindMs) + 1).toISOString();
  for (const { source, deliveryId } of await desk.store.webhooks.unfinished(before)) {
    await queueDelivery(desk, source as TrackerName, deliveryId);
  }
  await desk.store.webhooks.forget(new Date(now - rememberMs).toISOString());
}
