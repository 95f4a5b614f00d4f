/** Issue rows from what a client asks for, refused where Linear would refuse. */
import { randomUUID } from 'node:crypto';
import { conflict, invalidArgument, notFound } from './answers.ts';
import { viewerId } from './seed.ts';
import type { Change, IssueRow, StateRow, World } from './world.ts';

/** The parts of `IssueCreateInput` and `IssueUpdateInput` the sandbox knows; null clears, absent leaves. */
export type IssueInput = {
  id?: string | null;
  teamId?: string | null;
  title?: string | null;
  description?: string | null;
  priority?: number | null;
  estimate?: number | null;
  stateId?: string | null;
  projectId?: string | null;
  parentId?: string | null;
  assigneeId?: string | null;
  dueDate?: string | null;
  labelIds?: string[] | null;
  addedLabelIds?: string[] | null;
  removedLabelIds?: string[] | null;
  trashed?: boolean | null;
};

const uuidV4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const maxTitle = 512;

/** The id a client gave, refused when it is no UUID v4 or already used for such an entity; else a new one. */
export function takeId(entity: string, used: ReadonlyMap<string, unknown>, asked?: string | null): string {
  if (!asked) return randomUUID();
  if (!uuidV4.test(asked)) throw invalidArgument('id', 'must be a UUID v4');
  if (used.has(asked)) throw conflict(entity, asked);
  return asked;
}

/** By UUID or by identifier such as `ENG-3`. */
export function findIssue(world: World, reference: string): IssueRow {
  const [key, number] = reference.toUpperCase().split('-');
  const named = [...world.issues.values()].find((issue) => {
    return world.teams.get(issue.teamId)!.key === key && String(issue.number) === number;
  });
  const issue = world.issues.get(reference) ?? named;
  if (!issue) throw notFound('Issue');
  return issue;
}

export function newIssue(world: World, input: IssueInput, number: number): IssueRow {
  const team = world.teams.get(input.teamId ?? '');
  if (!team) throw notFound('Team');
  if (!input.title?.trim()) throw invalidArgument('title', 'must not be empty');
  const now = world.now();
  const blank: IssueRow = {
    id: takeId('Issue', world.issues, input.id),
    number,
    teamId: team.id,
    title: input.title,
    description: null,
    priority: 0,
    estimate: null,
    stateId: team.defaultStateId,
    projectId: null,
    parentId: null,
    assigneeId: null,
    creatorId: viewerId,
    labelIds: [],
    dueDate: null,
    startedAt: null,
    completedAt: null,
    canceledAt: null,
    trashed: false,
    createdAt: now,
    updatedAt: now,
    archivedAt: null,
  };
  return changedIssue(world, blank, input);
}

/** The row with the asked changes, every reference in them checked. */
export function changedIssue(world: World, issue: IssueRow, input: IssueInput): IssueRow {
  const next: IssueRow = { ...issue, ...plainChanges(input), updatedAt: world.now() };
  if (next.title.trim() === '' || next.title.length > maxTitle) {
    throw invalidArgument('title', `must have between 1 and ${maxTitle} characters`);
  }
  if (next.priority < 0 || next.priority > 4) throw invalidArgument('priority', 'must be between 0 and 4');
  if (next.projectId !== null && !world.projects.get(next.projectId)?.teamIds.includes(next.teamId)) {
    throw notFound('Project');
  }
  if (next.assigneeId !== null && !world.users.has(next.assigneeId)) throw notFound('User');
  next.labelIds = changedLabels(world, next, input);
  if (input.parentId) next.parentId = findIssue(world, input.parentId).id;
  return input.stateId ? inState(world, next, input.stateId) : next;
}

function plainChanges(input: IssueInput): Partial<IssueRow> {
  const { title, description, priority, estimate, projectId, assigneeId, dueDate, trashed } = input;
  const asked = {
    title: title ?? undefined,
    priority: priority === null ? 0 : priority,
    trashed: trashed === null ? false : trashed,
    description,
    estimate,
    projectId,
    assigneeId,
    dueDate,
    ...(input.parentId === null ? { parentId: null } : {}),
  };
  return Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined));
}

function changedLabels(world: World, issue: IssueRow, input: IssueInput): string[] {
  const removed = new Set(input.removedLabelIds ?? []);
  const wanted = [...(input.labelIds ?? issue.labelIds), ...(input.addedLabelIds ?? [])];
  const ids = [...new Set(wanted)].filter((id) => !removed.has(id));
  const groups = new Set<string>();
  for (const id of ids) {
    const label = world.labels.get(id);
    if (!label || (label.teamId !== null && label.teamId !== issue.teamId)) throw notFound('IssueLabel');
    if (label.isGroup) throw invalidArgument('labelIds', 'must not name a label group');
    if (label.parentId !== null && groups.has(label.parentId)) {
      throw invalidArgument('labelIds', 'must not name two labels of one group');
    }
    if (label.parentId !== null) groups.add(label.parentId);
  }
  return ids;
}

/** The row in another state, with the times Linear keeps for it. */
export function inState(world: World, issue: IssueRow, stateId: string): IssueRow {
  const state = world.states.get(stateId);
  if (!state || state.teamId !== issue.teamId) throw notFound('WorkflowState');
  const now = world.now();
  const reached = (types: StateRow['type'][], since: string | null) => {
    return types.includes(state.type) ? (since ?? now) : null;
  };
  return {
    ...issue,
    stateId,
    updatedAt: now,
    startedAt: state.type === 'completed' ? issue.startedAt : reached(['started'], issue.startedAt),
    completedAt: reached(['completed'], issue.completedAt),
    canceledAt: reached(['canceled', 'duplicate'], issue.canceledAt),
  };
}

/** All of them or, when one is refused, none: Linear creates a batch in one transaction. */
export function newIssues(world: World, inputs: readonly IssueInput[]): Change[] {
  const made = new Map<string, IssueRow>();
  const given = new Map<string, number>();
  return inputs.map((input): Change => {
    if (input.id && made.has(input.id)) throw conflict('Issue', input.id);
    const teamId = input.teamId ?? '';
    const ahead = given.get(teamId) ?? 0;
    given.set(teamId, ahead + 1);
    const parent = world.takesSiblings ? made.get(input.parentId ?? '') : undefined;
    const asked = parent ? { ...input, parentId: undefined } : input;
    const row = newIssue(world, asked, world.nextNumber(teamId) + ahead);
    if (parent) row.parentId = parent.id;
    made.set(row.id, row);
    return { noun: 'issues', row };
  });
}
