/** What a Jira site holds: its rows, and the one way to change them. */
import { type Happening, happeningsOf } from '../happenings.ts';
import type { Journal } from '../journal.ts';
import { openTables, type Change as RowChange, type TableSet } from '../tables.ts';
import { type Setup, type SiteOptions, setUp } from './setup.ts';

export type UserRow = { id: string; displayName: string; emailAddress: string };
export type IssueRow = {
  id: string;
  number: number;
  typeId: string;
  summary: string;
  description: unknown;
  priorityId: string | null;
  labels: string[];
  statusId: string;
  resolutionId: string | null;
  resolvedAt: string | null;
  parentId: string | null;
  assigneeId: string | null;
  creatorId: string;
  /** Custom fields by id. */
  custom: Record<string, unknown>;
  properties: Record<string, unknown>;
  createdAt: string;
  updatedAt: string;
  deleted: boolean;
};
export type LinkRow = { id: string; typeId: string; sourceId: string; targetId: string };
export type CommentRow = {
  id: string;
  issueId: string;
  authorId: string;
  body: unknown;
  properties: { key: string; value: unknown }[];
  createdAt: string;
};

type Tables = {
  users: UserRow;
  issues: IssueRow;
  links: LinkRow;
  comments: CommentRow;
  happenings: Happening;
};

export type Change = RowChange<Tables>;

export type World = TableSet<Tables> & {
  base: string;
  setup: Setup;
  options: SiteOptions;
  /** ISO 8601. */
  now(): string;
  nextNumber(): number;
  nextId(noun: keyof Tables): string;
  /** `by` is who did it; the account behind the token where nobody is named. */
  commit(changes: readonly Change[], by?: string): void;
};

const nouns = ['users', 'issues', 'links', 'comments', 'happenings'] as const;
const firstId = 10_000;

/** The seed, and over it everything the journal remembers. `noticed` is told of each change after it was kept. */
export function createWorld(
  given: { seed: readonly Change[]; journal: Journal },
  options: SiteOptions & { now: () => Date; noticed: (change: Change, isNew: boolean) => void },
): World {
  let lastNumber = 0;
  const { tables, commit } = openTables<Tables>(nouns, given, ({ noun, row }) => {
    if (noun === 'issues') lastNumber = Math.max(lastNumber, row.number);
  });
  return {
    ...tables,
    base: '',
    setup: setUp(options),
    options,
    now: () => options.now().toISOString(),
    nextNumber: () => lastNumber + 1,
    nextId: (noun) => String(firstId + tables[noun].size),
    commit(given, by) {
      const told = given.flatMap((change): Change[] => {
        if (change.noun !== 'issues') return [];
        const was = tables.issues.get(change.row.id);
        return happeningsOf(was ? toldOf(was) : null, toldOf(change.row)).map((one, at) => ({
          noun: 'happenings',
          row: {
            ...{ ...one, id: String(firstId + tables.happenings.size + at), issueId: change.row.id },
            ...{ actorId: by ?? null, at: options.now().toISOString() },
          },
        }));
      });
      const changes = [...given, ...told];
      const isNew = changes.map(({ noun, row }) => !tables[noun].has(row.id));
      commit(changes);
      for (const [at, change] of changes.entries()) options.noticed(change, isNew[at]!);
    },
  };
}

function toldOf({ statusId, labels }: IssueRow) {
  return { state: statusId, labels };
}
