/** What a Linear workspace holds: its rows, and the one way to change them. */
import { type Happening, happeningsOf } from '../happenings.ts';
import type { Journal } from '../journal.ts';
import { openTables, type Change as RowChange, type TableSet } from '../tables.ts';

type Row = { id: string; createdAt: string; updatedAt: string; archivedAt: string | null };

export type UserRow = Row & { name: string; displayName: string; email: string };
export type TeamRow = Row & { key: string; name: string; defaultStateId: string };
export type StateRow = Row & { teamId: string; name: string; type: string; position: number; color: string };
export type ProjectRow = Row & { name: string; slugId: string; teamIds: string[] };
export type LabelRow = Row & {
  teamId: string | null;
  name: string;
  color: string;
  isGroup: boolean;
  parentId: string | null;
};
export type IssueRow = Row & {
  number: number;
  teamId: string;
  title: string;
  description: string | null;
  priority: number;
  estimate: number | null;
  stateId: string;
  projectId: string | null;
  parentId: string | null;
  assigneeId: string | null;
  creatorId: string;
  labelIds: string[];
  dueDate: string | null;
  startedAt: string | null;
  completedAt: string | null;
  canceledAt: string | null;
  trashed: boolean;
};
export type CommentRow = Row & { issueId: string; body: string; userId: string };
export type AttachmentRow = Row & {
  issueId: string;
  title: string;
  subtitle: string | null;
  url: string;
  metadata: Record<string, unknown>;
};
export type RelationRow = Row & { issueId: string; relatedIssueId: string; type: string };

type Tables = {
  users: UserRow;
  teams: TeamRow;
  states: StateRow;
  projects: ProjectRow;
  labels: LabelRow;
  issues: IssueRow;
  comments: CommentRow;
  attachments: AttachmentRow;
  relations: RelationRow;
  happenings: Happening;
};

export type Change = RowChange<Tables>;

export type World = TableSet<Tables> & {
  now(): string;
  /** A batch may hold a parent with its children; whether Linear's does is not documented. */
  takesSiblings: boolean;
  /** The number the next issue of this team gets. */
  nextNumber(teamId: string): number;
  /** `by` is who did it; the account behind the token where nobody is named. All of these together or, when the process dies meanwhile, none. Kept on disk when it returns. */
  commit(changes: readonly Change[], by?: string): void;
};

const nouns = [
  'users',
  'teams',
  'states',
  'projects',
  'labels',
  'issues',
  'comments',
  'attachments',
  'relations',
  'happenings',
] as const;

/** The seed, and over it everything the journal remembers. */
export function createWorld(
  seed: readonly Change[],
  journal: Journal,
  {
    now,
    takesSiblings = true,
    noticed = () => {},
  }: {
    now: () => Date;
    takesSiblings?: boolean;
    /** Told of what happens from now on, once it is kept. */
    noticed?: (change: Change, isNew: boolean) => void;
  },
): World {
  const numbers = new Map<string, number>();
  const { tables, commit } = openTables<Tables>(nouns, { seed, journal }, ({ noun, row }) => {
    if (noun === 'issues') numbers.set(row.teamId, Math.max(row.number, numbers.get(row.teamId) ?? 0));
  });
  return {
    ...tables,
    now: () => now().toISOString(),
    takesSiblings,
    nextNumber: (teamId) => (numbers.get(teamId) ?? 0) + 1,
    commit(given, by) {
      const told = given.flatMap((change): Change[] => {
        if (change.noun !== 'issues') return [];
        const was = tables.issues.get(change.row.id);
        return happeningsOf(was ? toldOf(was) : null, toldOf(change.row)).map((one, at) => ({
          noun: 'happenings',
          row: {
            ...{ ...one, id: `${change.row.id}-${tables.happenings.size + at}`, issueId: change.row.id },
            ...{ actorId: by ?? null, at: now().toISOString() },
          },
        }));
      });
      const changes = [...given, ...told];
      const isNew = changes.map(({ noun, row }) => !tables[noun].has(row.id));
      commit(changes);
      changes.forEach((change, at) => {
        noticed(change, isNew[at]!);
      });
    },
  };
}

function toldOf({ stateId, labelIds }: IssueRow) {
  return { state: stateId, labels: labelIds };
}
