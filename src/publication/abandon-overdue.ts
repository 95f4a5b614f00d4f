/** Gives up claims whose sender must be dead, so that what became of them is looked up. */
import type { Push } from '../domain/push.ts';
import type { Desk } from './desk.ts';
import { cautiousTraits, fromNow, overdueMs, type Timing } from './push-run.ts';

/** Returns how many were given up. The slowest tracker under way sets the time for all: none is given up too early. */
export async function abandonOverdue(desk: Desk): Promise<number> {
  const pushes = await desk.store.pushes.unfinished();
  if (pushes.length === 0) return 0;
  const traits = await Promise.all([...trackersOf(pushes)].map((name) => traitsOf(desk, name)));
  const sentBefore = fromNow(desk, -Math.max(...traits.map(overdueMs)));
  const notBefore = fromNow(desk, Math.max(...traits.map((one) => one.quarantineMs)));
  // Runs own claims under longer names than the instance's, so this leaves out none: age alone decides.
  return desk.store.pushes.abandon(sentBefore, desk.instance, notBefore);
}

/** For a start at which nobody else can be sending: every claim is given up, and only the quarantine is waited for. */
export async function abandonAll(desk: Desk): Promise<number> {
  const pushes = await desk.store.pushes.unfinished();
  if (pushes.length === 0) return 0;
  const traits = await Promise.all([...trackersOf(pushes)].map((name) => traitsOf(desk, name)));
  const notBefore = fromNow(desk, Math.max(...traits.map((one) => one.quarantineMs)));
  return desk.store.pushes.abandon(fromNow(desk, 1), desk.instance, notBefore);
}

function trackersOf(pushes: readonly Push[]): Set<string> {
  return new Set(pushes.map((push) => push.destination.tracker));
}

/** Never throws: a tracker that cannot be opened is taken for the slowest. */
export function traitsOf(desk: Desk, name: string): Promise<Timing> {
  return desk.trackers
    .open(name)
    .then((tracker): Timing => tracker.traits)
    .catch(() => cautiousTraits);
}
