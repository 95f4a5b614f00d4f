/** A tracker in memory that does what a test tells it, and creates a second issue as readily as a first one. */
import { setTimeout as wait } from 'node:timers/promises';
import { DocketError } from '../../src/domain/errors.ts';
import type { IssueKey } from '../../src/domain/ids.ts';
import { putSection } from '../../src/domain/issue-section.ts';
import type {
  CreateOutcome,
  IssueDraft,
  IssueSnapshot,
  ListedIssue,
  StepOutcome,
} from '../../src/domain/push.ts';
import type { Tracker, TrackerName, Trackers, TrackerTraits } from '../../src/ports/tracker.ts';

/**
 * created: as it should be. lost: created, and the answer is lost. dropped: not created, and the answer is lost.
 * late: as `lost`, but the issue appears only after `lateMs`. hang: never answers. throws: breaks the port's promise.
 */
export type Behaviour =
  | 'created'
  | 'lost'
  | 'dropped'
  | 'late'
  | 'hang'
  | 'throws'
  | { refused: string; retryable?: boolean; retryAfterMs?: number; auth?: boolean; alone?: boolean };

export type Issue = { marker: string; draft: IssueDraft; snapshot: IssueSnapshot; visibleAt: number };

export type ScriptedTracker = Tracker & {
  issues: Issue[];
  /** Every issue a `create` asked for, by title, with the time it arrived. */
  requests: { title: string; at: number }[];
  /** The titles that each `create` asked for, or the number of links that each `link` did. */
  batches: (string[] | number)[];
  reads: number;
  /** What the next attempts at an issue of this title come to, first first; `created` when the list is empty. */
  script: Map<string, Behaviour[]>;
  /** What every attempt comes to while the title's own script is empty. */
  always: Behaviour | null;
  down: boolean;
  lateMs: number;
  destinationId: string;
  problems: Map<string, string>;
  mostAtOnce: number;
  /** How long a request takes, in milliseconds of real time. */
  tookMs: number;
  /** Issues of other people, as they are listed before those that were created. */
  others: ListedIssue[];
  lists: number;
  /** Relations by the key they were made under. */
  relations: Map<string, { from: string; to: string }>;
  /** Texts of other people's issues, by id. */
  texts: Map<string, string>;
  /** Writes into them. */
  amendments: number;
  /** By the key they were written under. */
  comments: Map<string, { externalId: string; text: string }>;
  /** Issues that somebody changed, in that order. */
  changed: IssueSnapshot[];
  /** What the next attempts to relate or amend come to; done when it is empty. */
  steps: Behaviour[];
  addOther(over: Partial<ListedIssue> & { title: string }): ListedIssue;
  setStatus(title: string, status: Partial<IssueSnapshot> | null): void;
};

function refusalOf(behaviour: Extract<Behaviour, object>): Extract<StepOutcome, { kind: 'refused' }> {
  const { refused: reason, retryable = false, retryAfterMs = null, auth = false, alone = false } = behaviour;
  return { kind: 'refused', reason, retryable, retryAfterMs, auth, ...(alone ? { alone } : {}) };
}

const gone = () =>
  new DocketError('TRACKER_UNAVAILABLE', { message: 'It is down.', remedy: 'Wait a moment.' });

export const scriptedTraits: TrackerTraits = {
  uniqueKey: false,
  quarantineMs: 30_000,
  requestTimeoutMs: 20_000,
  maxConcurrency: 3,
  createAtOnce: 1,
  idIsKey: false,
  linkAtOnce: 1,
  showsSource: false,
  embedsLinks: false,
  limits: [],
};

/**
 * Its time limit is long, because it counts real time: on a busy machine nothing may be given up that is only slow, while
 * the time of the test leaps ahead.
 */
export function scriptTracker(
  clock: { now(): Date },
  over: Partial<Pick<Tracker, 'name' | 'traits'>> = {},
): ScriptedTracker {
  const missing = new Set<string>();
  let underWay = 0;
  const now = () => clock.now().getTime();
  const add = (draft: IssueDraft, key: IssueKey, visibleAt: number): Issue => {
    const number = tracker.issues.length + 1;
    const snapshot = snapshotOf(draft, number);
    if (tracker.traits.idIsKey) snapshot.externalId = key.uuid;
    const issue = { marker: key.marker, draft, snapshot, visibleAt };
    tracker.issues.push(issue);
    return issue;
  };
  const behave = async (draft: IssueDraft, key: IssueKey): Promise<CreateOutcome> => {
    const behaviour = tracker.script.get(draft.title)?.shift() ?? tracker.always ?? 'created';
    if (typeof behaviour === 'object') {
      return refusalOf(behaviour);
    }
    if (behaviour === 'throws') throw new Error('the adapter broke');
    if (behaviour === 'hang') return new Promise(() => {});
    if (behaviour === 'dropped') return { kind: 'unknown', reason: 'the connection broke' };
    const { snapshot } = add(draft, key, now() + (behaviour === 'late' ? tracker.lateMs : 0));
    const linked = tracker.traits.embedsLinks
      ? { linked: draft.links?.map((one) => one.externalId) ?? [] }
      : {};
    if (behaviour === 'created') return { kind: 'created', issue: snapshot, warnings: [], ...linked };
    return { kind: 'unknown', reason: 'the connection broke' };
  };
  /** `act` has happened where the answer is lost. */
  const step = async (externalId: string, act: () => void): Promise<StepOutcome> => {
    const behaviour = tracker.steps.shift() ?? 'created';
    if (typeof behaviour === 'object') {
      return refusalOf(behaviour);
    }
    if (behaviour === 'throws') throw new Error('the adapter broke');
    if (behaviour === 'hang') return new Promise(() => {});
    if (behaviour !== 'dropped') act();
    if (behaviour !== 'created') return { kind: 'unknown', reason: 'the connection broke' };
    const own = tracker.issues.find(({ snapshot }) => snapshot.externalId === externalId);
    const other = tracker.others.find((one) => one.externalId === externalId);
    return { kind: 'done', issue: own?.snapshot ?? snapshotOfOther(other!) };
  };
  const tracker: ScriptedTracker = {
    name: 'github',
    traits: scriptedTraits,
    ...over,
    issues: [],
    requests: [],
    batches: [],
    reads: 0,
    script: new Map(),
    always: null,
    down: false,
    lateMs: 20_000,
    destinationId: `${over.name ?? 'github'}:acme/web`,
    problems: new Map(),
    mostAtOnce: 0,
    tookMs: 0,
    others: [],
    lists: 0,
    relations: new Map(),
    texts: new Map(),
    amendments: 0,
    comments: new Map(),
    changed: [],
    steps: [],
    check: async () => ({ ok: true, account: 'docket', problem: null, remedy: null }),
    async destination() {
      if (tracker.down) throw gone();
      const id = tracker.destinationId;
      return { id, tracker: tracker.name, label: `Scripted › ${id}`, sandbox: false };
    },
    async preflight(drafts) {
      if (tracker.down) throw gone();
      return drafts.flatMap((draft, index) => {
        const problem = tracker.problems.get(draft.title);
        return problem ? [{ index, problem, fatal: true }] : [];
      });
    },
    async create(orders) {
      tracker.batches.push(orders.map(({ draft }) => draft.title));
      for (const { draft } of orders) tracker.requests.push({ title: draft.title, at: now() });
      underWay += 1;
      tracker.mostAtOnce = Math.max(tracker.mostAtOnce, underWay);
      try {
        // Long enough for a worker to claim the next ones meanwhile.
        await wait(tracker.tookMs);
        return await Promise.all(orders.map(({ draft, key }) => behave(draft, key)));
      } finally {
        underWay -= 1;
      }
    },
    async find(keys) {
      if (tracker.down) throw gone();
      const markers = new Set(keys.map(({ marker }) => marker));
      return byMarker(tracker.issues.filter((one) => markers.has(one.marker) && one.visibleAt <= now()));
    },
    async read(externalIds) {
      tracker.reads += 1;
      if (tracker.down) throw gone();
      return new Map(
        externalIds.map((id) => {
          const found = tracker.issues.find(({ snapshot }) => snapshot.externalId === id);
          return [id, found && !missing.has(id) ? found.snapshot : null];
        }),
      );
    },
    async list() {
      tracker.lists += 1;
      if (tracker.down) throw gone();
      const created = tracker.issues.filter(({ visibleAt }) => visibleAt <= now()).map(listedOf);
      return { issues: [...tracker.others, ...created], next: null };
    },
    link(orders) {
      tracker.batches.push(orders.length);
      return Promise.all(
        orders.map((order) => {
          const to = order.type === 'source' ? order.url : order.toId;
          return step(
            order.fromId,
            () => void tracker.relations.set(order.key.marker, { from: order.fromId, to }),
          );
        }),
      );
    },
    amend: ({ externalId, section }, key) =>
      step(externalId, () => {
        const before = tracker.texts.get(externalId) ?? '';
        const after = putSection(before, key.marker, section);
        if (after !== before) tracker.amendments += 1;
        tracker.texts.set(externalId, after);
      }),
    update: ({ externalId, title, workStatus }) =>
      step(externalId, () => {
        const found = tracker.issues.find(({ snapshot }) => snapshot.externalId === externalId);
        if (found && title !== undefined) found.snapshot.title = title;
        if (found && workStatus !== undefined) found.snapshot.workStatus = workStatus;
      }),
    comment: ({ externalId, text }, key) =>
      step(externalId, () => void tracker.comments.set(key.marker, { externalId, text })),
    async changes(cursor) {
      tracker.reads += 1;
      if (tracker.down) throw gone();
      const at = Number(cursor ?? tracker.changed.length);
      return { issues: tracker.changed.slice(at), cursor: String(tracker.changed.length), more: false };
    },
    async sweep() {
      if (tracker.down) throw gone();
      return byMarker(tracker.issues.filter(({ visibleAt }) => visibleAt <= now()));
    },
    addOther(over) {
      const number = 80 + tracker.others.length;
      const name = { externalId: `other-${number}`, externalKey: `OTH-${number}`, url: '' };
      const other = { ...name, text: '', rawStatus: 'open', open: true, marker: null, ...over };
      tracker.others.push(other);
      return other;
    },
    setStatus(title, status) {
      const issue = tracker.issues.find(({ draft }) => draft.title === title)!;
      if (status) tracker.changed.push(Object.assign(issue.snapshot, status));
      else missing.add(issue.snapshot.externalId);
    },
  };
  return tracker;
}

function snapshotOf(draft: IssueDraft, number: number): IssueSnapshot {
  return {
    externalId: `issue-${number}`,
    externalKey: `#${number}`,
    url: `https://tracker.test/issues/${number}`,
    title: draft.title,
    rawStatus: 'open',
    workStatus: 'open',
    resolution: null,
    assignee: null,
    text: draft.body,
    priority: draft.priority,
    labels: draft.labels,
    updatedAt: '2026-05-01T12:00:00.000Z',
  };
}

function byMarker(issues: readonly Issue[]): Map<string, IssueSnapshot[]> {
  const groups = Map.groupBy(issues, ({ marker }) => marker);
  return new Map([...groups].map(([marker, group]) => [marker, group.map(({ snapshot }) => snapshot)]));
}

function snapshotOfOther({ externalId, externalKey, url, title, rawStatus }: ListedIssue): IssueSnapshot {
  const work = { workStatus: 'open' as const, resolution: null, assignee: null };
  const content = { text: '', priority: null, labels: [] };
  return {
    externalId,
    externalKey,
    url,
    title,
    rawStatus,
    ...work,
    ...content,
    updatedAt: '2026-05-01T12:00:00.000Z',
  };
}

function listedOf({ marker, draft, snapshot }: Issue): ListedIssue {
  const { externalId, externalKey, url, title, rawStatus } = snapshot;
  return { externalId, externalKey, url, title, rawStatus, text: draft.body, open: true, marker };
}

/** The given trackers as the connected ones; the only one is preferred. */
export function connect(...trackers: Tracker[]): Trackers {
  return {
    names: () => trackers.map(({ name }) => ({ name, sandbox: false })),
    supported: () => trackers.map(({ name }) => name),
    preferred: () => (trackers.length === 1 ? trackers[0]!.name : null),
    async open(name) {
      const found = trackers.find((tracker) => tracker.name === (name as TrackerName));
      if (found) return found;
      throw new DocketError('INTEGRATION_NOT_CONNECTED', {
        message: `${name} is not connected.`,
        remedy: 'Connect it first.',
      });
    },
  };
}
