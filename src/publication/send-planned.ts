/** Sends what is planned of a push: issues first, parents before or with their children, then what builds on them. */
import type { Intent, IntentOp } from '../domain/push.ts';
import type { ClaimWish } from '../ports/publication-store.ts';
import { maySend, nowOf, type PushRun } from './push-run.ts';
import { sendBatch } from './send-batch.ts';

/**
 * Keeps as many requests under way as the tracker takes, each claim committed before its request begins. When one of
 * them breaks off, the others are waited for before its fault is thrown.
 */
export async function sendPlanned(run: PushRun, hold: () => Promise<boolean>): Promise<void> {
  const underWay = new Set<Promise<void>>();
  const faults: unknown[] = [];
  try {
    for (;;) {
      while (underWay.size < run.tracker.traits.maxConcurrency && faults.length === 0 && maySend(run)) {
        const batch = (await hold()) ? await claimNext(run, underWay.size === 0) : [];
        if (batch.length === 0) break;
        const attempt = sendBatch(run, batch)
          .catch((fault: unknown) => void faults.push(fault))
          .finally(() => underWay.delete(attempt));
        underWay.add(attempt);
      }
      if (underWay.size === 0) break;
      await Promise.race(underWay);
    }
  } finally {
    await Promise.all(underWay);
  }
  if (faults.length > 0) throw faults[0];
}

/** Links wait until no issue is under way or waits for its limit, so that as many of them as possible go together. */
async function claimNext(run: PushRun, idle: boolean): Promise<Intent[]> {
  const { createAtOnce, linkAtOnce, idIsKey } = run.tracker.traits;
  const issues = await claimSome(run, 'create', createAtOnce, idIsKey);
  if (issues.length > 0 || !idle || !maySend(run)) return issues;
  const closings = await claimSome(run, 'close', 1, false);
  return closings.length > 0 ? closings : claimSome(run, 'link', linkAtOnce, false);
}

/** As many as may go together, else the next of those that go by themselves; none while the gate says wait. */
async function claimSome(
  run: PushRun,
  op: IntentOp,
  atOnce: number,
  withParents: boolean,
): Promise<Intent[]> {
  if (!run.planned.has(op)) return [];
  const room = await run.gate.room(op === 'create' ? 'issue' : 'link', atOnce);
  if (room.from > nowOf(run)) {
    run.waitUntil = Math.max(run.waitUntil, room.from);
    return [];
  }
  const alone = [...run.alone];
  const together = await claim(run, { op, most: room.most, withParents, except: alone });
  if (together.length > 0 || alone.length === 0) return together;
  return claim(run, { op, most: 1, withParents: false, only: alone });
}

function claim({ desk, push, owner }: PushRun, wish: ClaimWish): Promise<Intent[]> {
  return desk.store.pushes.claim(push.id, owner, desk.clock.now().toISOString(), wish);
}
