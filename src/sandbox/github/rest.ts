/** The operations of GitHub's REST API that the sandbox answers, each with its own function. */
import { notFound, Refusal } from './answers.ts';
import {
  blockedBy,
  changedIssue,
  childrenOf,
  findNumber,
  type IssueWish,
  newComment,
  newIssue,
  newLabel,
  obtainLabel,
  presentIssues,
  requirePlaceBelow,
} from './issue-rows.ts';
import {
  commentsOf,
  showComment,
  showHook,
  showIssue,
  showLabel,
  showMilestone,
  showRepository,
  showUser,
} from './rest-views.ts';
import { repository, viewerId } from './seed.ts';
import type { Change, IssueRow, World } from './world.ts';

export type RestRequest = {
  world: World;
  parameters: Record<string, string>;
  query: URLSearchParams;
  /** As the description allows it. */
  body: Record<string, unknown>;
};
/** A list is paged by whoever sends it. */
export type RestResult = { status: number; body?: unknown; list?: unknown[] };
type Endpoint = (request: RestRequest) => RestResult;

/** By the name GitHub gives the operation. */
export const endpoints: Record<string, Endpoint> = {
  'users/get-authenticated': ({ world }) => ok(showUser(world, world.users.get(viewerId)!)),
  'repos/get': ({ world }) => ok(showRepository(world)),
  'issues/list-for-repo': listIssues,
  'issues/create': ({ world, body }) => saveIssue(world, newIssue(world, readWish(world, body)), 201),
  'issues/get': (request) => ok(showIssue(request.world, issueOf(request))),
  'issues/update': patchIssue,
  'issues/list-comments': (request) => ({
    status: 200,
    list: commentsOf(request.world, issueOf(request)).map((one) => showComment(request.world, one)),
  }),
  'issues/create-comment': (request) => {
    const row = newComment(request.world, issueOf(request).id, String(request.body.body));
    request.world.commit([{ noun: 'comments', row }, touched(request.world, issueOf(request))]);
    return created(showComment(request.world, row));
  },
  'issues/add-assignees': (request) => changeAssignees(request, 201, (old, named) => [...old, ...named]),
  'issues/remove-assignees': (request) =>
    changeAssignees(request, 200, (old, named) => old.filter((id) => !named.includes(id))),
  'issues/list-labels-on-issue': (request) => ({
    status: 200,
    list: labelsOf(request.world, issueOf(request)),
  }),
  'issues/add-labels': addLabels,
  'issues/get-parent': (request) => {
    const { parentId } = issueOf(request);
    if (parentId === null) throw notFound();
    return ok(showIssue(request.world, request.world.issues.get(parentId)!));
  },
  'issues/list-sub-issues': (request) =>
    listOf(request.world, childrenOf(request.world, issueOf(request).id)),
  'issues/add-sub-issue': addChild,
  'issues/list-dependencies-blocked-by': (request) => {
    const blockers = issueOf(request).blockedByIds.map((id) => request.world.issues.get(id)!);
    return listOf(request.world, blockers);
  },
  'issues/add-blocked-by-dependency': (request) => {
    const blocker = byDatabaseId(request.world, Number(request.body.issue_id));
    return saveIssue(request.world, blockedBy(request.world, issueOf(request).id, blocker.id), 201);
  },
  'issues/list-labels-for-repo': ({ world }) => ({
    status: 200,
    list: [...world.labels.values()].map((label) => showLabel(world, label)),
  }),
  'issues/create-label': ({ world, body }) => {
    if (!world.mayTriage) throw new Refusal('FORBIDDEN', 'Must have push access');
    const row = newLabel(world, body as { name: string });
    world.commit([{ noun: 'labels', row }]);
    return created(showLabel(world, row));
  },
  'issues/list-milestones': ({ world }) => ({
    status: 200,
    list: [...world.milestones.values()].map((row) => showMilestone(world, row)),
  }),
  'issues/create-milestone': addMilestone,
  'repos/list-webhooks': ({ world }) => ({
    status: 200,
    list: [...world.hooks.values()].map((hook) => showHook(world, hook)),
  }),
  'repos/create-webhook': addHook,
};

/** Throws what GitHub says of a repository that is not there or not to be seen. */
export function requireRepository({ owner, repo: name }: Record<string, string>): void {
  if (owner === undefined) return;
  if (owner.toLowerCase() !== repository.owner || name?.toLowerCase() !== repository.name) throw notFound();
}

function ok(body: unknown): RestResult {
  return { status: 200, body };
}

function created(body: unknown): RestResult {
  return { status: 201, body };
}

function listOf(world: World, issues: IssueRow[]): RestResult {
  return { status: 200, list: issues.map((one) => showIssue(world, one)) };
}

function issueOf({ world, parameters }: RestRequest): IssueRow {
  return findNumber(world, parameters.issue_number!);
}

function byDatabaseId(world: World, databaseId: number): IssueRow {
  const found = presentIssues(world).find((one) => one.databaseId === databaseId);
  if (!found) throw notFound();
  return found;
}

function saveIssue(world: World, row: IssueRow, status: number): RestResult {
  world.commit([{ noun: 'issues', row }]);
  return { status, body: showIssue(world, row) };
}

/** An issue that something happened to, without a word of it changed. */
export function touched(world: World, row: IssueRow): Change {
  return { noun: 'issues', row: { ...row, updatedAt: world.now() } };
}

/** The latest first, by creation unless asked; pull requests among them. `since` is about the last change. */
function listIssues({ world, query }: RestRequest): RestResult {
  const asked = (name: string, preset: string) => query.get(name) ?? preset;
  const [state, since] = [asked('state', 'open'), Date.parse(asked('since', '1970-01-01T00:00:00Z'))];
  const by = asked('sort', 'created') === 'updated' ? ('updatedAt' as const) : ('createdAt' as const);
  const found = presentIssues(world)
    .filter(world.isListed)
    .filter((one) => state === 'all' || one.state === state)
    .filter((one) => Date.parse(one.updatedAt) >= since)
    .sort((one, other) => one[by].localeCompare(other[by]) || one.number - other.number);
  return listOf(world, asked('direction', 'desc') === 'desc' ? found.reverse() : found);
}

function patchIssue(request: RestRequest): RestResult {
  const { world, body } = request;
  if (!world.mayTriage) throw new Refusal('FORBIDDEN', 'Must have push access');
  return saveIssue(world, changedIssue(world, issueOf(request), readWish(world, body)), 200);
}

/** REST speaks of labels, people and types by name, and makes a label that is not there yet. */
function readWish(world: World, body: Record<string, unknown>): IssueWish {
  const text = (value: unknown) => (value === undefined ? undefined : String(value));
  const names = (value: unknown) =>
    (value as ({ name?: string; login?: string } | string)[] | undefined)?.map((one) =>
      typeof one === 'string' ? one : (one.name ?? one.login ?? ''),
    );
  return {
    title: text(body.title),
    body: body.body === null ? null : text(body.body),
    state: body.state as IssueRow['state'] | undefined,
    stateReason: body.state_reason as IssueRow['stateReason'] | undefined,
    labelIds: world.mayTriage ? names(body.labels)?.map((name) => obtainLabel(world, name)) : undefined,
    assigneeIds: names(body.assignees)?.map((login) => userNamed(world, login)),
    typeId: body.type == null ? (body.type as null | undefined) : typeNamed(world, names([body.type])![0]!),
    milestoneId:
      body.milestone == null ? (body.milestone as null | undefined) : milestoneOf(world, body.milestone),
  };
}

function userNamed(world: World, login: string): string {
  const user = [...world.users.values()].find((one) => one.login.toLowerCase() === login.toLowerCase());
  if (user) return user.id;
  throw new Refusal('UNPROCESSABLE', 'Validation Failed', [
    { value: login, resource: 'Issue', field: 'assignees', code: 'invalid' },
  ]);
}

function typeNamed(world: World, name: string): string {
  const type = [...world.types.values()].find((one) => one.name.toLowerCase() === name.toLowerCase());
  if (type) return type.id;
  throw new Refusal('UNPROCESSABLE', 'Validation Failed', [{ value: name, field: 'type', code: 'invalid' }]);
}

function milestoneOf(world: World, number: unknown): string {
  const milestone = [...world.milestones.values()].find((one) => one.number === Number(number));
  if (milestone) return milestone.id;
  throw new Refusal('UNPROCESSABLE', 'Validation Failed', [
    { value: number, field: 'milestone', code: 'invalid' },
  ]);
}

function changeAssignees(
  request: RestRequest,
  status: number,
  change: (old: string[], named: string[]) => string[],
): RestResult {
  const { world, body } = request;
  const row = issueOf(request);
  const named = readWish(world, body).assigneeIds ?? [];
  const next = changedIssue(world, row, { assigneeIds: change(row.assigneeIds, named) });
  return saveIssue(world, next, status);
}

function addLabels(request: RestRequest): RestResult {
  const { world, body } = request;
  const row = issueOf(request);
  const named = readWish(world, Array.isArray(body) ? { labels: body } : body).labelIds ?? [];
  const next = changedIssue(world, row, { labelIds: [...row.labelIds, ...named] });
  world.commit([{ noun: 'issues', row: next }]);
  return { status: 200, list: labelsOf(world, next) };
}

function labelsOf(world: World, { labelIds }: IssueRow): unknown[] {
  return labelIds.map((id) => showLabel(world, world.labels.get(id)!));
}

function addChild(request: RestRequest): RestResult {
  const { world, body } = request;
  const [parent, child] = [issueOf(request), byDatabaseId(world, Number(body.sub_issue_id))];
  if (child.parentId !== null && body.replace_parent !== true) {
    throw new Refusal('UNPROCESSABLE', 'Sub issue may only have one parent');
  }
  requirePlaceBelow(world, child, parent.id);
  return saveIssue(world, changedIssue(world, child, { parentId: parent.id }), 201);
}

function addMilestone({ world, body }: RestRequest): RestResult {
  const now = world.now();
  const row = {
    ...world.newId('MI'),
    createdAt: now,
    updatedAt: now,
    number: world.milestones.size + 1,
    title: String(body.title),
    description: body.description === undefined ? null : String(body.description),
  };
  world.commit([{ noun: 'milestones', row }]);
  return created(showMilestone(world, row));
}

function addHook({ world, body }: RestRequest): RestResult {
  const { url, secret } = (body.config ?? {}) as { url?: string; secret?: string };
  if (!url) throw new Refusal('UNPROCESSABLE', 'Config must contain URL for webhooks');
  const now = world.now();
  const events = (body.events as string[] | undefined) ?? ['push'];
  const row = { ...world.newId('HOOK'), createdAt: now, updatedAt: now, url, secret: secret ?? null, events };
  world.commit([{ noun: 'hooks', row }]);
  return created(showHook(world, row));
}
