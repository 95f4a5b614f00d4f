/** Rows as Jira's REST answers them. */

import type { Happening } from '../happenings.ts';
import { keyOf } from './issue-rows.ts';
import { viewerId } from './seed.ts';
import { project, type StatusSetup, storyPoints } from './setup.ts';
import type { CommentRow, IssueRow, LinkRow, UserRow, World } from './world.ts';

type View = Record<string, unknown>;

const categories = {
  new: { id: 2, key: 'new', colorName: 'blue-gray', name: 'To Do' },
  indeterminate: { id: 4, key: 'indeterminate', colorName: 'yellow', name: 'In Progress' },
  done: { id: 3, key: 'done', colorName: 'green', name: 'Done' },
};

export function selfOf(world: World, path: string): string {
  return `${world.base}/rest/api/3/${path}`;
}

/** Jira writes the zone of the reader into every time, and no colon into the zone. */
export function toJiraTime(iso: string): string {
  return iso.replace('Z', '+0000');
}

export function userView(world: World, row: UserRow): View {
  return {
    self: selfOf(world, `user?accountId=${row.id}`),
    accountId: row.id,
    accountType: 'atlassian',
    displayName: row.displayName,
    emailAddress: row.emailAddress,
    active: true,
    timeZone: 'Europe/Berlin',
  };
}

export function statusView(world: World, { id, name, category }: StatusSetup): View {
  const statusCategory = {
    self: selfOf(world, `statuscategory/${categories[category].id}`),
    ...categories[category],
  };
  return {
    self: selfOf(world, `status/${id}`),
    description: '',
    iconUrl: `${world.base}/`,
    id,
    name,
    statusCategory,
  };
}

export function typeView(world: World, id: string): View {
  const type = world.setup.types.find((one) => one.id === id)!;
  return { self: selfOf(world, `issuetype/${id}`), description: '', iconUrl: `${world.base}/`, ...type };
}

export function projectView(world: World): View {
  return {
    self: selfOf(world, `project/${project.id}`),
    ...project,
    projectTypeKey: 'software',
    simplified: false,
  };
}

/** `asked` names fields; `*all` gives every one, and nothing but the id comes when none is named. */
export function issueView(
  world: World,
  issue: IssueRow,
  asked: { fields: readonly string[]; properties: readonly string[] },
): View {
  const { id, properties } = issue;
  const view: View = { expand: '', id, self: selfOf(world, `issue/${id}`), key: keyOf(issue) };
  const all = allFields(world, issue);
  const isAsked = (name: string) => asked.fields.includes(name) || asked.fields.includes('*all');
  const fields = Object.entries(all).filter(([name]) => isAsked(name));
  if (fields.length > 0) view.fields = Object.fromEntries(fields);
  const shown = asked.properties.filter((name) => name in properties).map((name) => [name, properties[name]]);
  if (asked.properties.length > 0) view.properties = Object.fromEntries(shown);
  return view;
}

function allFields(world: World, issue: IssueRow): View {
  const { setup, users } = world;
  const person = (id: string | null) => (id === null ? null : userView(world, users.get(id)!));
  const parent = issue.parentId === null ? null : world.issues.get(issue.parentId)!;
  const named = (noun: string, rows: readonly { id: string; name: string }[], wanted: string | null) => {
    const row = rows.find(({ id }) => id === wanted);
    return row ? { self: selfOf(world, `${noun}/${row.id}`), ...row } : null;
  };
  return {
    summary: issue.summary,
    description: issue.description,
    issuetype: typeView(world, issue.typeId),
    project: projectView(world),
    priority: named('priority', setup.priorities, issue.priorityId),
    labels: issue.labels,
    status: statusView(world, setup.statuses.find(({ id }) => id === issue.statusId)!),
    resolution: named('resolution', setup.resolutions, issue.resolutionId),
    resolutiondate: issue.resolvedAt && toJiraTime(issue.resolvedAt),
    ...(parent
      ? { parent: issueView(world, parent, { fields: ['summary', 'status', 'issuetype'], properties: [] }) }
      : {}),
    assignee: person(issue.assigneeId),
    creator: person(issue.creatorId),
    reporter: person(issue.creatorId),
    issuelinks: [...world.links.values()].flatMap((link) => linkView(world, link, issue)),
    created: toJiraTime(issue.createdAt),
    updated: toJiraTime(issue.updatedAt),
    [storyPoints]: issue.custom[storyPoints] ?? null,
  };
}

/** A link as one of its two issues shows it: the other end, named by which way it lies. */
function linkView(world: World, { id, typeId, sourceId, targetId }: LinkRow, issue: IssueRow): View[] {
  if (issue.id !== sourceId && issue.id !== targetId) return [];
  const isSource = issue.id === sourceId;
  const other = world.issues.get(isSource ? targetId : sourceId)!;
  const type = world.setup.linkTypes.find((one) => one.id === typeId)!;
  const shown = { id: other.id, key: keyOf(other), self: selfOf(world, `issue/${other.id}`) };
  const self = selfOf(world, `issueLink/${id}`);
  return [{ id, self, type, [isSource ? 'outwardIssue' : 'inwardIssue']: shown }];
}

export function commentView(world: World, row: CommentRow, withProperties: boolean): View {
  const author = userView(world, world.users.get(row.authorId)!);
  return {
    self: selfOf(world, `issue/${row.issueId}/comment/${row.id}`),
    id: row.id,
    author,
    updateAuthor: author,
    body: row.body,
    created: toJiraTime(row.createdAt),
    updated: toJiraTime(row.createdAt),
    ...(withProperties ? { properties: row.properties } : {}),
  };
}

/** Each happening as an entry of its own; Jira groups what one edit changed. */
export function changelogView(world: World, { id, actorId, at, kind, word, was }: Happening): View {
  const nameOf = (status: string | null) => world.setup.statuses.find((one) => one.id === status)?.name;
  const item =
    kind === 'state'
      ? {
          field: 'status',
          fieldId: 'status',
          from: was,
          to: word,
          fromString: nameOf(was),
          toString: nameOf(word),
        }
      : { field: 'labels', fieldId: 'labels', from: null, to: null, fromString: '', toString: word };
  const author = userView(world, world.users.get(actorId ?? viewerId)!);
  return { id, author, created: toJiraTime(at), items: [{ fieldtype: 'jira', ...item }] };
}
