/** The reads of Linear's API that the sandbox answers. */
import { notFound } from './answers.ts';
import { connect, type PageArguments } from './connection.ts';
import type { View } from './filter.ts';
import { findIssue } from './issue-rows.ts';
import { viewerId } from './seed.ts';
import type { Views } from './views.ts';
import type { World } from './world.ts';

type ById = { id: string };

/** Root fields of `Query` by name. */
export function createQueries(world: World, views: Views) {
  const all = <R>(rows: ReadonlyMap<string, R>, view: (row: R) => View) => {
    return (asked: PageArguments) => connect([...rows.values()].map(view), asked);
  };
  const one = <R>(entity: string, rows: ReadonlyMap<string, R>, view: (row: R) => View) => {
    return ({ id }: ById) => {
      const row = rows.get(id);
      if (!row) throw notFound(entity);
      return view(row);
    };
  };
  return {
    viewer: () => views.user(world.users.get(viewerId)!),
    organization: views.organization,
    users: all(world.users, views.user),
    user: one('User', world.users, views.user),
    teams: all(world.teams, views.team),
    team: ({ id }: ById) => {
      const team = [...world.teams.values()].find((row) => row.id === id || row.key === id);
      if (!team) throw notFound('Team');
      return views.team(team);
    },
    workflowStates: all(world.states, views.state),
    workflowState: one('WorkflowState', world.states, views.state),
    projects: all(world.projects, views.project),
    project: one('Project', world.projects, views.project),
    issueLabels: all(world.labels, views.label),
    issueLabel: one('IssueLabel', world.labels, views.label),
    issues: all(world.issues, views.issue),
    issue: ({ id }: ById) => views.issue(findIssue(world, id)),
    comments: all(world.comments, views.comment),
    attachments: all(world.attachments, views.attachment),
    attachmentsForURL: ({ url, ...asked }: PageArguments & { url: string }) => {
      const meant = [...world.attachments.values()].filter((row) => row.url === url);
      return connect(meant.map(views.attachment), asked);
    },
    issueRelations: all(world.relations, views.relation),
  };
}
