/** Following issues as a service: webhooks, the regular look at what changed, and what is sent to issues that exist. */
import type { Id } from '../../domain/ids.ts';
import type { Job } from '../../ports/queue.ts';
import type { TrackerName } from '../../ports/tracker.ts';
import type { WebhookNews } from '../../ports/webhook.ts';
import type { Desk } from '../desk.ts';
import { type DigestPost, postDigests } from './digest.ts';
import { takeIn } from './follow.ts';
import { lookSoon, readLater, SyncJob } from './jobs.ts';
import { createPlaces, type Places, trackerCaller } from './places.ts';
import { poll } from './poll.ts';
import { hearStored, type Received, receive, requeueDeliveries } from './receive.ts';

export type Syncing = {
  /** Keeps what a tracker reported, for later; a delivery that was kept before changes nothing. Asks no tracker. */
  receive(workspaceId: Id, webhook: { source: TrackerName; news: WebhookNews }): Promise<Received>;
  /** Queues one look at what changed at this tracker, for a report that is genuine and too old to be believed. */
  lookSoon(source: TrackerName): Promise<void>;
  /** One job of the queue `sync`; what a tracker cannot answer now is thrown, so that the queue tries again. */
  workSync(workspaceId: Id, job: Pick<Job, 'payload'>): Promise<void>;
  /** Reads what changed at every connected tracker that nobody read within `everyMs`. Never throws for a tracker. */
  poll(workspaceId: Id, everyMs: number): Promise<void>;
  /** Tells threads what changed; never throws for a single one. */
  postDigests(how: DigestPost): Promise<void>;
  /** Puts back to work what a stopped process left behind. */
  requeueSync(atStart: boolean): Promise<void>;
};

export function createSyncing(desk: Desk): Syncing {
  const places = createPlaces(desk);
  return {
    receive: (workspaceId, webhook) => receive(desk, places, workspaceId, webhook),
    lookSoon: (tracker) => lookSoon(desk, tracker),
    workSync: (workspaceId, { payload }) => work(desk, places, workspaceId, SyncJob.parse(payload)),
    poll: (workspaceId, everyMs) => poll(desk, places, { workspaceId, everyMs, trackers: connected(desk) }),
    postDigests: (how) => postDigests(desk, how),
    requeueSync: (atStart) => requeueDeliveries(desk, atStart),
  };
}

/** A report too old to be believed makes nobody look more often than this. */
const hintEveryMs = 30_000;

async function work(desk: Desk, places: Places, workspaceId: Id, job: SyncJob): Promise<void> {
  switch (job.kind) {
    case 'delivery':
      return hearStored(desk, places, job);
    case 'look':
      return poll(desk, places, { workspaceId, everyMs: hintEveryMs, trackers: [job.tracker] });
    case 'read':
      return readAgain(desk, places, workspaceId, job);
    case 'write':
      return;
  }
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
  await takeIn(desk, trackerCaller(workspaceId, job.tracker), destination, issues);
}

/** The local tracker keeps nothing of its own that could change. */
function connected({ trackers }: Desk): TrackerName[] {
  return trackers.names().flatMap(({ name }) => (name === 'local' ? [] : [name]));
}
