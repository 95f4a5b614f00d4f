/** Issue rows from what a client asks for, refused where GitHub would refuse. */
import { invalid, notFound, Refusal } from './answers.ts';
import { viewerId } from './seed.ts';
import type { CommentRow, IssueRow, LabelRow, World } from './world.ts';

/** What is to be said of an issue, by node id; absent leaves as it is. */
export type IssueWish = {
  title?: string;
  body?: string | null;
  state?: IssueRow['state'];
  stateReason?: IssueRow['stateReason'];
  labelIds?: string[];
  assigneeIds?: string[];
  milestoneId?: string | null;
  typeId?: string | null;
  fieldValues?: Record<string, string>;
  parentId?: string | null;
};

const maxTitle = 256;
const maxBody = 65_536;
const maxLabels = 100;
const maxAssignees = 10;
const maxChildren = 100;
const maxLevels = 8;

/** Without the right to triage, GitHub silently drops all but the words. */
export function newIssue(world: World, wish: IssueWish, userId = viewerId): IssueRow {
  const now = world.now();
  const blank: IssueRow = {
    ...world.newId('I'),
    number: world.nextNumber(),
    createdAt: now,
    updatedAt: now,
    title: '',
    body: null,
    state: 'open',
    stateReason: null,
    closedAt: null,
    userId,
    labelIds: [],
    assigneeIds: [],
    milestoneId: null,
    typeId: null,
    fieldValues: {},
    parentId: null,
    blockedByIds: [],
    gone: false,
    isPullRequest: false,
  };
  const { title, body } = wish;
  return changedIssue(world, blank, world.mayTriage ? wish : { title: title ?? '', body });
}

export function changedIssue(world: World, issue: IssueRow, wish: IssueWish): IssueRow {
  const asked = Object.fromEntries(Object.entries(wish).filter(([, value]) => value !== undefined));
  const next: IssueRow = { ...issue, ...asked, updatedAt: world.now() };
  if (next.title.trim() === '') throw invalid('Issue', 'title', 'missing_field', "Title can't be blank");
  if (next.title.length > maxTitle) throw tooLong('title', maxTitle);
  if ((next.body ?? '').length > maxBody) throw tooLong('body', maxBody);
  next.labelIds = [...new Set(next.labelIds)];
  next.assigneeIds = [...new Set(next.assigneeIds)].slice(0, maxAssignees);
  if (next.labelIds.length > maxLabels) throw tooMany('labels', maxLabels);
  requireAll(world.labels, next.labelIds);
  requireAll(world.users, next.assigneeIds);
  if (next.typeId !== null) requireAll(world.types, [next.typeId]);
  if (next.milestoneId !== null) requireAll(world.milestones, [next.milestoneId]);
  requireAll(world.fields, Object.keys(next.fieldValues));
  if (wish.parentId) requirePlaceBelow(world, next, wish.parentId);
  return inState(world, issue, next);
}

/** Reopened and closed issues carry a reason and a time, open ones neither of the closed kind. */
function inState(world: World, before: IssueRow, next: IssueRow): IssueRow {
  if (next.state === 'closed') {
    const reason = next.stateReason === 'reopened' ? null : next.stateReason;
    return { ...next, stateReason: reason ?? 'completed', closedAt: before.closedAt ?? world.now() };
  }
  const reopened = before.state === 'closed' || next.stateReason === 'reopened';
  return { ...next, stateReason: reopened ? 'reopened' : null, closedAt: null };
}

/** Closed children count too. */
export function requirePlaceBelow(world: World, issue: IssueRow, parentId: string): void {
  const parent = findIssue(world, parentId);
  const children = childrenOf(world, parentId).filter(({ id }) => id !== issue.id);
  if (children.length >= maxChildren) throw tooMany('sub-issues', maxChildren);
  let levels = 1;
  for (let above: IssueRow | undefined = parent; above; levels++) {
    if (above.id === issue.id) throw new Refusal('UNPROCESSABLE', 'Sub-issue may not be its own ancestor');
    above = above.parentId === null ? undefined : world.issues.get(above.parentId);
  }
  if (levels > maxLevels) throw new Refusal('UNPROCESSABLE', `Sub-issues may be at most ${maxLevels} deep`);
}

export function childrenOf(world: World, parentId: string): IssueRow[] {
  return presentIssues(world).filter((issue) => issue.parentId === parentId);
}

export function presentIssues(world: World): IssueRow[] {
  return [...world.issues.values()].filter(({ gone }) => !gone);
}

/** By node id. */
export function findIssue(world: World, id: string): IssueRow {
  const issue = world.issues.get(id);
  if (!issue || issue.gone) throw notFound(id);
  return issue;
}

/** By the number in its address. */
export function findNumber(world: World, number: string): IssueRow {
  const issue = presentIssues(world).find((one) => String(one.number) === number);
  if (!issue) throw notFound();
  return issue;
}

export function blockedBy(world: World, issueId: string, blockerId: string): IssueRow {
  const [issue, blocker] = [findIssue(world, issueId), findIssue(world, blockerId)];
  if (issue.id === blocker.id) throw new Refusal('UNPROCESSABLE', 'An issue cannot block itself');
  if (issue.blockedByIds.includes(blocker.id)) {
    throw new Refusal('UNPROCESSABLE', 'Blocking issue has already been taken');
  }
  return { ...issue, blockedByIds: [...issue.blockedByIds, blocker.id], updatedAt: world.now() };
}

export function newComment(world: World, issueId: string, body: string, userId = viewerId): CommentRow {
  if (body.trim() === '') throw invalid('IssueComment', 'body', 'missing_field', "Body can't be blank");
  const now = world.now();
  const issue = findIssue(world, issueId);
  return { ...world.newId('IC'), createdAt: now, updatedAt: now, issueId: issue.id, body, userId };
}

/** Names are unique in the repository, whatever their case. */
export function newLabel(
  world: World,
  {
    name,
    color = 'ededed',
    description = null,
  }: { name: string; color?: string; description?: string | null },
): LabelRow {
  if (name.trim() === '') throw invalid('Label', 'name', 'missing_field', "Name can't be blank");
  if (name.length > 50)
    throw invalid('Label', 'name', 'invalid', 'Name is too long (maximum is 50 characters)');
  if (labelNamed(world, name)) {
    throw new Refusal('UNPROCESSABLE', 'already_exists', [
      { resource: 'Label', code: 'already_exists', field: 'name' },
    ]);
  }
  const now = world.now();
  return { ...world.newId('LA'), createdAt: now, updatedAt: now, name, color, description };
}

function labelNamed(world: World, name: string): LabelRow | undefined {
  return [...world.labels.values()].find((label) => label.name.toLowerCase() === name.toLowerCase());
}

function requireAll(rows: ReadonlyMap<string, unknown>, ids: readonly string[]): void {
  for (const id of ids) if (!rows.has(id)) throw notFound(id);
}

function tooLong(field: string, most: number): Refusal {
  return invalid('Issue', field, 'custom', `${field} is too long (maximum is ${most} characters)`);
}

function tooMany(field: string, most: number): Refusal {
  return invalid('Issue', field, 'custom', `Too many ${field} (maximum is ${most})`);
}

/** The label of this name, made when it is not there yet. */
export function obtainLabel(world: World, name: string): string {
  const known = labelNamed(world, name);
  if (known) return known.id;
  const row = newLabel(world, { name });
  world.commit([{ noun: 'labels', row }]);
  return row.id;
}
