/** What a tracker's servers hold and do, whoever asked for it and whether or not anybody still waits for the answer. */
import { putSection } from '../../src/domain/issue-section.ts';
import type {
  CreateOutcome,
  IssueChange,
  IssueOrder,
  IssueSnapshot,
  LinkOrder,
  ListedIssue,
} from '../../src/domain/push.ts';
import type { Kind } from './kinds.ts';
import type { Dice } from './seeded.ts';
import type { Timeline } from './timeline.ts';

export type ServedIssue = {
  /** Of the key it was created under; null for an issue of somebody else. */
  marker: string | null;
  parentId: string | null;
  snapshot: IssueSnapshot;
  /** From then on it is found by its key and listed. */
  listedAt: number;
};

export type Service = {
  kind: Kind;
  issues: Map<string, ServedIssue>;
  /** `from type to` of every link there is, with how often it was made. */
  links: Map<string, number>;
  create(orders: readonly IssueOrder[]): CreateOutcome[];
  link(order: LinkOrder): IssueSnapshot | null;
  amend(externalId: string, section: string, marker: string): IssueSnapshot | null;
  update(change: IssueChange): IssueSnapshot | null;
  comment(externalId: string, text: string, marker: string): IssueSnapshot | null;
  /** Told of every issue that is created under a key of ours. */
  onCreated(externalId: string, marker: string): void;
  /** What is listed by now, by marker, the oldest first. */
  byMarker(): Map<string, IssueSnapshot[]>;
  list(): ListedIssue[];
  addForeign(title: string): ServedIssue;
};

/** What the title of a ticket has to say for the service to refuse it. */
export const refusedWord = 'Refused';

export function openService(kind: Kind, timeline: Timeline, dice: Dice): Service {
  const issues = new Map<string, ServedIssue>();
  const links = new Map<string, number>();
  const comments = new Set<string>();
  const isListed = ({ listedAt }: ServedIssue) => listedAt <= timeline.now();

  const add = (title: string, text: string, own: Partial<ServedIssue> & { id?: string }): ServedIssue => {
    const number = issues.size + 1;
    const issue: ServedIssue = {
      marker: null,
      parentId: null,
      snapshot: { ...emptySnapshot, externalId: `id-${number}`, externalKey: `#${number}`, title, text },
      listedAt: timeline.now(),
      ...own,
    };
    if (own.id !== undefined) issue.snapshot.externalId = own.id;
    issues.set(issue.snapshot.externalId, issue);
    return issue;
  };

  const createOne = ({ draft, key }: IssueOrder): CreateOutcome => {
    const parentId = draft.parentExternalId;
    if (draft.title.includes(refusedWord)) return refuse(`${draft.title} is not wanted here`);
    if (parentId !== null && !issues.has(parentId)) return refuse('There is no such parent');
    const lag = dice.chance(0.5) ? dice.between(0, kind.listLagMs) : 0;
    const own = kind.traits.idIsKey ? { id: key.uuid } : {};
    const listedAt = timeline.now() + lag;
    const { snapshot } = add(draft.title, draft.body, { marker: key.marker, parentId, listedAt, ...own });
    service.onCreated(snapshot.externalId, key.marker);
    const linked: string[] = [];
    for (const { type, role, externalId } of draft.links ?? []) {
      if (!issues.has(externalId)) continue;
      const pair = role === 'source' ? [snapshot.externalId, externalId] : [externalId, snapshot.externalId];
      count(links, `${pair[0]} ${type} ${pair[1]}`);
      linked.push(externalId);
    }
    return { kind: 'created', issue: snapshot, warnings: [], linked };
  };

  const found = (externalId: string) => issues.get(externalId)?.snapshot ?? null;
  const service: Service = {
    kind,
    issues,
    links,
    onCreated: () => {},
    create: (orders) =>
      kind.traits.idIsKey ? createTogether(orders, issues, createOne) : orders.map(createOne),
    link(order) {
      if (order.type === 'source') return found(order.fromId);
      if (!issues.has(order.toId) || !issues.has(order.fromId)) return null;
      const name = `${order.fromId} ${order.type} ${order.toId}`;
      if (!links.has(name)) count(links, name);
      return found(order.fromId);
    },
    amend(externalId, section, marker) {
      const snapshot = found(externalId);
      if (snapshot) snapshot.text = putSection(snapshot.text, marker, section);
      return snapshot;
    },
    update({ externalId, title, workStatus }) {
      const snapshot = found(externalId);
      if (snapshot && title !== undefined) snapshot.title = title;
      if (snapshot && workStatus !== undefined) snapshot.workStatus = workStatus;
      return snapshot;
    },
    comment(externalId, _text, marker) {
      comments.add(`${externalId} ${marker}`);
      return found(externalId);
    },
    byMarker() {
      const groups = new Map<string, IssueSnapshot[]>();
      for (const issue of issues.values()) {
        if (issue.marker === null || !isListed(issue)) continue;
        groups.set(issue.marker, [...(groups.get(issue.marker) ?? []), issue.snapshot]);
      }
      return groups;
    },
    list: () => [...issues.values()].filter(isListed).map(listedOf),
    addForeign: (title) => add(title, `Somebody wrote about ${title}.`, {}),
  };
  return service;
}

/** One transaction: an id that is taken, or one issue that is refused, and none of them is created. */
function createTogether(
  orders: readonly IssueOrder[],
  issues: ReadonlyMap<string, ServedIssue>,
  createOne: (order: IssueOrder) => CreateOutcome,
): CreateOutcome[] {
  const taken = orders.map(({ key }) => issues.get(key.uuid));
  if (taken.some(Boolean)) {
    return taken.map((issue) =>
      issue
        ? { kind: 'existed', issue: issue.snapshot, warnings: [] }
        : { ...refuse('It was sent together with an issue that was there'), retryable: true, alone: true },
    );
  }
  const sent = new Set(orders.map(({ key }) => key.uuid));
  const isBad = ({ draft }: IssueOrder) =>
    draft.title.includes(refusedWord) ||
    (draft.parentExternalId !== null &&
      !issues.has(draft.parentExternalId) &&
      !sent.has(draft.parentExternalId));
  if (!orders.some(isBad)) return orders.map(createOne);
  if (orders.length === 1) return orders.map(createOne);
  return orders.map(() => ({ ...refuse('One of them is not wanted here'), retryable: true, alone: true }));
}

type Refused = Extract<CreateOutcome, { kind: 'refused' }>;

export function refuse(reason: string): Refused {
  return { kind: 'refused', reason, retryable: false, retryAfterMs: null, auth: false };
}

function count(links: Map<string, number>, name: string): void {
  links.set(name, (links.get(name) ?? 0) + 1);
}

const emptySnapshot = {
  url: 'https://tracker.test',
  rawStatus: 'open',
  workStatus: 'open' as const,
  resolution: null,
  assignee: null,
  priority: null,
  labels: [],
  updatedAt: '2026-05-01T12:00:00.000Z',
};

function listedOf({ marker, snapshot }: ServedIssue): ListedIssue {
  const { externalId, externalKey, url, title, text, rawStatus } = snapshot;
  return { externalId, externalKey, url, title, text, rawStatus, open: true, marker };
}
