/** What a Linear workspace holds: its rows, and the one way to change them. */
import type { Journal } from '../journal.ts';

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
};
type Noun = keyof Tables;

/** A row to be added, or to take the place of the one with its id. */
export type Change = { [N in Noun]: { noun: N; row: Tables[N] } }[Noun];

export type World = { [N in Noun]: ReadonlyMap<string, Tables[N]> } & {
  now(): string;
  /** The number the next issue of this team gets. */
  nextNumber(teamId: string): number;
  /** All of these together or, when the process dies meanwhile, none. Kept on disk when it returns. */
  commit(changes: readonly Change[]): void;
};

type JournalEntry = { changes?: Change[] };

/** The seed, and over it everything the journal remembers. */
export function createWorld(seed: readonly Change[], journal: Journal, now: () => Date): World {
  const tables: { [N in Noun]: Map<string, Tables[N]> } = {
    users: new Map(),
    teams: new Map(),
    states: new Map(),
    projects: new Map(),
    labels: new Map(),
    issues: new Map(),
    comments: new Map(),
    attachments: new Map(),
    relations: new Map(),
  };
  const numbers = new Map<string, number>();
  const apply = (changes: readonly Change[]) => {
    for (const { noun, row } of changes) {
      (tables[noun] as Map<string, unknown>).set(row.id, row);
      if (noun === 'issues') numbers.set(row.teamId, Math.max(row.number, numbers.get(row.teamId) ?? 0));
    }
  };
  apply(seed);
  for (const entry of journal.entries as JournalEntry[]) apply(entry.changes ?? []);
  return {
    ...tables,
    now: () => now().toISOString(),
    nextNumber: (teamId) => (numbers.get(teamId) ?? 0) + 1,
    commit(changes) {
      journal.append({ changes });
      apply(changes);
    },
  };
}
