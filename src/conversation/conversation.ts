/** The conversation as a whole: what comes in is stored and worked off in order, what changed is shown. */
import type { Id } from '../domain/ids.ts';
import { linesOf, type Reach } from '../domain/reach.ts';
import { whileAwaited } from '../ports/awaited.ts';
import type { Events } from '../ports/events.ts';
import type { Job, Queue } from '../ports/queue.ts';
import type { Store } from '../ports/store.ts';
import type { Inbound } from '../ports/surface.ts';
import type { Workflows } from '../ports/workflows.ts';
import { announceRuns } from './announce-runs.ts';
import type { Inbox } from './inbox.ts';
import type { Outbox } from './outbox.ts';
import { tellEnds } from './tell-end.ts';
import { tellGates } from './tell-gates.ts';
import { tellProposals } from './tell-proposals.ts';
import { tellReporters } from './tell-reporters.ts';
import { type TurnDeps, takeTurn } from './turn.ts';

export type Conversation = {
  accept(event: Inbound): Promise<{ threadId: Id }>;
  /**
   * Resolves when everything this thread asked for is done and shown: its messages, its pushes, its runs, its cards. A push that
   * waits for a time in the future (a tracker's quarantine) is not waited for.
   */
  settled(threadId: Id): Promise<void>;
  /** Stops what is being worked off in this thread; what was done until then stays done. */
  stop(threadId: Id): void;
};

export async function startConversation(
  deps: TurnDeps & {
    inbox: Inbox;
    outbox: Outbox;
    queue: Queue;
    events: Events;
    store: Store;
    reach: Reach;
    workflows: Pick<Workflows, 'settled' | 'view'>;
  },
): Promise<Conversation> {
  const running = new Map<string, AbortController>();
  const work = async (job: Job, closing: AbortSignal) => {
    const stopped = new AbortController();
    running.set(job.key, stopped);
    const turn = takeTurn(deps, String(job.payload.inboundId), { closing, stopped: stopped.signal });
    await turn.finally(() => running.delete(job.key));
  };
  // Each line has its own place in the record and its own queue, so that what belongs in a thread comes to a process that
  // can show it there.
  for (const { name, reach } of linesOf(deps.reach)) {
    await deps.events.subscribe(`outbox/${name}`, async (events) => {
      await deps.outbox.onEvents(events, reach);
      await tellEnds(deps, events, reach);
      await tellReporters(deps, events, reach);
      await tellProposals(deps, events, reach);
      await tellGates(deps, events, reach);
    });
    await deps.events.subscribe(`runs/${name}`, (events) => announceRuns(deps, events, reach));
    const concurrency = reach.threadIds.length > 0 ? 1 : 4;
    await whileAwaited(() => deps.queue.work(`thread/${name}`, work, { concurrency }));
  }
  return {
    accept: (event) => whileAwaited(() => deps.inbox.accept(event)),
    stop: (threadId) => running.get(threadId)?.abort(),
    async settled(threadId) {
      await deps.queue.settled([threadId]);
      const pushes = (await deps.store.pushes.unfinished()).filter((push) => push.threadId === threadId);
      await deps.queue.settled(pushes.map((push) => push.destination.id));
      await deps.workflows.settled({ threadId });
      await deps.outbox.atOnce(() => deps.events.drained());
    },
  };
}
