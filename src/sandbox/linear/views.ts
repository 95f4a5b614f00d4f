/** Rows as Linear's entities: plain fields, and relations as functions that are called when a query asks for them. */

import type { Happening } from '../happenings.ts';
import { type Connection, connect, type PageArguments } from './connection.ts';
import type { View } from './filter.ts';
import { organization, projectStatusId, viewerId } from './seed.ts';
import type {
  AttachmentRow,
  CommentRow,
  IssueRow,
  LabelRow,
  ProjectRow,
  RelationRow,
  StateRow,
  TeamRow,
  UserRow,
  World,
} from './world.ts';

export type Views = {
  organization(): View;
  user(row: UserRow): View;
  team(row: TeamRow): View;
  state(row: StateRow): View;
  project(row: ProjectRow): View;
  label(row: LabelRow): View;
  issue(row: IssueRow): View;
  happening(row: Happening): View;
  comment(row: CommentRow): View;
  attachment(row: AttachmentRow): View;
  relation(row: RelationRow): View;
};

const priorityLabels = ['No priority', 'Urgent', 'High', 'Medium', 'Low'];

/** `ENG-3`. */
export function identifierOf(world: World, issue: IssueRow): string {
  return `${world.teams.get(issue.teamId)!.key}-${issue.number}`;
}

/** Where an issue's page is. Linear puts the words of the title behind it; ours stays short enough for one line. */
export function issueUrl(world: World, base: string, issue: IssueRow): string {
  return `${base}/${organization.urlKey}/issue/${identifierOf(world, issue)}`;
}

export function createViews(world: World, base: string): Views {
  const views: Views = {
    organization: () => ({
      ...organization,
      teams: many(world.teams.values(), views.team, () => true),
      users: many(world.users.values(), views.user, () => true),
    }),
    user: (row) => ({
      ...row,
      active: true,
      isMe: row.id === viewerId,
      url: `${base}/${organization.urlKey}/profiles/${row.displayName}`,
      organization: views.organization,
      teams: many(world.teams.values(), views.team, () => true),
    }),
    team: (row) => ({
      ...row,
      displayName: row.name,
      issueEstimationType: 'fibonacci',
      organization: views.organization,
      defaultIssueState: () => views.state(world.states.get(row.defaultStateId)!),
      states: many(world.states.values(), views.state, ({ teamId }) => teamId === row.id),
      labels: many(world.labels.values(), views.label, ({ teamId }) => teamId === row.id || teamId === null),
      projects: many(world.projects.values(), views.project, ({ teamIds }) => teamIds.includes(row.id)),
      issues: many(world.issues.values(), views.issue, ({ teamId }) => teamId === row.id),
    }),
    state: (row) => ({ ...row, team: () => views.team(world.teams.get(row.teamId)!) }),
    project: (row) => projectView(world, base, views, row),
    label: (row) => ({
      ...row,
      team: () => (row.teamId === null ? null : views.team(world.teams.get(row.teamId)!)),
      parent: () => (row.parentId === null ? null : views.label(world.labels.get(row.parentId)!)),
      organization: views.organization,
    }),
    issue: (row) => issueView(world, base, views, row),
    happening: (row) => happeningView(world, views, row),
    comment: (row) => ({
      ...row,
      url: `${issueUrl(world, base, world.issues.get(row.issueId)!)}#comment-${row.id.slice(0, 8)}`,
      issue: () => views.issue(world.issues.get(row.issueId)!),
      user: () => views.user(world.users.get(row.userId)!),
    }),
    attachment: (row) => ({ ...row, issue: () => views.issue(world.issues.get(row.issueId)!) }),
    relation: (row) => ({
      ...row,
      issue: () => views.issue(world.issues.get(row.issueId)!),
      relatedIssue: () => views.issue(world.issues.get(row.relatedIssueId)!),
    }),
  };
  return views;
}

function projectView(world: World, base: string, views: Views, row: ProjectRow): View {
  return {
    ...row,
    url: `${base}/${organization.urlKey}/project/${row.slugId}`,
    state: 'started',
    status: { id: projectStatusId, name: 'In Progress', type: 'started', color: '#f2c94c' },
    teams: many(world.teams.values(), views.team, ({ id }) => row.teamIds.includes(id)),
  };
}

function issueView(world: World, base: string, views: Views, row: IssueRow): View {
  const identifier = identifierOf(world, row);
  return {
    ...row,
    identifier,
    url: issueUrl(world, base, row),
    branchName: `docket/${identifier.toLowerCase()}`,
    priorityLabel: priorityLabels[row.priority]!,
    trashed: row.trashed || null,
    team: one(world.teams, row.teamId, views.team),
    state: one(world.states, row.stateId, views.state),
    project: one(world.projects, row.projectId, views.project),
    parent: one(world.issues, row.parentId, views.issue),
    assignee: one(world.users, row.assigneeId, views.user),
    creator: one(world.users, row.creatorId, views.user),
    labels: many(world.labels.values(), views.label, ({ id }) => row.labelIds.includes(id)),
    history: many(world.happenings.values(), views.happening, ({ issueId }) => issueId === row.id),
    children: many(world.issues.values(), views.issue, ({ parentId }) => parentId === row.id),
    comments: many(world.comments.values(), views.comment, ({ issueId }) => issueId === row.id),
    attachments: many(world.attachments.values(), views.attachment, ({ issueId }) => issueId === row.id),
    relations: many(world.relations.values(), views.relation, ({ issueId }) => issueId === row.id),
    inverseRelations: many(world.relations.values(), views.relation, ({ relatedIssueId }) => {
      return relatedIssueId === row.id;
    }),
  };
}

function happeningView(world: World, views: Views, { id, at, actorId, kind, word, was }: Happening): View {
  const state = (stateId: string | null) => () =>
    kind === 'state' && stateId !== null ? views.state(world.states.get(stateId)!) : null;
  return {
    ...{ id, createdAt: at, updatedAt: at, archivedAt: null },
    actor: () => views.user(world.users.get(actorId ?? viewerId)!),
    fromState: state(was),
    toState: state(word),
    addedLabels: () => (kind === 'label' ? [views.label(world.labels.get(word)!)] : null),
  };
}

function one<R>(rows: ReadonlyMap<string, R>, id: string | null, view: (row: R) => View) {
  return () => (id === null ? null : view(rows.get(id)!));
}

function many<R>(rows: Iterable<R>, view: (row: R) => View, keep: (row: R) => boolean) {
  return (asked?: PageArguments): Connection => connect([...rows].filter(keep).map(view), asked);
}
