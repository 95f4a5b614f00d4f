/** What is done about a webhook: the issue is read, and only what is read there counts. */
import type { Destination } from '../../domain/approval.ts';
import { type Intent, isIntentOpen, type Push } from '../../domain/push.ts';
import type { WebhookDelivery } from '../../ports/sync-store.ts';
import type { Tracker } from '../../ports/tracker.ts';
import type { Desk } from '../desk.ts';
import { keysInUse } from '../keys-in-use.ts';
import { confirm } from '../settle-intent.ts';
import { takeIn } from './follow.ts';
import { trackerCaller } from './places.ts';

/**
 * Whichever workspaces the issues belong to: a tracker's connection is the operator's, and shared by all of them.
 * `parked`: it may be about an issue whose push has not been settled, and is to be heard again later. Throws what the
 * tracker throws when it cannot be asked. Safe to be done twice.
 */
export async function hear(
  desk: Desk,
  destination: Destination,
  delivery: WebhookDelivery,
): Promise<'done' | 'parked'> {
  const { markers, externalIds } = delivery;
  const tracker = await desk.trackers.open(destination.tracker);
  const underWay = await openIntents(desk, destination);
  const meant = underWay.filter(({ intent }) => markers.includes(intent.marker));
  const isConfirmed = await confirmFound(desk, tracker, meant);
  const refs = await desk.store.externalRefs.atPlace(destination.id, externalIds);
  const known = new Set(refs.map((ref) => ref.externalId));
  if (known.size > 0) {
    const issues = await tracker.read([...known]);
    for (const workspaceId of new Set(refs.map((ref) => ref.workspaceId))) {
      await takeIn(desk, trackerCaller(workspaceId, tracker.name), destination, issues);
    }
  }
  if (meant.length > 0) return isConfirmed ? 'done' : 'parked';
  const isUnknown = known.size < externalIds.length;
  return isUnknown && underWay.length > 0 ? 'parked' : 'done';
}

type UnderWay = { push: Push; intent: Intent };

async function openIntents({ store }: Desk, destination: Destination): Promise<UnderWay[]> {
  const pushes = await store.pushes.unfinished();
  const here = pushes.filter((push) => push.destination.id === destination.id);
  const found: UnderWay[] = [];
  for (const push of here) {
    for (const intent of await store.pushes.intents(push.id)) {
      if (intent.op === 'create' && isIntentOpen(intent)) found.push({ push, intent });
    }
  }
  return found;
}

/**
 * The tracker's word comes before the answer to our own request: what it holds under an intent's key was created, and the
 * sender that still waits finds its intent settled and writes nothing. An issue that is not found there says nothing: the
 * intent stays as it is, in its quarantine.
 */
async function confirmFound(desk: Desk, tracker: Tracker, meant: readonly UnderWay[]): Promise<boolean> {
  const sent = meant.filter(
    ({ intent }) => intent.existing?.choice !== 'update' && intent.state !== 'planned',
  );
  if (sent.length === 0) return false;
  const keys = await keysInUse(
    desk,
    sent.map(({ intent }) => intent),
  );
  const found = await tracker.find(keys);
  let confirmed = 0;
  for (const { push, intent } of sent) {
    const issue = found.get(intent.marker)?.[0];
    if (issue && (await confirm(desk, push, intent, { issue, adopted: true }))) confirmed += 1;
  }
  return confirmed === meant.length;
}

/** A delivery of another organization, repository or site is none of ours, however well it is signed. */
export function isForeign(destination: Destination, tenant: string): boolean {
  return destination.tenant?.toLowerCase() !== tenant.toLowerCase();
}
