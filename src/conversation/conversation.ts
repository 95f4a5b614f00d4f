/** The conversation as a whole: what comes in is stored and worked off in order, what changed is shown. */
import type { Id } from '../domain/ids.ts';
import type { Events } from '../ports/events.ts';
import type { Job, Queue } from '../ports/queue.ts';
import type { Store } from '../ports/store.ts';
import type { Inbound } from '../ports/surface.ts';
import type { Inbox } from './inbox.ts';
import type { Outbox } from './outbox.ts';
import { type TurnDeps, takeTurn } from './turn.ts';

export type Conversation = {
  accept(event: Inbound): Promise<{ threadId: Id }>;
  /**
   * Resolves when everything this thread asked for is done and shown: its messages, its pushes, its cards. A push that
   * waits for a time in the future (a tracker's quarantine) is not waited for.
   */
  settled(threadId: Id): Promise<void>;
  /** Stops what is being worked off in this thread; what was done until then stays done. */
  stop(threadId: Id): void;
};

export async function startConversation(
  deps: TurnDeps & { inbox: Inbox; outbox: Outbox; queue: Queue; events: Events; store: Store },
): Promise<Conversation> {
  await deps.events.subscribe('outbox', (event) => deps.outbox.onEvent(event));
  const running = new Map<string, AbortController>();
  const work = async (job: Job, closing: AbortSignal) => {
    const stopped = new AbortController();
    running.set(job.key, stopped);
    const turn = takeTurn(deps, String(job.payload.inboundId), { closing, stopped: stopped.signal });
    await turn.finally(() => running.delete(job.key));
  };
  await deps.queue.work('thread', work, { concurrency: 4 });
  return {
    accept: (event) => deps.inbox.accept(event),
    stop: (threadId) => running.get(threadId)?.abort(),
    async settled(threadId) {
      await deps.queue.settled([threadId]);
      const pushes = (await deps.store.pushes.unfinished()).filter((push) => push.threadId === threadId);
      await deps.queue.settled(pushes.map((push) => push.destination.id));
      await deps.events.drained();
      await deps.outbox.flushed();
    },
  };
}
