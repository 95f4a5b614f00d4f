/** Asks trackers what changed, from time to time and once for all instances: one request where nothing did. */
import { isDocketError } from '../../domain/errors.ts';
import type { Id } from '../../domain/ids.ts';
import type { Caller } from '../../domain/principal.ts';
import type { IssueSnapshot } from '../../domain/push.ts';
import type { Tracker, TrackerName } from '../../ports/tracker.ts';
import type { Desk } from '../desk.ts';
import { restOf } from '../gate.ts';
import { takeIn } from './follow.ts';
import { type Places, trackerCaller } from './places.ts';

/** Pages of changes that are read in one go; the rest comes the next time. */
const mostPages = 20;

export type PollWish = {
  workspaceId: Id;
  /** Those that were read less than this ago are left alone; 0 reads them whatever happened. */
  everyMs: number;
  trackers: readonly TrackerName[];
};

/** Never throws for a tracker that cannot be asked: it is asked again the next time. */
export async function poll(desk: Desk, places: Places, wish: PollWish): Promise<void> {
  for (const name of wish.trackers) {
    try {
      await pollOne(desk, places, name, wish);
    } catch (fault) {
      if (!isDocketError(fault)) throw fault;
      desk.log.warn('a tracker could not say what changed', { tracker: name, error: fault });
    }
  }
}

async function pollOne(
  desk: Desk,
  places: Places,
  name: TrackerName,
  { workspaceId, everyMs }: PollWish,
): Promise<void> {
  const { store, clock } = desk;
  if ((await restOf(desk, name)) > 0) return;
  const out = await idsOut(desk, workspaceId, name);
  const destination = out.size > 0 ? await places.of(name) : null;
  const externalIds = destination ? out.get(destination.id) : undefined;
  if (!destination || !externalIds) return;
  const now = clock.now();
  const takenBefore = new Date(now.getTime() - everyMs + 1).toISOString();
  const taken = await store.syncCursors.take(workspaceId, destination.id, {
    now: now.toISOString(),
    takenBefore,
  });
  if (!taken) return;
  const tracker = await desk.trackers.open(name);
  const caller = trackerCaller(workspaceId, name);
  const keep = (issues: ReadonlyMap<string, IssueSnapshot | null>) =>
    takeIn(desk, caller, destination, issues);
  if (taken.cursor === null) return begin(desk, tracker, caller, { at: destination.id, externalIds, keep });
  await readOn(desk, tracker, caller, { at: destination.id, cursor: taken.cursor, keep });
}

type Keep = (issues: ReadonlyMap<string, IssueSnapshot | null>) => Promise<void>;

/** What changed before the first cursor is found by reading everything that is out. */
async function begin(
  { store }: Desk,
  tracker: Tracker,
  { workspaceId }: Caller,
  { at, externalIds, keep }: { at: string; externalIds: readonly string[]; keep: Keep },
): Promise<void> {
  const { cursor } = await tracker.changes(null);
  await keep(await tracker.read(externalIds));
  await store.syncCursors.advance(workspaceId, at, null, cursor);
}

/** The cursor moves on only after what it passed has been kept, and only for one of several instances. */
async function readOn(
  { store }: Desk,
  tracker: Tracker,
  { workspaceId }: Caller,
  { at, cursor: from, keep }: { at: string; cursor: string; keep: Keep },
): Promise<void> {
  let cursor = from;
  for (let page = 0; page < mostPages; page++) {
    const changes = await tracker.changes(cursor);
    await keep(newestOf(changes.issues));
    const isOurs = await store.syncCursors.advance(workspaceId, at, cursor, changes.cursor);
    if (!isOurs || !changes.more) return;
    cursor = changes.cursor;
  }
}

/** An issue that changed twice may come twice, in any order. */
function newestOf(issues: readonly IssueSnapshot[]): Map<string, IssueSnapshot> {
  const byTime = issues.toSorted((one, other) => Date.parse(one.updatedAt) - Date.parse(other.updatedAt));
  return new Map(byTime.map((issue) => [issue.externalId, issue]));
}

/** External ids of what is out with this tracker, by destination. */
async function idsOut(
  { store }: Desk,
  workspaceId: Id,
  tracker: TrackerName,
): Promise<Map<string, string[]>> {
  const tickets = await store.tickets.list(workspaceId, { review: ['pushed', 'synced'] });
  const ids = tickets.map((ticket) => ticket.id);
  const refs = ids.length > 0 ? await store.externalRefs.ofTickets(workspaceId, ids) : [];
  const own = Map.groupBy(
    refs.filter((ref) => ref.tracker === tracker),
    (ref) => ref.destination,
  );
  return new Map([...own].map(([at, group]) => [at, group.map((ref) => ref.externalId)]));
}
