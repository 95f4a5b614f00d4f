/** What a destination holds already, read from its tracker now and then and kept for all boards that point there. */
import type { Destination } from '../domain/approval.ts';
import type { Id } from '../domain/ids.ts';
import type { ListedIssue } from '../domain/push.ts';
import { createDuplicateIndex, type DuplicateIndex } from '../generation/duplicates.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { IssueMirror } from '../ports/publication-store.ts';
import type { Store } from '../ports/store.ts';
import type { Tracker, Trackers } from '../ports/tracker.ts';
import { sayFault } from './destinations.ts';

/** The issues by external id, ready to be compared with. */
export type KnownIssues = {
  issues: ReadonlyMap<string, ListedIssue>;
  index: DuplicateIndex;
  complete: boolean;
};

export type IssueMirrors = {
  /**
   * The issues at the destination as of a few minutes ago. Waits a moment for the tracker and never throws: `problem` says
   * what could not be read, and then `known` is what was read before, if anything.
   */
  look(
    workspaceId: Id,
    destination: Destination,
  ): Promise<{ known: KnownIssues | null; problem: string | null }>;
};

/** A search is repeated when what it searched is older than this. */
export const freshMs = 5 * 60_000;
const closedWithinMs = 90 * 24 * 60 * 60_000;
/** A board waits this long for a tracker; the reading goes on without it. */
const waitMs = 3_000;
const readWithinMs = 60_000;
const rememberFaultMs = 10_000;
const most = 2_000;

type Deps = { store: Store; trackers: Trackers; clock: Clock; log: Log };
type Kept = KnownIssues & { readAt: number };
type Reading = Promise<Kept | { problem: string }>;

export function createIssueMirrors(deps: Deps): IssueMirrors {
  const kept = new Map<string, Kept>();
  const readings = new Map<string, Reading>();
  const faults = new Map<string, { until: number; problem: string }>();
  const now = () => deps.clock.now().getTime();
  const isFresh = (one: Kept | undefined) => one !== undefined && now() - one.readAt < freshMs;

  const read = (name: string, workspaceId: Id, destination: Destination): Reading => {
    const reading = readMirror(deps, workspaceId, destination)
      .then((mirror): Kept => {
        const known = know(mirror);
        kept.set(name, known);
        return known;
      })
      .catch((fault: unknown) => {
        deps.log.warn('issues could not be listed', { destination: destination.id, error: fault });
        const problem = `Could not look for duplicates in ${destination.label}. ${sayFault(fault)}`;
        faults.set(name, { until: now() + rememberFaultMs, problem });
        return { problem };
      })
      .finally(() => readings.delete(name));
    readings.set(name, reading);
    return reading;
  };

  return {
    async look(workspaceId, destination) {
      const name = `${workspaceId} ${destination.id}`;
      if (!isFresh(kept.get(name))) await recall(deps, kept, name, workspaceId, destination);
      const known = kept.get(name) ?? null;
      if (known && isFresh(known)) return { known, problem: null };
      const fault = faults.get(name);
      if (fault && fault.until > now()) return { known, problem: fault.problem };
      const answer = await withinMoment(readings.get(name) ?? read(name, workspaceId, destination));
      if (answer === null) return { known, problem: sayLate(destination) };
      return 'problem' in answer ? { known, problem: answer.problem } : { known: answer, problem: null };
    },
  };
}

/** What this or another process has read before; keeps it only where it is newer than what is kept. */
async function recall(
  { store }: Deps,
  kept: Map<string, Kept>,
  name: string,
  workspaceId: Id,
  destination: Destination,
): Promise<void> {
  const mirror = await store.mirrors.get(workspaceId, destination.id);
  if (mirror && Date.parse(mirror.readAt) > (kept.get(name)?.readAt ?? 0)) kept.set(name, know(mirror));
}

function know({ issues, complete, readAt }: IssueMirror): Kept {
  const index = createDuplicateIndex(issues.map(({ externalId: id, title, text }) => ({ id, title, text })));
  const byId = new Map(issues.map((issue) => [issue.externalId, issue]));
  return { issues: byId, index, complete, readAt: Date.parse(readAt) };
}

async function readMirror(
  { store, trackers, clock }: Deps,
  workspaceId: Id,
  destination: Destination,
): Promise<IssueMirror> {
  const readAt = clock.now();
  const tracker = await trackers.open(destination.tracker);
  const closedSince = new Date(readAt.getTime() - closedWithinMs).toISOString();
  const { issues, complete } = await readPages(tracker, closedSince);
  const mirror = { workspaceId, destination: destination.id, readAt: readAt.toISOString(), complete, issues };
  await store.mirrors.put(mirror);
  return mirror;
}

/** The latest change comes first, so what is left out of a very large tracker is what nobody touched for long. */
async function readPages(
  tracker: Tracker,
  closedSince: string,
): Promise<{ issues: ListedIssue[]; complete: boolean }> {
  const signal = AbortSignal.timeout(readWithinMs);
  const issues: ListedIssue[] = [];
  let after: string | null = null;
  do {
    const page = await tracker.list({ closedSince, after }, signal);
    issues.push(...page.issues);
    after = page.next;
  } while (after !== null && issues.length < most);
  return { issues, complete: after === null };
}

/** Null when it takes longer than a person should wait for a board. */
function withinMoment(reading: Reading): Promise<Kept | { problem: string } | null> {
  const late = AbortSignal.timeout(waitMs);
  return Promise.race([
    reading,
    new Promise<null>((resolve) => late.addEventListener('abort', () => resolve(null), { once: true })),
  ]);
}

function sayLate({ label }: Destination): string {
  return `${label} is slow to list its issues, so duplicates there are still being looked for.`;
}
