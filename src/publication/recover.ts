/** Puts unfinished pushes back to work, also those whose process died before it could say so. */
import type { Id } from '../domain/ids.ts';
import { abandonOverdue } from './abandon-overdue.ts';
import type { Desk } from './desk.ts';
import { enqueuePush } from './push-view.ts';

/** What this process works on and when it last queued it, so that a long push is not queued every ten seconds. */
export type Recovery = { running: Set<Id>; queuedAt: Map<Id, number> };

const queueAgainMs = 60_000;

/** As `Publication.recover`; returns how many pushes it queued. */
export async function recover(desk: Desk, { running, queuedAt }: Recovery): Promise<number> {
  const pushes = await desk.store.pushes.unfinished();
  const freed = await abandonOverdue(desk);
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
