/** Takes in every event once and durably, and puts it in its thread's line. */
import type { Id } from '../domain/ids.ts';
import type { IdSource } from '../ports/clock.ts';
import type { Queue } from '../ports/queue.ts';
import type { Store } from '../ports/store.ts';
import type { Inbound } from '../ports/surface.ts';

export type Inbox = {
  /**
   * Resolves once the event is stored and in line, so that a surface may acknowledge it. A second delivery of the same
   * event does nothing.
   */
  accept(event: Inbound): Promise<{ threadId: Id }>;
};

export function createInbox(deps: {
  store: Store;
  queue: Queue;
  ids: IdSource;
  /** The workspace a surface's event belongs to. */
  workspaceOf(event: Inbound): Promise<Id>;
}): Inbox {
  return {
    async accept(event) {
      const workspaceId = await deps.workspaceOf(event);
      const thread = await deps.store.threads.ensure(workspaceId, event.surface, event.thread);
      const entry = { id: deps.ids.next(), workspaceId, threadId: thread.id, event };
      const isNew = await deps.store.inbox.accept(entry);
      // A crash between the two lines leaves a stored event without a job; `requeueInbox` finds it at the next start.
      if (isNew) await deps.queue.send('thread', { key: thread.id, payload: { inboundId: entry.id } });
      return { threadId: thread.id };
    },
  };
}

/** Puts events in line that were stored when the process stopped before their job was. */
export async function requeueInbox(deps: { store: Store; queue: Queue }): Promise<void> {
  for (const { id, threadId } of await deps.store.inbox.unfinished()) {
    await deps.queue.send('thread', { key: threadId, payload: { inboundId: id } });
  }
}
