/** Opens the tracker of a push, and makes sure that it still creates issues where the approvers agreed to. */
import type { Destination } from '../domain/approval.ts';
import { type DocketError, isDocketError } from '../domain/errors.ts';
import type { Push } from '../domain/push.ts';
import type { Tracker } from '../ports/tracker.ts';
import type { Desk } from './desk.ts';
import { readDestination, sayFault } from './destinations.ts';
import { backoffMs, maxAttempts, patienceMs } from './push-run.ts';

/** Faults that pass by themselves; any other is a person's to mend. */
const passing = new Set(['TRACKER_UNAVAILABLE', 'RATE_LIMITED']);

/**
 * A `problem` means that nothing of this push can be sent until a person acts. Null: not now, or aborted. Faults that
 * are no answer of a tracker are thrown.
 */
export async function openDestination(
  desk: Desk,
  push: Push,
  signal: AbortSignal,
): Promise<{ tracker: Tracker } | { problem: string } | null> {
  for (let attempt = 1; ; attempt++) {
    const opened = await tryOnce(desk, push);
    if (!isDocketError(opened)) return opened;
    if (!passing.has(opened.code) || attempt >= maxAttempts) return { problem: sayFault(opened) };
    const wait = backoffMs(attempt, desk.random, opened.retryAfterMs ?? 0);
    if (wait > patienceMs) return null;
    await desk.sleep(wait, signal);
    if (signal.aborted) return null;
  }
}

async function tryOnce(
  desk: Desk,
  push: Push,
): Promise<{ tracker: Tracker } | { problem: string } | DocketError> {
  try {
    const tracker = await desk.trackers.open(push.destination.tracker);
    const destination = await readDestination(tracker, desk.timeout);
    if (isSamePlace(destination, push.destination)) return { tracker };
    return {
      problem: `Approved for ${push.destination.label}, but issues would now go to ${destination.label}. Approve them for that place.`,
    };
  } catch (fault) {
    if (isDocketError(fault)) return fault;
    throw fault;
  }
}

function isSamePlace(one: Destination, other: Destination): boolean {
  return one.id === other.id && one.sandbox === other.sandbox;
}
