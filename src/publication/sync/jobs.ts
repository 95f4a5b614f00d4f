/** What is done about trackers off the path of any request: one kind of job each, safe to be done twice. */
import * as z from 'zod';
import { Id } from '../../domain/ids.ts';
import type { IssueWrite } from '../../domain/sync.ts';
import type { TrackerName } from '../../ports/tracker.ts';
import type { Desk } from '../desk.ts';

const Tracker = z.enum(['local', 'linear', 'github', 'jira']);

export const SyncJob = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('delivery'), source: Tracker, deliveryId: z.string(), tries: z.int() }),
  z.object({
    kind: z.literal('read'),
    tracker: Tracker,
    externalIds: z.array(z.string()),
    tries: z.int(),
    /** The default workspace's when absent. */
    workspaceId: Id.optional(),
  }),
  z.object({
    kind: z.literal('look'),
    tracker: Tracker,
    since: z.iso.datetime(),
    workspaceId: Id.optional(),
  }),
  z.object({ kind: z.literal('write'), id: Id }),
]);
export type SyncJob = z.infer<typeof SyncJob>;

/** About a quarter of an hour in all; what is still not settled then is left to the next reading of what changed. */
const waits = [5, 10, 20, 40, 60, 120, 240, 400].map((seconds) => seconds * 1000);

/** How long the nth try is put off; null when there were enough. */
export function waitBefore(tries: number): number | null {
  return waits[tries] ?? null;
}

type Queueing = Pick<Desk, 'queue'>;

export function queueDelivery(
  { queue }: Queueing,
  source: TrackerName,
  deliveryId: string,
  tries = 0,
  afterMs = 0,
): Promise<void> {
  const key = tries === 0 ? `webhooks:${source}` : `webhooks:${source}:${deliveryId}`;
  return queue.send('sync', { key, payload: { kind: 'delivery', source, deliveryId, tries }, afterMs });
}

export async function readLater(
  { queue }: Queueing,
  job: { tracker: TrackerName; externalIds: string[]; tries: number; workspaceId?: Id | undefined },
): Promise<void> {
  const afterMs = waitBefore(job.tries);
  if (afterMs === null) return;
  const key = `read:${job.tracker}:${job.externalIds[0]}`;
  await queue.send('sync', { key, payload: { kind: 'read', ...job, tries: job.tries + 1 }, afterMs });
}

/** The same job, once the tracker may be asked again. */
export function putOff(
  { queue }: Queueing,
  job: Exclude<SyncJob, { kind: 'write' }>,
  afterMs: number,
): Promise<void> {
  const what =
    job.kind === 'delivery' ? job.deliveryId : job.kind === 'look' ? job.since : job.externalIds[0];
  return queue.send('sync', { key: `rest:${job.kind}:${what}`, payload: job, afterMs });
}

/** A look that was wanted at `since`; one made later than that, whoever made it, is enough. */
export function lookSoon(
  { queue }: Queueing,
  { tracker, since, workspaceId }: { tracker: TrackerName; since: string; workspaceId?: Id | undefined },
  afterMs = 0,
): Promise<void> {
  const key = afterMs > 0 ? `look:${tracker}:${since}` : `look:${tracker}`;
  return queue.send('sync', { key, payload: { kind: 'look', tracker, since, workspaceId }, afterMs });
}

/** In the thread's own line, so that whoever waits for the thread waits for this; what is put off stands beside it. */
export function queueWrite(
  { queue }: Queueing,
  { id, threadId }: Pick<IssueWrite, 'id' | 'threadId'>,
  afterMs = 0,
): Promise<void> {
  const key = afterMs > 0 || threadId === null ? `write:${id}` : threadId;
  return queue.send('sync', { key, payload: { kind: 'write', id }, afterMs });
}
