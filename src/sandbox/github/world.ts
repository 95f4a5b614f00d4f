/** What a GitHub repository holds: its rows, and the one way to change them. */
import { type Happening, happeningsOf } from '../happenings.ts';
import type { Journal } from '../journal.ts';
import { openTables, type Change as RowChange, type TableSet } from '../tables.ts';

/** `id` is GitHub's node id, `databaseId` the number that REST calls the id. */
type Row = { id: string; databaseId: number; createdAt: string; updatedAt: string };

export type UserRow = Row & { login: string; name: string };
export type LabelRow = Row & { name: string; color: string; description: string | null };
export type MilestoneRow = Row & { number: number; title: string; description: string | null };
export type IssueTypeRow = Row & { name: string };
/** An organisation's field of which an issue takes one option. */
export type FieldRow = Row & { name: string; options: { id: string; name: string }[] };
export type IssueRow = Row & {
  number: number;
  title: string;
  body: string | null;
  state: 'open' | 'closed';
  stateReason: 'completed' | 'not_planned' | 'duplicate' | 'reopened' | null;
  closedAt: string | null;
  userId: string;
  labelIds: string[];
  assigneeIds: string[];
  milestoneId: string | null;
  typeId: string | null;
  /** Option by field. */
  fieldValues: Record<string, string>;
  parentId: string | null;
  blockedByIds: string[];
  /** Deleted, or moved to another repository: gone from here. */
  gone: boolean;
  /** Pull requests are issues too for REST's lists. */
  isPullRequest: boolean;
};
export type CommentRow = Row & { issueId: string; body: string; userId: string };
export type HappeningRow = Row & Happening;
export type PullRow = Row & {
  number: number;
  title: string;
  body: string;
  headRef: string;
  userId: string;
  mergedAt: string | null;
  mergeOid: string | null;
  reviews: { userId: string; state: 'APPROVED' | 'CHANGES_REQUESTED' | 'COMMENTED'; at: string }[];
};
/** What was checked and deployed of a commit; `id` is its hash. */
export type CommitRow = Row & {
  checks: 'PENDING' | 'SUCCESS' | 'FAILURE' | null;
  deployments: { environment: string; state: 'IN_PROGRESS' | 'SUCCESS' | 'FAILURE' }[];
};
export type HookRow = Row & { url: string; secret: string | null; events: string[] };

type Tables = {
  users: UserRow;
  labels: LabelRow;
  milestones: MilestoneRow;
  types: IssueTypeRow;
  fields: FieldRow;
  issues: IssueRow;
  comments: CommentRow;
  hooks: HookRow;
  happenings: HappeningRow;
  pulls: PullRow;
  commits: CommitRow;
};

export type Change = RowChange<Tables>;

export type World = TableSet<Tables> & {
  base: string;
  /** To the second, as GitHub keeps time. */
  now(): string;
  /** Without it, GitHub takes the words of an issue and silently drops the rest. */
  mayTriage: boolean;
  /** A new issue is not in the lists before this has passed. */
  isListed(issue: IssueRow): boolean;
  /** The number the next issue, or anything else that is numbered, gets. */
  nextNumber(): number;
  newId(prefix: string): Pick<Row, 'id' | 'databaseId'>;
  /** `by` is who did it; the account behind the token where nobody is named. */
  commit(changes: readonly Change[], by?: string): void;
};

const nouns = [
  ...(['users', 'labels', 'milestones', 'types', 'fields', 'issues'] as const),
  ...(['comments', 'hooks', 'happenings', 'pulls', 'commits'] as const),
];

/** The seed, and over it everything the journal remembers. `noticed` is told of each change after it was kept. */
export function createWorld(
  given: { seed: readonly Change[]; journal: Journal },
  options: {
    now: () => Date;
    mayTriage: boolean;
    listLagMs: number;
    noticed: (change: Change, before: unknown) => void;
  },
): World {
  let lastNumber = 0;
  let lastId = 0;
  const { tables, commit } = openTables<Tables>(nouns, given, ({ noun, row }) => {
    lastId = Math.max(lastId, row.databaseId);
    if (noun === 'issues' || noun === 'pulls') lastNumber = Math.max(lastNumber, row.number);
  });
  return {
    ...tables,
    base: '',
    now: () => `${options.now().toISOString().slice(0, 19)}Z`,
    mayTriage: options.mayTriage,
    isListed: ({ createdAt }) => Date.parse(createdAt) + options.listLagMs <= options.now().getTime(),
    nextNumber: () => lastNumber + 1,
    newId: (prefix) => nodeId(prefix, lastId + 1),
    commit(changes, by) {
      const before = changes.map(({ noun, row }) => tables[noun].get(row.id));
      const at = `${options.now().toISOString().slice(0, 19)}Z`;
      const told = changes.flatMap((change, place): Change[] => {
        if (change.noun !== 'issues') return [];
        const was = before[place] as IssueRow | undefined;
        return happeningsOf(was ? toldOf(was) : null, toldOf(change.row)).map((one, index) => {
          const own = nodeId('EV', lastId + 1 + index);
          const row = { ...own, ...one, issueId: change.row.id, actorId: by ?? null, at };
          return { noun: 'happenings', row: { ...row, createdAt: at, updatedAt: at } };
        });
      });
      commit([...changes, ...told]);
      for (const [at, change] of changes.entries()) options.noticed(change, before[at]);
    },
  };
}

function toldOf({ state, labelIds }: IssueRow) {
  return { state, labels: labelIds };
}

/** `I_kwDOAAAAAAAAABc`: what it is, and its number in base 64. */
export function nodeId(prefix: string, databaseId: number): Pick<Row, 'id' | 'databaseId'> {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(databaseId));
  return { id: `${prefix}_kwDO${bytes.toString('base64url')}`, databaseId };
}
