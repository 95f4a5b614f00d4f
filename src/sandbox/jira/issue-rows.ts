/** Issue rows from what a client asks for, refused where Jira would refuse. */
import { invalid, missing, notOnScreen, Refusal } from './answers.ts';
import { isAdf } from './schema.ts';
import { viewerId } from './seed.ts';
import { project, type StatusSetup, storyPoints } from './setup.ts';
import type { Change, IssueRow, LinkRow, World } from './world.ts';

type Fields = Record<string, unknown>;
type Operation = Record<string, unknown>;
/** The parts of Jira's `IssueUpdateDetails` the sandbox knows. */
export type IssueUpdate = {
  fields?: Fields;
  update?: Record<string, Operation[]>;
  properties?: { key?: string; value?: unknown }[];
};

type Reference = { id?: string; key?: string; name?: string; accountId?: string } | null | undefined;

const longestText = 32_767;

/** By id or by key such as `PROD-3`, whatever its case. Throws what Jira says of an issue that is not there. */
export function findIssue(world: World, reference: string): IssueRow {
  const key = reference.toUpperCase();
  const issue = world.issues.get(reference) ?? [...world.issues.values()].find((row) => keyOf(row) === key);
  if (!issue || issue.deleted) throw missing();
  return issue;
}

export function keyOf({ number }: IssueRow): string {
  return `${project.key}-${number}`;
}

/** Everything that one issue brings with it. `taken` counts the issues made in the same request before it. */
export function newIssue(world: World, asked: IssueUpdate, taken = 0): Change[] {
  const fields = asked.fields ?? {};
  const place = fields.project as Reference;
  if (place?.key !== project.key && place?.id !== project.id)
    throw invalid('project', 'valid project is required');
  const type = world.setup.types.find(({ id, name }) => matches(fields.issuetype as Reference, id, name));
  if (!type) throw invalid('issuetype', 'Specify a valid issue type');
  refuseStrangeFields(world, { ...fields, ...asked.update });
  for (const { id, name, required } of world.setup.fields) {
    if (required && id.startsWith('customfield') && fields[id] == null)
      throw invalid(id, `${name} is required.`);
  }
  const blank: IssueRow = {
    id: String(10_000 + world.issues.size + taken),
    number: world.nextNumber() + taken,
    typeId: type.id,
    summary: '',
    description: null,
    priorityId: world.setup.fields.some(({ id }) => id === 'priority') ? middlePriority(world) : null,
    labels: [],
    statusId: world.setup.statuses[0]!.id,
    resolutionId: null,
    resolvedAt: null,
    parentId: null,
    assigneeId: null,
    creatorId: viewerId,
    custom: {},
    properties: {},
    createdAt: world.now(),
    updatedAt: world.now(),
    deleted: false,
  };
  const row = changedIssue(world, blank, asked);
  if (type.subtask && row.parentId === null)
    throw invalid('parent', 'Issue type is a sub-task but no parent was given');
  return [{ noun: 'issues', row }, ...embeddedLinks(world, row, asked)];
}

function refuseStrangeFields(world: World, fields: Fields): void {
  const known = new Set(world.setup.fields.map(({ id }) => id));
  for (const id of Object.keys(fields)) if (!known.has(id) && id !== 'comment') throw notOnScreen(id);
}

function middlePriority({ setup: { priorities } }: World): string {
  return (priorities.find(({ name }) => name === 'Medium') ?? priorities[Math.floor(priorities.length / 2)]!)
    .id;
}

/** The row with the asked changes, every reference in them checked. */
export function changedIssue(world: World, issue: IssueRow, asked: IssueUpdate): IssueRow {
  const fields = asked.fields ?? {};
  const next: IssueRow = { ...issue, updatedAt: world.now() };
  if (fields.summary !== undefined) next.summary = String(fields.summary ?? '');
  if (next.summary.trim() === '') throw invalid('summary', 'You must specify a summary of the issue.');
  if (next.summary.length > 255 || next.summary.includes('\n')) {
    throw invalid('summary', 'Summary must be one line of at most 255 characters.');
  }
  if (fields.description !== undefined) next.description = richText('description', fields.description);
  if (fields.priority)
    next.priorityId = pick('priority', world.setup.priorities, fields.priority as Reference);
  if (fields.assignee !== undefined) next.assigneeId = (fields.assignee as Reference)?.accountId ?? null;
  next.labels = changedLabels(next.labels, asked);
  if (fields.parent) next.parentId = parentOf(world, next, fields.parent as Reference);
  const custom = Object.entries(fields).filter(([id]) => id.startsWith('customfield_'));
  next.custom = { ...next.custom, ...Object.fromEntries(custom) };
  if (next.custom[storyPoints] != null && typeof next.custom[storyPoints] !== 'number') {
    throw invalid(storyPoints, 'Operation value must be a number');
  }
  const properties = (asked.properties ?? []).map(({ key, value }) => [key, value]);
  next.properties = { ...next.properties, ...Object.fromEntries(properties) };
  return next;
}

/** Jira takes rich text as an Atlassian document and as nothing else. */
export function richText(field: string, value: unknown): unknown {
  if (value === null) return null;
  if (!isAdf(value)) {
    throw invalid(field, 'Operation value must be an Atlassian Document (see the Atlassian Document Format)');
  }
  if (wordsIn(value).length > longestText)
    throw invalid(
      field,
      `The entered text is too long. It exceeds the allowed limit of ${longestText} characters.`,
    );
  return value;
}

export function wordsIn(value: unknown): string {
  const { text, content } = value as { text?: string; content?: unknown[] };
  return (text ?? '') + (content ?? []).map(wordsIn).join('');
}

function pick(field: string, rows: readonly { id: string; name: string }[], wanted: Reference): string {
  const found = rows.find(({ id, name }) => matches(wanted, id, name));
  if (!found) throw invalid(field, `Specify a valid '${field}' id or name`);
  return found.id;
}

function matches(wanted: Reference, id: string, name: string): boolean {
  return wanted?.id === id || (wanted?.id === undefined && wanted?.name === name);
}

function changedLabels(labels: readonly string[], { fields, update }: IssueUpdate): string[] {
  const next = new Set((fields?.labels as string[] | undefined) ?? labels);
  for (const { add, remove, set } of update?.labels ?? []) {
    if (Array.isArray(set)) next.clear();
    for (const label of (set ?? []) as string[]) next.add(label);
    if (typeof add === 'string') next.add(add);
    if (typeof remove === 'string') next.delete(remove);
  }
  for (const label of next) {
    if (/\s/.test(label)) throw invalid('labels', `The label '${label}' contains spaces which is invalid.`);
    if (label.length > 255) throw invalid('labels', 'The label is too long.');
  }
  return [...next];
}

/** A parent is one level up, and a sub-task's is an ordinary issue. */
function parentOf(world: World, issue: IssueRow, wanted: Reference): string {
  let parent: IssueRow;
  try {
    parent = findIssue(world, wanted?.id ?? wanted?.key ?? '');
  } catch {
    throw invalid('parent', 'Could not find issue by id or key.');
  }
  const level = (row: IssueRow) => world.setup.types.find(({ id }) => id === row.typeId)!.hierarchyLevel;
  if (level(parent) !== level(issue) + 1) {
    throw invalid('parentId', 'Given parent work item does not belong to appropriate hierarchy.');
  }
  return parent.id;
}

function embeddedLinks(world: World, issue: IssueRow, { update }: IssueUpdate): Change[] {
  return (update?.issuelinks ?? []).map(({ add }, at): Change => {
    const { type, inwardIssue, outwardIssue } = add as Record<string, Reference>;
    let other: IssueRow;
    try {
      other = findIssue(
        world,
        outwardIssue?.id ?? outwardIssue?.key ?? inwardIssue?.id ?? inwardIssue?.key ?? '',
      );
    } catch {
      throw invalid('issuelinks', 'The issue to be linked does not exist.');
    }
    const [sourceId, targetId] = outwardIssue ? [issue.id, other.id] : [other.id, issue.id];
    const row: LinkRow = { id: `${issue.id}-${at}`, typeId: linkType(world, type), sourceId, targetId };
    return { noun: 'links', row };
  });
}

export function linkType(world: World, wanted: Reference): string {
  const found = world.setup.linkTypes.find(({ id, name }) => matches(wanted, id, name));
  if (!found) throw new Refusal(404, [`No issue link type with name '${wanted?.name}' found.`]);
  return found.id;
}

/** The row in another status, with the resolution Jira's own workflows give. */
export function inStatus(
  world: World,
  issue: IssueRow,
  status: StatusSetup,
  resolution: Reference,
): IssueRow {
  const now = world.now();
  const isDone = status.category === 'done';
  const resolutionId = resolution
    ? pick('resolution', world.setup.resolutions, resolution)
    : world.setup.resolutions[0]!.id;
  return {
    ...issue,
    statusId: status.id,
    updatedAt: now,
    resolutionId: isDone ? resolutionId : null,
    resolvedAt: isDone ? now : null,
  };
}
