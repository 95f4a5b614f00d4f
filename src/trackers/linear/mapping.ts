/** Our words to Linear's and back; priorities need no mapping, because ours are Linear's own numbers. */
import { statusOfName } from '../../domain/foreign-status.ts';
import type { IssueKey } from '../../domain/ids.ts';
import { markerOf, withoutMarker } from '../../domain/issue-marker.ts';
import { Priority } from '../../domain/priority.ts';
import type { IssueDraft, IssueSnapshot } from '../../domain/push.ts';
import type { Resolution, TicketType, WorkStatus } from '../../domain/ticket.ts';

/** `type` is one of triage, backlog, unstarted, started, completed, canceled, duplicate, or one Linear adds later. */
export type LinearState = { id: string; name: string; type: string; position: number };

/** The part of Linear's `IssueCreateInput` we use. */
export type LinearIssueInput = {
  id: string;
  teamId: string;
  title: string;
  description: string;
  priority: number;
  labelIds: string[];
  estimate?: number;
  projectId?: string;
  parentId?: string;
  stateId?: string;
};

/** Labels that carry what a Linear state cannot say. */
export const statusLabelPrefix = 'status:';

const stateTypes: Record<WorkStatus, string> = {
  open: 'unstarted',
  in_progress: 'started',
  blocked: 'started',
  done: 'completed',
  failed: 'canceled',
  cancelled: 'canceled',
};

/**
 * The state and labels that stand for a work status in a team with these states. Null when the team has no such state:
 * the issue then starts where the team's issues start.
 */
export function placeIn(
  states: readonly LinearState[],
  status: WorkStatus,
): { stateId: string | null; labels: string[] } {
  const fitting = states.filter(({ type }) => type === stateTypes[status]);
  const byPosition = fitting.toSorted((one, other) => one.position - other.position);
  const plain = byPosition.find(({ name }) => !/block|duplicate/i.test(name));
  const named = byPosition.find(({ name }) => /block/i.test(name));
  if (status === 'blocked' && named) return { stateId: named.id, labels: [] };
  const labels = status === 'blocked' || status === 'failed' ? [`${statusLabelPrefix}${status}`] : [];
  return { stateId: plain?.id ?? null, labels };
}

/**
 * The type of a state decides, then its name (U-31). A status label counts only while the state still is one that we
 * would have set with it, so that a person who moves the issue on is believed.
 */
export function readStatus(
  state: Pick<LinearState, 'name' | 'type'>,
  labels: readonly string[],
): { workStatus: WorkStatus; resolution: Resolution | null } {
  const says = (status: WorkStatus) =>
    labels.some((label) => label.toLowerCase() === `${statusLabelPrefix}${status}`);
  const isDuplicate = state.type === 'duplicate' || /duplicate/i.test(state.name);
  const status = statusOfType.get(state.type) ?? statusOfName(state.name);
  if (status === 'open' || status === 'in_progress') {
    const blocked = /block/i.test(state.name) || (status === 'in_progress' && says('blocked'));
    return { workStatus: blocked ? 'blocked' : status, resolution: null };
  }
  if (status === 'cancelled' && isDuplicate) return { workStatus: 'cancelled', resolution: 'merged' };
  if (status === 'cancelled' && says('failed')) return { workStatus: 'failed', resolution: null };
  return { workStatus: status, resolution: resolutions[status] ?? null };
}

const statusOfType = new Map<string, WorkStatus>([
  ['triage', 'open'],
  ['backlog', 'open'],
  ['unstarted', 'open'],
  ['started', 'in_progress'],
  ['completed', 'done'],
  ['canceled', 'cancelled'],
  ['duplicate', 'cancelled'],
]);

const resolutions: Partial<Record<WorkStatus, Resolution>> = { done: 'completed', cancelled: 'dropped' };

/** Labels of ours that stand for a status or a type. */
const carriesMeaning = /^(status|type):/i;

/** Linear has no issue types, so all but the plain task carry theirs as a label. */
export function typeLabel(type: TicketType): string | null {
  return type === 'task' ? null : `type:${type}`;
}

/** Names of all labels an issue gets, each once whatever its case. */
export function labelNames(draft: IssueDraft, statusLabels: readonly string[]): string[] {
  const names = [...draft.labels, ...statusLabels, typeLabel(draft.type) ?? []].flat();
  const byName = new Map<string, string>();
  for (const name of names) {
    if (!byName.has(name.toLowerCase())) byName.set(name.toLowerCase(), name);
  }
  return [...byName.values()];
}

/** What Linear is asked to create. `unmapped` are labels it would not take: they are named in the body instead. */
export function toIssueInput(
  draft: IssueDraft,
  key: IssueKey,
  at: {
    teamId: string;
    projectId: string | null;
    stateId: string | null;
    labelIds: string[];
    unmapped: string[];
    estimates: boolean;
  },
): LinearIssueInput {
  const labelLine = at.unmapped.length > 0 ? `**Labels:** ${at.unmapped.join(', ')}` : '';
  const description = [draft.body, labelLine, markerOf(key.marker)].filter((part) => part !== '');
  return {
    id: key.uuid,
    teamId: at.teamId,
    title: draft.title,
    description: description.join('\n\n'),
    priority: draft.priority,
    labelIds: at.labelIds,
    ...(draft.estimate !== null && at.estimates ? { estimate: Math.round(draft.estimate) } : {}),
    ...(at.projectId === null ? {} : { projectId: at.projectId }),
    ...(draft.parentExternalId === null ? {} : { parentId: draft.parentExternalId }),
    ...(at.stateId === null ? {} : { stateId: at.stateId }),
  };
}

/** An issue as Linear answers it. */
export type LinearIssue = {
  id: string;
  identifier: string;
  url: string;
  title: string;
  description: string | null;
  priority: number;
  updatedAt: string;
  trashed: boolean | null;
  state: { name: string; type: string };
  assignee: { name: string } | null;
  labels: { nodes: { name: string }[] };
};

/** As Linear shows its numbers. */
const priorityWords = ['No priority', 'Urgent', 'High', 'Medium', 'Low'];

export function toSnapshot(issue: LinearIssue): IssueSnapshot {
  const labels = issue.labels.nodes.map(({ name }) => name);
  return {
    externalId: issue.id,
    externalKey: issue.identifier,
    url: issue.url,
    title: issue.title,
    rawStatus: issue.state.name,
    ...readStatus(issue.state, labels),
    assignee: issue.assignee?.name ?? null,
    text: withoutMarker(issue.description ?? ''),
    priority: Priority.safeParse(issue.priority).data ?? null,
    rawPriority: priorityWords[issue.priority] ?? null,
    labels: labels.filter((name) => !carriesMeaning.test(name)),
    updatedAt: issue.updatedAt,
  };
}
