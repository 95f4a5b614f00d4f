/** Sends what is planned of a push: issues first, parents before or with their children, then what builds on them. */
import type { Id } from '../domain/ids.ts';
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
  const { embedsLinks } = run.tracker.traits;
  const only =
    op === 'create' && embedsLinks && room.most > 1 ? await withoutLinks(run, room.most) : undefined;
  const together = await claim(run, {
    op,
    most: room.most,
    withParents,
    except: alone,
    ...(only ? { only } : {}),
  });
  if (together.length > 0 || alone.length === 0) return together;
  return claim(run, { op, most: 1, withParents: false, only: alone });
}

/**
 * Issues that no planned link joins, in their order: what is linked to one of them goes in a later request, which makes
 * the link as well.
 */
async function withoutLinks({ desk, push, alone }: PushRun, most: number): Promise<string[]> {
  const planned = await desk.store.pushes.intentsIn(push.id, ['planned']);
  const linked = new Map<Id, Id[]>();
  for (const { ticketId, link } of planned) {
    if (link?.type === 'source' || link?.type === 'issue' || !link) continue;
    linked.set(ticketId, [...(linked.get(ticketId) ?? []), link.toTicketId]);
    linked.set(link.toTicketId, [...(linked.get(link.toTicketId) ?? []), ticketId]);
  }
  const creations = planned.filter(({ op, id }) => op === 'create' && !alone.has(id));
  const open = new Set(creations.map(({ ticketId }) => ticketId));
  const picked = new Set<Id>();
  const ids: string[] = [];
  for (const { id, ticketId, waitsFor } of creations) {
    if (ids.length === most) break;
    const others = linked.get(ticketId) ?? [];
    const waits = waitsFor !== null && open.has(waitsFor);
    if (waits || others.some((other) => picked.has(other))) continue;
    picked.add(ticketId);
    ids.push(id);
  }
  return ids;
}

function claim({ desk, push, owner }: PushRun, wish: ClaimWish): Promise<Intent[]> {
  return desk.store.pushes.claim(push.id, owner, desk.clock.now().toISOString(), wish);
}
