/** Takes in every event once and durably, and puts it in its thread's line. */
import type { Thread } from '../domain/conversation.ts';
import type { Id } from '../domain/ids.ts';
import { lineOf, type Reach } from '../domain/reach.ts';
import type { IdSource } from '../ports/clock.ts';
import type { Queue, QueueName } from '../ports/queue.ts';
import type { Store } from '../ports/store.ts';
import type { Inbound } from '../ports/surface.ts';

export type Inbox = {
  /**
   * Resolves once the event is stored and in line, so that a surface may acknowledge it. A second delivery of the same
   * event does nothing. The event comes from a thread within this process's reach.
   */
  accept(event: Inbound): Promise<{ threadId: Id }>;
};

export function createInbox(deps: {
  store: Store;
  queue: Queue;
  ids: IdSource;
  reach: Reach;
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
      if (isNew) await deps.queue.send(queueOf(deps.reach, thread), jobOf(entry));
      return { threadId: thread.id };
    },
  };
}

/** Puts events in line that were stored when the process stopped before their job was. */
export async function requeueInbox(deps: { store: Store; queue: Queue; reach: Reach }): Promise<void> {
  for (const entry of await deps.store.inbox.unfinished(deps.reach)) {
    const thread = { id: entry.threadId, surface: entry.event.surface };
    await deps.queue.send(queueOf(deps.reach, thread), jobOf(entry));
  }
}

function queueOf(reach: Reach, thread: Pick<Thread, 'id' | 'surface'>): QueueName {
  return `thread/${lineOf(reach, thread)}`;
}

function jobOf({ id, threadId }: { id: Id; threadId: Id }) {
  return { key: threadId, payload: { inboundId: id } };
}
