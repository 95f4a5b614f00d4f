/** Puts unfinished pushes back to work, also those whose process died before it could say so. */
import type { Id } from '../domain/ids.ts';
import { abandonAll, abandonOverdue } from './abandon-overdue.ts';
import type { Desk } from './desk.ts';
import { enqueuePush } from './push-view.ts';

/** What this process works on and when it last queued it, so that a long push is not queued every ten seconds. */
export type Recovery = { running: Set<Id>; queuedAt: Map<Id, number>; isFirst: boolean };

const queueAgainMs = 60_000;

/** As `Publication.recover`; returns how many pushes it queued. */
export async function recover(desk: Desk, recovery: Recovery): Promise<number> {
  const { running, queuedAt } = recovery;
  const pushes = await desk.store.pushes.unfinished();
  const alone = recovery.isFirst && desk.soleOwner;
  if (alone) await desk.store.senders.releaseAll();
  const freed = alone ? await abandonAll(desk) : await abandonOverdue(desk);
  recovery.isFirst = false;
  const now = desk.clock.now().getTime();
  const due = pushes.filter(({ id }) => {
    const last = queuedAt.get(id);
    return !running.has(id) && (freed > 0 || last === undefined || now - last >= queueAgainMs);
  });
  const unfinished = new Set(pushes.map(({ id }) => id));
  for (const id of queuedAt.keys()) if (!unfinished.has(id)) queuedAt.delete(id);
  for (const push of due) {
    queuedAt.set(push.id, now);
    await enqueuePush(desk, push);
  }
  return due.length;
}
