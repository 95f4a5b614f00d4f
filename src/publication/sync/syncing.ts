/** Following issues as a service: webhooks, the regular look at what changed, and what is sent to issues that exist. */
import type { Comment } from '../../domain/comment.ts';
import type { Thread } from '../../domain/conversation.ts';
import type { Id } from '../../domain/ids.ts';
import type { Caller } from '../../domain/principal.ts';
import type { DigestView, TicketUpdate } from '../../domain/publication-view.ts';
import type { Job } from '../../ports/queue.ts';
import type { TrackerName } from '../../ports/tracker.ts';
import type { WebhookNews } from '../../ports/webhook.ts';
import { getLive, viewTickets } from '../../tickets/view.ts';
import type { Desk } from '../desk.ts';
import { restOf } from '../gate.ts';
import { type DigestPost, postDigests, tellNews } from './digest.ts';
import { takeIn } from './follow.ts';
import { lookSoon, putOff, readLater, SyncJob } from './jobs.ts';
import { sendComment, sendUpdate } from './let-out.ts';
import { createPlaces, type Places, trackerCaller } from './places.ts';
import { poll } from './poll.ts';
import { readUpdate } from './read-updates.ts';
import { hearStored, type Received, receive, requeueDeliveries } from './receive.ts';
import { requeueWrites, workWrite } from './send-write.ts';
import { type DifferenceWish, settleDifference } from './settle-difference.ts';

export type Syncing = {
  /** Keeps what a tracker reported, for later; a delivery that was kept before changes nothing. Asks no tracker. */
  receive(workspaceId: Id, webhook: { source: TrackerName; news: WebhookNews }): Promise<Received>;
  /** Queues a look of each workspace at what changed at this tracker, for a report that is genuine and too old to be believed. */
  lookSoon(source: TrackerName): Promise<void>;
  /** One job of the queue `sync`; what a tracker cannot answer now is thrown, so that the queue tries again. */
  workSync(workspaceId: Id, job: Pick<Job, 'payload'>, signal: AbortSignal): Promise<void>;
  /** Reads what changed at every connected tracker that nobody read within `everyMs`. Never throws for a tracker. */
  poll(workspaceId: Id, everyMs: number): Promise<void>;
  /** Tells threads what changed; never throws for a single one. */
  postDigests(how: DigestPost): Promise<void>;
  /** Posts all that this thread was not told yet, whenever it was told last; nothing where nothing changed. */
  tellNews(thread: Thread, post: (digest: DigestView) => Promise<void>): Promise<void>;
  /** How these tickets differ from their issues; those that are not out are left aside. */
  updates(caller: Caller, ids: readonly Id[]): Promise<TicketUpdate[]>;
  /** Lets out what a card showed, once. A person's deed only. Throws STALE, and CONCURRENCY_CONFLICT for a second press. */
  sendUpdate(caller: Caller, wish: { ticketId: Id; terms: string }): Promise<void>;
  /** As above, for a comment that was kept in Docket; answers it. */
  sendComment(caller: Caller, wish: { ticketId: Id; commentId: Id }): Promise<Comment>;
  /** Chooses between two changes of one field. A person's deed only. Throws STALE. */
  settleDifference(caller: Caller, wish: DifferenceWish): Promise<void>;
  /** Puts back to work what a stopped process left behind. */
  requeueSync(atStart: boolean): Promise<void>;
};

export function createSyncing(desk: Desk): Syncing {
  const places = createPlaces(desk);
  return {
    receive: (workspaceId, webhook) => receive(desk, places, workspaceId, webhook),
    async lookSoon(tracker) {
      const since = desk.clock.now().toISOString();
      for (const { id } of await desk.store.workspaces.list()) {
        await lookSoon(desk, { tracker, since, workspaceId: id });
      }
    },
    workSync: (workspaceId, { payload }, signal) =>
      work(desk, places, workspaceId, SyncJob.parse(payload), signal),
    poll: (workspaceId, everyMs) => poll(desk, places, { workspaceId, everyMs, trackers: connected(desk) }),
    postDigests: (how) => postDigests(desk, how),
    tellNews: (thread, post) => tellNews(desk, thread, post),
    async requeueSync(atStart) {
      await requeueDeliveries(desk, atStart);
      await requeueWrites(desk, atStart);
    },
    async updates(caller, ids) {
      const live = await getLive(desk.store, caller.workspaceId, ids);
      const views = await viewTickets(desk.store, caller.workspaceId, live);
      const found = await Promise.all(views.map((view) => readUpdate(desk.store, view)));
      return found.filter((one) => one !== null);
    },
    sendUpdate: (caller, wish) => sendUpdate(desk, caller, wish),
    sendComment: (caller, wish) => sendComment(desk, caller, wish),
    settleDifference: (caller, wish) => settleDifference(desk, caller, wish),
  };
}

/** A report too old to be believed makes nobody look more often than this. */
const hintEveryMs = 10_000;

async function work(
  desk: Desk,
  places: Places,
  workspaceId: Id,
  job: SyncJob,
  signal: AbortSignal,
): Promise<void> {
  if (job.kind === 'write') return workWrite(desk, job.id, signal);
  // What asks a tracker waits as long as a push would.
  const rest = await restOf(desk, job.kind === 'delivery' ? job.source : job.tracker);
  if (rest > 0) return putOff(desk, job, rest);
  switch (job.kind) {
    case 'delivery':
      return hearStored(desk, places, job);
    case 'look':
      return look(desk, places, job.workspaceId ?? workspaceId, job);
    case 'read':
      return readAgain(desk, places, workspaceId, job);
  }
}

/** What was looked at a moment before the hint is looked at again, once that moment is over. */
async function look(
  desk: Desk,
  places: Places,
  workspaceId: Id,
  job: Extract<SyncJob, { kind: 'look' }>,
): Promise<void> {
  await poll(desk, places, { workspaceId, everyMs: hintEveryMs, trackers: [job.tracker] });
  const at = places.known(job.tracker)?.id;
  const polledAt = at === undefined ? null : await desk.store.syncCursors.polledAt(workspaceId, at);
  if (polledAt === null || polledAt >= job.since) return;
  const wait = Date.parse(polledAt) + hintEveryMs - desk.clock.now().getTime();
  await lookSoon(desk, job, Math.max(wait, 1000));
}

async function readAgain(
  desk: Desk,
  places: Places,
  workspaceId: Id,
  job: Extract<SyncJob, { kind: 'read' }>,
): Promise<void> {
  const destination = await places.of(job.tracker);
  if (!destination) return readLater(desk, job);
  const tracker = await desk.trackers.open(job.tracker);
  const issues = await tracker.read(job.externalIds);
  const caller = trackerCaller(job.workspaceId ?? workspaceId, job.tracker);
  await takeIn(desk, caller, destination, issues);
}

/** The local tracker keeps nothing of its own that could change. */
function connected({ trackers }: Desk): TrackerName[] {
  return trackers.names().flatMap(({ name }) => (name === 'local' ? [] : [name]));
}
