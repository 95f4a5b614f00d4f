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
import type { Timeout } from './timeout.ts';

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
  /** Breaks off what is still being read; resolves when nothing is. */
  close(): Promise<void>;
};

/** A search is repeated when what it searched is older than this. */
export const freshMs = 5 * 60_000;
const closedWithinMs = 90 * 24 * 60 * 60_000;
const readWithinMs = 60_000;
const rememberFaultMs = 10_000;
const most = 2_000;

type Deps = { store: Store; trackers: Trackers; clock: Clock; log: Log; timeout: Timeout };
type Kept = KnownIssues & { readAt: number };
type Answer = Kept | { problem: string };
type Place = { name: string; workspaceId: Id; destination: Destination };

/** What this process knows, by workspace and destination. */
type Memory = {
  kept: Map<string, Kept>;
  readings: Map<string, Promise<Answer>>;
  faults: Map<string, { until: number; problem: string }>;
  closing: AbortController;
};

/** `waitMs` is how long a board waits for a tracker; the reading goes on without it. */
export function createIssueMirrors(deps: Deps, waitMs = 3_000): IssueMirrors {
  const memory: Memory = {
    kept: new Map(),
    readings: new Map(),
    faults: new Map(),
    closing: new AbortController(),
  };
  const now = () => deps.clock.now().getTime();
  const isFresh = (one: Kept | undefined) => one !== undefined && now() - one.readAt < freshMs;
  return {
    async look(workspaceId, destination) {
      const place = { name: `${workspaceId} ${destination.id}`, workspaceId, destination };
      if (!isFresh(memory.kept.get(place.name))) await recall(deps, memory, place);
      const known = memory.kept.get(place.name) ?? null;
      if (known && isFresh(known)) return { known, problem: null };
      const fault = memory.faults.get(place.name);
      if (fault && fault.until > now()) return { known, problem: fault.problem };
      const reading = memory.readings.get(place.name) ?? startReading(deps, memory, place);
      const answer = await within(deps.timeout(waitMs), reading);
      if (answer === null) return { known, problem: sayLate(destination) };
      return 'problem' in answer ? { known, problem: answer.problem } : { known: answer, problem: null };
    },
    async close() {
      memory.closing.abort();
      await Promise.all(memory.readings.values());
    },
  };
}

/** Everybody who asks meanwhile shares the reading. It never rejects: a fault is remembered for a moment instead. */
function startReading(deps: Deps, memory: Memory, place: Place): Promise<Answer> {
  const { name, destination } = place;
  const reading = readMirror(deps, place, memory.closing.signal)
    .then((mirror): Answer => {
      const known = know(mirror);
      memory.kept.set(name, known);
      return known;
    })
    .catch((fault: unknown) => {
      deps.log.warn('issues could not be listed', { destination: destination.id, error: fault });
      const problem = `Could not look for duplicates in ${destination.label}. ${sayFault(fault)}`;
      memory.faults.set(name, { until: deps.clock.now().getTime() + rememberFaultMs, problem });
      return { problem };
    })
    .finally(() => memory.readings.delete(name));
  memory.readings.set(name, reading);
  return reading;
}

/** What this or another process has read before; keeps it only where it is newer than what is kept. */
async function recall({ store }: Deps, { kept }: Memory, { name, workspaceId, destination }: Place) {
  const mirror = await store.mirrors.get(workspaceId, destination.id);
  if (mirror && Date.parse(mirror.readAt) > (kept.get(name)?.readAt ?? 0)) kept.set(name, know(mirror));
}

function know({ issues, complete, readAt }: IssueMirror): Kept {
  const index = createDuplicateIndex(issues.map(({ externalId: id, title, text }) => ({ id, title, text })));
  const byId = new Map(issues.map((issue) => [issue.externalId, issue]));
  return { issues: byId, index, complete, readAt: Date.parse(readAt) };
}

async function readMirror(
  { store, trackers, clock, timeout }: Deps,
  { workspaceId, destination }: Place,
  closing: AbortSignal,
): Promise<IssueMirror> {
  const readAt = clock.now();
  const tracker = await trackers.open(destination.tracker);
  const closedSince = new Date(readAt.getTime() - closedWithinMs).toISOString();
  const signal = timeout(readWithinMs, closing);
  const { issues, complete } = await readPages(tracker, closedSince, signal);
  const mirror = { workspaceId, destination: destination.id, readAt: readAt.toISOString(), complete, issues };
  await store.mirrors.put(mirror);
  return mirror;
}

/** The latest change comes first, so what is left out of a very large tracker is what nobody touched for long. */
async function readPages(
  tracker: Tracker,
  closedSince: string,
  signal: AbortSignal,
): Promise<{ issues: ListedIssue[]; complete: boolean }> {
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
function within(late: AbortSignal, reading: Promise<Answer>): Promise<Answer | null> {
  return Promise.race([
    reading,
    new Promise<null>((resolve) => late.addEventListener('abort', () => resolve(null), { once: true })),
  ]);
}

function sayLate({ label }: Destination): string {
  return `${label} is slow to list its issues, so duplicates there are still being looked for.`;
}
