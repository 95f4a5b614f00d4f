/** Issues as people in the workspace see and change them: by names, as in Linear's app. */
import * as z from 'zod';
import { notFound } from './answers.ts';
import { changedIssue, findIssue, newIssue } from './issue-rows.ts';
import { identifierOf, issueUrl } from './views.ts';
import type { IssueRow, World } from './world.ts';

/** Names instead of ids, as a person would pick them; null clears. */
export const IssueEdit = z.strictObject({
  state: z.string().optional(),
  title: z.string().optional(),
  description: z.string().optional(),
  assignee: z.string().nullable().optional(),
  priority: z.int().min(0).max(4).optional(),
  labels: z.array(z.string()).optional(),
  /** Linear archives closed issues on its own after a while. */
  archived: z.boolean().optional(),
  /** Deleted by a person; kept for a time. */
  trashed: z.boolean().optional(),
  /** Name of who does it; the last person where nobody is named. */
  by: z.string().optional(),
});
export type IssueEdit = z.infer<typeof IssueEdit>;

/** An issue as tests and people read it. */
export type SandboxIssue = {
  id: string;
  key: string;
  title: string;
  description: string | null;
  state: string;
  priority: number;
  estimate: number | null;
  labels: string[];
  project: string | null;
  parent: string | null;
  /** Keys of the issues it is related to, in either direction. */
  related: string[];
  assignee: string | null;
  trashed: boolean;
  archived: boolean;
  url: string;
};

export function describeIssue(world: World, base: string, issue: IssueRow): SandboxIssue {
  const parent = issue.parentId === null ? null : world.issues.get(issue.parentId)!;
  return {
    id: issue.id,
    key: identifierOf(world, issue),
    title: issue.title,
    description: issue.description,
    state: world.states.get(issue.stateId)!.name,
    priority: issue.priority,
    estimate: issue.estimate,
    labels: issue.labelIds.map((id) => world.labels.get(id)!.name),
    project: issue.projectId === null ? null : world.projects.get(issue.projectId)!.name,
    parent: parent && identifierOf(world, parent),
    related: relatedTo(world, issue).map((one) => identifierOf(world, one)),
    assignee: issue.assigneeId === null ? null : world.users.get(issue.assigneeId)!.name,
    trashed: issue.trashed,
    archived: issue.archivedAt !== null,
    url: issueUrl(world, base, issue),
  };
}

function relatedTo(world: World, { id }: IssueRow): IssueRow[] {
  return [...world.relations.values()].flatMap(({ issueId, relatedIssueId }) => {
    if (issueId === id) return world.issues.get(relatedIssueId)!;
    return relatedIssueId === id ? world.issues.get(issueId)! : [];
  });
}

/** An issue that a teammate writes in Linear's app, in the workspace's first team. Throws as `editIssue` does. */
export function writeIssue(world: World, edit: IssueEdit): IssueRow {
  const [team] = world.teams.values();
  const row = newIssue(world, { teamId: team!.id, title: edit.title }, world.nextNumber(team!.id));
  return applyEdit(world, row, edit);
}

/** Throws what Linear would say when the issue or a name in the edit does not exist. */
export function editIssue(world: World, key: string, edit: IssueEdit): IssueRow {
  return applyEdit(world, findIssue(world, key), edit);
}

function applyEdit(world: World, issue: IssueRow, edit: IssueEdit): IssueRow {
  const { state, assignee, labels, archived, by, ...plain } = edit;
  const actor = by === undefined ? [...world.users.keys()].at(-1)! : pick(world.users, 'User', by);
  const row = changedIssue(world, issue, {
    ...plain,
    stateId: state === undefined ? undefined : pick(world.states, 'WorkflowState', state),
    assigneeId: assignee == null ? assignee : pick(world.users, 'User', assignee),
    labelIds: labels?.map((name) => pick(world.labels, 'IssueLabel', name)),
  });
  if (archived !== undefined) row.archivedAt = archived ? world.now() : null;
  world.commit([{ noun: 'issues', row }], actor);
  return row;
}

function pick(rows: ReadonlyMap<string, { id: string; name: string }>, entity: string, name: string): string {
  const found = [...rows.values()].find((row) => row.name.toLowerCase() === name.toLowerCase());
  if (!found) throw notFound(`${entity} ${name}`);
  return found.id;
}
