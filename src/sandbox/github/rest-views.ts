/** Rows as GitHub's REST API shows them. */
import { childrenOf, presentIssues } from './issue-rows.ts';
import { repository } from './seed.ts';
import type { CommentRow, HookRow, IssueRow, LabelRow, MilestoneRow, UserRow, World } from './world.ts';

const slug = `${repository.owner}/${repository.name}`;

export const repositoryPath = `/repos/${slug}`;

export function issuePageUrl(world: World, { number, isPullRequest }: IssueRow): string {
  return `${world.base}/${slug}/${isPullRequest ? 'pull' : 'issues'}/${number}`;
}

export function showRepository(world: World): Record<string, unknown> {
  return {
    id: repository.databaseId,
    node_id: repository.id,
    name: repository.name,
    full_name: slug,
    private: true,
    owner: { login: repository.owner, type: 'Organization' },
    html_url: `${world.base}/${slug}`,
    url: world.base + repositoryPath,
    has_issues: true,
    archived: false,
    permissions: { pull: true, triage: world.mayTriage, push: world.mayTriage },
  };
}

export function showUser(world: World, { databaseId, id, login }: UserRow): Record<string, unknown> {
  const api = `${world.base}/users/${login}`;
  return {
    login,
    id: databaseId,
    node_id: id,
    avatar_url: `${world.base}/avatars/${login}`,
    gravatar_id: '',
    url: api,
    html_url: `${world.base}/${login}`,
    followers_url: `${api}/followers`,
    following_url: `${api}/following{/other_user}`,
    gists_url: `${api}/gists{/gist_id}`,
    starred_url: `${api}/starred{/owner}{/repo}`,
    subscriptions_url: `${api}/subscriptions`,
    organizations_url: `${api}/orgs`,
    repos_url: `${api}/repos`,
    events_url: `${api}/events{/privacy}`,
    received_events_url: `${api}/received_events`,
    type: 'User',
    site_admin: false,
  };
}

export function showLabel(world: World, label: LabelRow): Record<string, unknown> {
  return {
    id: label.databaseId,
    node_id: label.id,
    url: `${world.base}${repositoryPath}/labels/${encodeURIComponent(label.name)}`,
    name: label.name,
    color: label.color,
    default: false,
    description: label.description,
  };
}

export function showMilestone(world: World, row: MilestoneRow): Record<string, unknown> {
  const url = `${world.base}${repositoryPath}/milestones/${row.number}`;
  return {
    id: row.databaseId,
    node_id: row.id,
    number: row.number,
    title: row.title,
    description: row.description,
    state: 'open',
    url,
    html_url: `${world.base}/${slug}/milestone/${row.number}`,
    labels_url: `${url}/labels`,
    creator: null,
    open_issues: 0,
    closed_issues: 0,
    created_at: row.createdAt,
    updated_at: row.updatedAt,
    closed_at: null,
    due_on: null,
  };
}

export function showIssue(world: World, issue: IssueRow): Record<string, unknown> {
  const url = `${world.base}${repositoryPath}/issues/${issue.number}`;
  const assignees = issue.assigneeIds.map((id) => showUser(world, world.users.get(id)!));
  const pullRequest = {
    url,
    html_url: issuePageUrl(world, issue),
    diff_url: `${url}.diff`,
    patch_url: `${url}.patch`,
  };
  const parent = issue.parentId === null ? null : world.issues.get(issue.parentId)!;
  return {
    id: issue.databaseId,
    node_id: issue.id,
    url,
    repository_url: world.base + repositoryPath,
    labels_url: `${url}/labels{/name}`,
    comments_url: `${url}/comments`,
    events_url: `${url}/events`,
    html_url: issuePageUrl(world, issue),
    number: issue.number,
    state: issue.state,
    state_reason: issue.stateReason,
    title: issue.title,
    body: issue.body,
    user: showUser(world, world.users.get(issue.userId)!),
    labels: issue.labelIds.map((id) => showLabel(world, world.labels.get(id)!)),
    assignee: assignees[0] ?? null,
    assignees,
    milestone:
      issue.milestoneId === null ? null : showMilestone(world, world.milestones.get(issue.milestoneId)!),
    locked: false,
    active_lock_reason: null,
    comments: commentsOf(world, issue).length,
    ...(issue.isPullRequest ? { pull_request: pullRequest } : {}),
    closed_at: issue.closedAt,
    created_at: issue.createdAt,
    updated_at: issue.updatedAt,
    author_association: 'MEMBER',
    type: showType(world, issue),
    ...(parent ? { parent_issue_url: `${world.base}${repositoryPath}/issues/${parent.number}` } : {}),
    sub_issues_summary: summariseChildren(world, issue),
    issue_dependencies_summary: summariseDependencies(world, issue),
    issue_field_values: showFieldValues(world, issue),
  };
}

function showType(world: World, { typeId }: IssueRow): Record<string, unknown> | null {
  if (typeId === null) return null;
  const type = world.types.get(typeId)!;
  return { id: type.databaseId, node_id: type.id, name: type.name, description: null, is_enabled: true };
}

function showFieldValues(world: World, issue: IssueRow): Record<string, unknown>[] {
  return Object.entries(issue.fieldValues).map(([fieldId, optionId]) => {
    const field = world.fields.get(fieldId)!;
    const option = field.options.find(({ id }) => id === optionId)!;
    const at = field.options.indexOf(option);
    return {
      issue_field_id: field.databaseId,
      node_id: field.id,
      issue_field_name: field.name,
      data_type: 'single_select',
      value: option.name,
      single_select_option: { id: at, name: option.name, color: 'gray' },
    };
  });
}

export function summariseChildren(world: World, issue: IssueRow): Record<string, number> {
  const children = childrenOf(world, issue.id);
  const completed = children.filter(({ state }) => state === 'closed').length;
  const total = children.length;
  return { total, completed, percent_completed: total === 0 ? 0 : Math.round((100 * completed) / total) };
}

function summariseDependencies(world: World, issue: IssueRow): Record<string, number> {
  const blockers = issue.blockedByIds.map((id) => world.issues.get(id)!);
  const blocked = presentIssues(world).filter(({ blockedByIds }) => blockedByIds.includes(issue.id));
  return {
    blocked_by: blockers.filter(({ state }) => state === 'open').length,
    blocking: blocked.filter(({ state }) => state === 'open').length,
    total_blocked_by: blockers.length,
    total_blocking: blocked.length,
  };
}

export function commentsOf(world: World, { id }: IssueRow): CommentRow[] {
  return [...world.comments.values()].filter(({ issueId }) => issueId === id);
}

export function commentPageUrl(world: World, comment: CommentRow): string {
  return `${issuePageUrl(world, world.issues.get(comment.issueId)!)}#issuecomment-${comment.databaseId}`;
}

export function showComment(world: World, comment: CommentRow): Record<string, unknown> {
  const issue = world.issues.get(comment.issueId)!;
  return {
    id: comment.databaseId,
    node_id: comment.id,
    url: `${world.base}${repositoryPath}/issues/comments/${comment.databaseId}`,
    html_url: commentPageUrl(world, comment),
    issue_url: `${world.base}${repositoryPath}/issues/${issue.number}`,
    body: comment.body,
    user: showUser(world, world.users.get(comment.userId)!),
    created_at: comment.createdAt,
    updated_at: comment.updatedAt,
    author_association: 'MEMBER',
  };
}

/** A secret is never shown again. */
export function showHook(world: World, hook: HookRow): Record<string, unknown> {
  const url = `${world.base}${repositoryPath}/hooks/${hook.databaseId}`;
  return {
    type: 'Repository',
    id: hook.databaseId,
    name: 'web',
    active: true,
    events: hook.events,
    config: {
      url: hook.url,
      content_type: 'json',
      insecure_ssl: '0',
      ...(hook.secret ? { secret: '********' } : {}),
    },
    updated_at: hook.updatedAt,
    created_at: hook.createdAt,
    url,
    test_url: `${url}/test`,
    ping_url: `${url}/pings`,
    deliveries_url: `${url}/deliveries`,
    last_response: { code: null, status: 'unused', message: null },
  };
}
