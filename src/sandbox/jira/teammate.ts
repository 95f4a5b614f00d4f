/** Issues as people in the project see and change them: by names, as in Jira's own pages. */
import * as z from 'zod';
import { invalid } from './answers.ts';
import { changedIssue, findIssue, inStatus, keyOf, newIssue, wordsIn } from './issue-rows.ts';
import { project, storyPoints } from './setup.ts';
import type { IssueRow, World } from './world.ts';

/** Names instead of ids, as a person would pick them; null clears. */
export const IssueEdit = z.strictObject({
  summary: z.string().optional(),
  /** Plain text, a paragraph a line, or a whole Atlassian document. */
  description: z.union([z.string(), z.record(z.string(), z.unknown())]).optional(),
  status: z.string().optional(),
  resolution: z.string().optional(),
  priority: z.string().optional(),
  assignee: z.string().nullable().optional(),
  labels: z.array(z.string()).optional(),
  type: z.string().optional(),
  deleted: z.boolean().optional(),
  /** Name of who does it; the last person where nobody is named. */
  by: z.string().optional(),
});
export type IssueEdit = z.infer<typeof IssueEdit>;

/** An issue as tests and people read it. */
export type SandboxIssue = {
  id: string;
  key: string;
  summary: string;
  description: unknown;
  status: string;
  resolution: string | null;
  priority: string | null;
  labels: string[];
  type: string;
  storyPoints: unknown;
  /** Key of the issue above it. */
  parent: string | null;
  /** `blocks PROD-2`, as the issue's page says it. */
  links: string[];
  assignee: string | null;
  /** The words of each comment. */
  comments: string[];
  properties: Record<string, unknown>;
  deleted: boolean;
  url: string;
};

export function describeIssue(world: World, issue: IssueRow): SandboxIssue {
  const { setup } = world;
  const nameOf = (rows: readonly { id: string; name: string }[], wanted: string | null) => {
    return rows.find(({ id }) => id === wanted)?.name ?? null;
  };
  return {
    id: issue.id,
    key: keyOf(issue),
    summary: issue.summary,
    description: issue.description,
    status: nameOf(setup.statuses, issue.statusId)!,
    resolution: nameOf(setup.resolutions, issue.resolutionId),
    priority: nameOf(setup.priorities, issue.priorityId),
    labels: issue.labels,
    type: nameOf(setup.types, issue.typeId)!,
    storyPoints: issue.custom[storyPoints] ?? null,
    parent: issue.parentId === null ? null : keyOf(world.issues.get(issue.parentId)!),
    links: linksOf(world, issue),
    assignee: issue.assigneeId === null ? null : world.users.get(issue.assigneeId)!.displayName,
    comments: commentsOf(world, issue).map(({ body }) => wordsIn(body)),
    properties: issue.properties,
    deleted: issue.deleted,
    url: browseUrl(world, issue),
  };
}

export function browseUrl(world: World, issue: IssueRow): string {
  return `${world.base}/browse/${keyOf(issue)}`;
}

export function commentsOf(world: World, { id }: IssueRow) {
  return [...world.comments.values()].filter(({ issueId }) => issueId === id);
}

function linksOf(world: World, { id }: IssueRow): string[] {
  return [...world.links.values()].flatMap(({ typeId, sourceId, targetId }) => {
    const { inward, outward } = world.setup.linkTypes.find((type) => type.id === typeId)!;
    if (sourceId === id) return [`${outward} ${keyOf(world.issues.get(targetId)!)}`];
    return targetId === id ? [`${inward} ${keyOf(world.issues.get(sourceId)!)}`] : [];
  });
}

/** An issue that a teammate writes. Throws as `editIssue` does. */
export function writeIssue(world: World, edit: IssueEdit): IssueRow {
  const fields = {
    project: { key: project.key },
    issuetype: { name: edit.type ?? 'Task' },
    summary: edit.summary,
  };
  const [made] = newIssue(world, { fields });
  const teammate = [...world.users.keys()].at(-1)!;
  return applyEdit(world, { ...(made!.row as IssueRow), creatorId: teammate }, edit);
}

/** Throws what Jira would say when the issue or a name in the edit does not exist. */
export function editIssue(world: World, key: string, edit: IssueEdit): IssueRow {
  return applyEdit(world, findIssue(world, key), edit);
}

function applyEdit(world: World, issue: IssueRow, edit: IssueEdit): IssueRow {
  const { summary, labels, priority, assignee, description, deleted } = edit;
  const fields = {
    ...(summary === undefined ? {} : { summary }),
    ...(labels === undefined ? {} : { labels }),
    ...(priority === undefined ? {} : { priority: { name: priority } }),
    ...(assignee === undefined
      ? {}
      : { assignee: assignee === null ? null : { accountId: personNamed(world, assignee) } }),
    ...(description === undefined
      ? {}
      : { description: typeof description === 'string' ? plainDoc(description) : description }),
  };
  const changed = changedIssue(world, issue, { fields });
  const row = { ...inWantedStatus(world, changed, edit), deleted: deleted ?? changed.deleted };
  const actor = edit.by === undefined ? [...world.users.keys()].at(-1)! : personNamed(world, edit.by);
  world.commit([{ noun: 'issues', row }], actor);
  return row;
}

function inWantedStatus(world: World, issue: IssueRow, { status, resolution }: IssueEdit): IssueRow {
  if (status === undefined) return issue;
  const wanted = world.setup.statuses.find(({ name }) => name.toLowerCase() === status.toLowerCase());
  if (!wanted) throw invalid('status', `There is no status ${status}`);
  return inStatus(world, issue, wanted, resolution === undefined ? null : { name: resolution });
}

function personNamed(world: World, name: string): string {
  const found = [...world.users.values()].find(({ displayName }) => displayName === name);
  if (!found) throw invalid('assignee', `User '${name}' does not exist.`);
  return found.id;
}

function plainDoc(text: string) {
  const lines = text.split('\n').filter((line) => line !== '');
  const content = lines.map((line) => ({ type: 'paragraph', content: [{ type: 'text', text: line }] }));
  return { type: 'doc', version: 1, content };
}
