/** Rows as the types of GitHub's GraphQL schema: plain fields, and relations as functions called when asked for. */
import { commitView, pullView, timelineOf } from './code-views.ts';
import { childrenOf, findNumber, presentIssues } from './issue-rows.ts';
import { connect, labelView, type PageArguments, userView, type View } from './plain-views.ts';
import { commentPageUrl, commentsOf, issuePageUrl, summariseChildren } from './rest-views.ts';
import { organization, repository, viewerId } from './seed.ts';
import type { CommentRow, FieldRow, IssueRow, IssueTypeRow, World } from './world.ts';

export type Views = {
  node(id: string): View | null;
  viewer(): View;
  repository(asked: { owner: string; name: string }): View | null;
  issue(row: IssueRow): View;
};

const upper = (word: string | null) => word?.toUpperCase() ?? null;

export function createViews(world: World): Views {
  const issue = (row: IssueRow) => issueView(world, row);
  const tables: [ReadonlyMap<string, { id: string }>, (row: never) => View][] = [
    [world.issues, issue],
    [world.labels, labelView],
    [world.users, userView],
    [world.comments, (row: CommentRow) => commentView(world, row)],
  ];
  return {
    node(id) {
      if (world.issues.get(id)?.gone) return null;
      const found = tables.find(([rows]) => rows.has(id));
      return found ? found[1](found[0].get(id)! as never) : null;
    },
    viewer: () => userView(world.users.get(viewerId)!),
    repository({ owner, name }) {
      const same = owner.toLowerCase() === repository.owner && name.toLowerCase() === repository.name;
      return same ? repositoryView(world) : null;
    },
    issue,
  };
}

function typeView(row: IssueTypeRow): View {
  return { __typename: 'IssueType', ...row, isEnabled: true };
}

function fieldView(row: FieldRow): View {
  return { __typename: 'IssueFieldSingleSelect', ...row };
}

function commentView(world: World, row: CommentRow): View {
  const author = () => userView(world.users.get(row.userId)!);
  return { __typename: 'IssueComment', ...row, author, url: commentPageUrl(world, row) };
}

function repositoryView(world: World): View {
  return {
    __typename: 'Repository',
    ...repository,
    nameWithOwner: `${repository.owner}/${repository.name}`,
    url: `${world.base}/${repository.owner}/${repository.name}`,
    owner: { __typename: 'Organization', ...organization },
    isArchived: false,
    isPrivate: true,
    hasIssuesEnabled: true,
    viewerPermission: world.mayTriage ? 'WRITE' : 'READ',
    issue: ({ number }: { number: number }) => issueView(world, findNumber(world, String(number))),
    pullRequest: ({ number }: { number: number }) => pullView(world, number, (row) => issueView(world, row)),
    object: ({ oid }: { oid?: string }) => (oid === undefined ? null : commitView(world, oid)),
    issueTypes: (asked: PageArguments) => {
      return world.types.size === 0 ? null : connect([...world.types.values()].map(typeView), asked);
    },
    issueFields: many([...world.fields.values()], fieldView),
    labels: many([...world.labels.values()], labelView),
  };
}

function issueView(world: World, row: IssueRow): View {
  const show = (other: IssueRow) => issueView(world, other);
  return {
    __typename: 'Issue',
    ...row,
    fullDatabaseId: String(row.databaseId),
    url: issuePageUrl(world, row),
    body: row.body ?? '',
    state: upper(row.state),
    stateReason: ({ enableDuplicate }: { enableDuplicate: boolean }) => {
      return upper(row.stateReason === 'duplicate' && !enableDuplicate ? 'not_planned' : row.stateReason);
    },
    author: () => userView(world.users.get(row.userId)!),
    repository: () => repositoryView(world),
    issueType: () => (row.typeId === null ? null : typeView(world.types.get(row.typeId)!)),
    parent: () => (row.parentId === null ? null : show(world.issues.get(row.parentId)!)),
    milestone: () => (row.milestoneId === null ? null : world.milestones.get(row.milestoneId)!),
    labels: many(named(world.labels, row.labelIds), labelView),
    assignees: many(named(world.users, row.assigneeIds), userView),
    comments: many(commentsOf(world, row), (comment) => commentView(world, comment)),
    subIssues: many(childrenOf(world, row.id), show),
    subIssuesSummary: () => {
      const { percent_completed: percentCompleted, ...counts } = summariseChildren(world, row);
      return { ...counts, percentCompleted };
    },
    timelineItems: (asked: PageArguments) => connect(timelineOf(world, row), asked),
    ...dependencyFields(world, row, show),
    issueFieldValues: (asked: PageArguments) => connect(fieldValues(world, row), asked),
  };
}

function named<R>(rows: ReadonlyMap<string, R>, ids: readonly string[]): R[] {
  return ids.map((id) => rows.get(id)!);
}

function many<R>(rows: readonly R[], show: (row: R) => View): (asked: PageArguments) => View {
  return (asked) => connect(rows.map(show), asked);
}

function dependencyFields(world: World, row: IssueRow, show: (row: IssueRow) => View): View {
  const blockers = named(world.issues, row.blockedByIds);
  const blocked = () => presentIssues(world).filter(({ blockedByIds }) => blockedByIds.includes(row.id));
  const open = (rows: readonly IssueRow[]) => rows.filter(({ state }) => state === 'open').length;
  return {
    blockedBy: (asked: PageArguments) => connect(blockers.map(show), asked),
    blocking: (asked: PageArguments) => connect(blocked().map(show), asked),
    issueDependenciesSummary: () => ({
      blockedBy: open(blockers),
      blocking: open(blocked()),
      totalBlockedBy: blockers.length,
      totalBlocking: blocked().length,
    }),
  };
}

function fieldValues(world: World, row: IssueRow): View[] {
  return Object.entries(row.fieldValues).map(([fieldId, optionId]) => {
    const field = world.fields.get(fieldId)!;
    const { name } = field.options.find(({ id }) => id === optionId)!;
    const id = `${row.id}-${fieldId}`;
    return {
      __typename: 'IssueFieldSingleSelectValue',
      id,
      name,
      value: name,
      field: () => fieldView(field),
    };
  });
}
