/** Issues as people in the repository see and change them: by names, as on GitHub's pages. */
import * as z from 'zod';
import { notFound } from './answers.ts';
import { blockedBy, changedIssue, findNumber, newIssue, obtainLabel } from './issue-rows.ts';
import { commentsOf, issuePageUrl } from './rest-views.ts';
import type { IssueRow, World } from './world.ts';

/** Names instead of ids, as a person would pick them; null clears. */
export const IssueEdit = z.strictObject({
  state: z.enum(['open', 'closed']).optional(),
  stateReason: z.enum(['completed', 'not_planned', 'duplicate', 'reopened']).nullable().optional(),
  title: z.string().optional(),
  body: z.string().optional(),
  assignee: z.string().nullable().optional(),
  labels: z.array(z.string()).optional(),
  type: z.string().nullable().optional(),
  /** Number of the issue above it. */
  parent: z.int().nullable().optional(),
  /** Number of an issue that blocks it. */
  blockedBy: z.int().optional(),
  /** Deleted, or moved to another repository. */
  gone: z.boolean().optional(),
  isPullRequest: z.boolean().optional(),
  /** Login or name of who does it; the last person where nobody is named. */
  by: z.string().optional(),
});
export type IssueEdit = z.infer<typeof IssueEdit>;

/** An issue as tests and people read it. */
export type SandboxIssue = {
  id: string;
  number: number;
  title: string;
  body: string | null;
  state: string;
  stateReason: string | null;
  labels: string[];
  type: string | null;
  /** Name of the option of each field. */
  fields: Record<string, string>;
  assignees: string[];
  parent: number | null;
  blockedBy: number[];
  comments: string[];
  gone: boolean;
  url: string;
};

export function describeIssue(world: World, issue: IssueRow): SandboxIssue {
  const numberOf = (id: string) => world.issues.get(id)!.number;
  return {
    id: issue.id,
    number: issue.number,
    title: issue.title,
    body: issue.body,
    state: issue.state,
    stateReason: issue.stateReason,
    labels: issue.labelIds.map((id) => world.labels.get(id)!.name),
    type: issue.typeId === null ? null : world.types.get(issue.typeId)!.name,
    fields: Object.fromEntries(
      Object.entries(issue.fieldValues).map(([fieldId, optionId]) => {
        const field = world.fields.get(fieldId)!;
        return [field.name, field.options.find(({ id }) => id === optionId)!.name];
      }),
    ),
    assignees: issue.assigneeIds.map((id) => world.users.get(id)!.login),
    parent: issue.parentId === null ? null : numberOf(issue.parentId),
    blockedBy: issue.blockedByIds.map(numberOf),
    comments: commentsOf(world, issue).map(({ body }) => body),
    gone: issue.gone,
    url: issuePageUrl(world, issue),
  };
}

/** An issue that a teammate writes on GitHub. Throws as `editIssue` does. */
export function writeIssue(world: World, edit: IssueEdit): IssueRow {
  const teammate = [...world.users.values()].at(-1)!;
  return applyEdit(world, newIssue(world, { title: edit.title, body: edit.body }, teammate.id), edit);
}

/** Throws what GitHub would say when the issue or a name in the edit does not exist. */
export function editIssue(world: World, number: string, edit: IssueEdit): IssueRow {
  return applyEdit(world, findNumber(world, number), edit);
}

function applyEdit(world: World, issue: IssueRow, edit: IssueEdit): IssueRow {
  const { assignee, labels, type, parent, gone, isPullRequest, by, ...plain } = edit;
  const actor = by === undefined ? [...world.users.keys()].at(-1)! : named(world.users, by);
  const { blockedBy: blocker, ...words } = plain;
  const row = changedIssue(world, issue, {
    ...words,
    assigneeIds: assignee === undefined ? undefined : assignee === null ? [] : [named(world.users, assignee)],
    labelIds: labels?.map((name) => obtainLabel(world, name)),
    typeId: type == null ? type : named(world.types, type),
    parentId: parent == null ? parent : findNumber(world, String(parent)).id,
  });
  row.gone = gone ?? row.gone;
  row.isPullRequest = isPullRequest ?? row.isPullRequest;
  world.commit([{ noun: 'issues', row }], actor);
  if (blocker === undefined) return row;
  const blocked = blockedBy(world, row.id, findNumber(world, String(blocker)).id);
  world.commit([{ noun: 'issues', row: blocked }]);
  return blocked;
}

function named(
  rows: ReadonlyMap<string, { id: string; name: string; login?: string }>,
  name: string,
): string {
  const found = [...rows.values()].find((row) => row.name === name || row.login === name);
  if (!found) throw notFound(name);
  return found.id;
}
