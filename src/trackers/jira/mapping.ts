/** Our words to Jira's and back: status, resolution, priority, type and labels. */
import { statusOfName } from '../../domain/foreign-status.ts';
import type { Priority } from '../../domain/priority.ts';
import type { Resolution, TicketType, WorkStatus } from '../../domain/ticket.ts';

/** `category` is Jira's key: new, indeterminate, done, or one it adds later. */
export type JiraStatus = { name: string; category: string };
export type JiraType = { id: string; name: string; level: number; subtask: boolean };

const statusLabel = (status: WorkStatus) => `status:${status}`;
const typeLabel = (type: TicketType) => `type:${type}`;

const categories: Record<WorkStatus, string> = {
  open: 'new',
  in_progress: 'indeterminate',
  blocked: 'indeterminate',
  done: 'done',
  failed: 'indeterminate',
  cancelled: 'done',
};

/** Names under which a project closes what nobody will do. */
export const wontDo =
  /won.?t|cancel|declin|abandon|reject|invalid|obsolete|duplicate|not a bug|cannot reproduce/i;

export function categoryOf(status: WorkStatus): string {
  return categories[status];
}

/** Whether an issue in this status of Jira's says what we mean, as far as a status can say it. */
export function fits(status: WorkStatus, { name, category }: JiraStatus): boolean {
  if (category !== categories[status]) return false;
  if (status === 'in_progress' || status === 'failed') return !isHeld(name);
  return status !== 'done' || !wontDo.test(name);
}

function isHeld(name: string): boolean {
  return /block|hold/i.test(name);
}

/** Labels that say what the status and resolution an issue has do not say. */
export function statusLabels(status: WorkStatus, at: JiraStatus, resolution: string | null): string[] {
  if (status === 'failed') return [statusLabel('failed')];
  if (status === 'blocked') return isHeld(at.name) ? [] : [statusLabel('blocked')];
  const isSaid = wontDo.test(at.name) || wontDo.test(resolution ?? '');
  return status === 'cancelled' && !isSaid ? [statusLabel('cancelled')] : [];
}

/**
 * The category of a status decides, then its name (U-31). A status label counts only while the status still is one that
 * we would have set with it, so that a person who moves the issue on is believed.
 */
export function readStatus(
  status: JiraStatus,
  resolution: string | null,
  labels: readonly string[],
): { workStatus: WorkStatus; resolution: Resolution | null } {
  const says = (one: WorkStatus) => labels.some((label) => label.toLowerCase() === statusLabel(one));
  const known = new Map<string, WorkStatus>([
    ['new', 'open'],
    ['indeterminate', 'in_progress'],
    ['done', 'done'],
  ]);
  const first = known.get(status.category) ?? statusOfName(status.name);
  if (first === 'in_progress') {
    if (isHeld(status.name) || says('blocked')) return { workStatus: 'blocked', resolution: null };
    return { workStatus: says('failed') ? 'failed' : 'in_progress', resolution: null };
  }
  if (first !== 'done' && first !== 'cancelled') return { workStatus: first, resolution: null };
  const said = `${status.name} ${resolution ?? ''}`;
  if (/duplicate/i.test(said)) return { workStatus: 'cancelled', resolution: 'merged' };
  const dropped = first === 'cancelled' || wontDo.test(said) || says('cancelled');
  return dropped
    ? { workStatus: 'cancelled', resolution: 'dropped' }
    : { workStatus: 'done', resolution: 'completed' };
}

type Named = { id: string; name: string };

const usualNames = ['highest', 'high', 'medium', 'low'];

/**
 * Where our four priorities stand in the project's own, which come the highest first: by Jira's usual names where it has
 * all of them, else by rank. Null where the project knows no priorities.
 */
function priorityPlaces(priorities: readonly Named[]): number[] | null {
  if (priorities.length === 0) return null;
  const byName = usualNames.map((name) => priorities.findIndex((one) => one.name.toLowerCase() === name));
  if (byName.every((at) => at >= 0)) return byName;
  const last = priorities.length - 1;
  return usualNames.map((_, at) => (last >= 3 ? at : Math.round((at * last) / 3)));
}

/** Null when the ticket has none: Jira then gives its own default, as the body says P2. */
export function toPriority(priority: Priority, priorities: readonly Named[]): Named | null {
  const places = priorityPlaces(priorities);
  return priority === 0 || places === null ? null : priorities[places[priority - 1]!]!;
}

/** One that none of ours stands for is the nearest below it, and below the last it is low. */
export function readPriority(id: string | null, priorities: readonly Named[]): Priority | null {
  const places = priorityPlaces(priorities);
  const at = priorities.findIndex((one) => one.id === id);
  if (places === null || at < 0) return null;
  const nearest = places.findIndex((place) => place >= at);
  return (nearest < 0 ? 4 : nearest + 1) as Priority;
}

const typeNames: Partial<Record<TicketType, RegExp>> = {
  bug: /^(bug|defect)$/i,
  hotfix: /^(hotfix|bug|defect)$/i,
  feature: /^(feature|new feature|story|user story)$/i,
  story: /^(story|user story)$/i,
};

/** The project's own type for a ticket. `below` is the level of the parent it is filed under. */
export function pickType(
  types: readonly JiraType[],
  type: TicketType,
  { below, wanted }: { below: number | null; wanted: string | null },
): JiraType | null {
  const level = below === null ? (type === 'epic' ? 1 : 0) : below - 1;
  const fitting = types.filter((one) => one.level === level);
  const named = fitting.find(({ name }) => name.toLowerCase() === wanted?.toLowerCase());
  const own = fitting.find(({ name }) => typeNames[type]?.test(name) || name.toLowerCase() === type);
  const plain =
    fitting.find(({ name }) => name.toLowerCase() === 'task') ??
    fitting.find(({ name }) => !typeNames.bug!.test(name)) ??
    fitting[0];
  const found = named ?? own ?? plain ?? null;
  // A project without epics still takes the ticket; its label says what it is.
  return found === null && below === null && level > 0 ? pickType(types, 'task', { below, wanted }) : found;
}

/** What a type says by itself, before any label. */
function plainType({ name, level }: Pick<JiraType, 'name' | 'level'>): TicketType {
  if (level >= 1) return 'epic';
  if (/^(bug|defect)$/i.test(name)) return 'bug';
  if (/^(story|user story)$/i.test(name)) return 'story';
  return /^(feature|new feature)$/i.test(name) ? 'feature' : 'task';
}

export function typeLabels(type: TicketType, at: JiraType): string[] {
  return plainType(at) === type ? [] : [typeLabel(type)];
}

export function readType(at: Pick<JiraType, 'name' | 'level'>, labels: readonly string[]): string {
  const label = labels.find((one) => /^type:\w+$/.test(one));
  return label ? label.slice('type:'.length) : plainType(at);
}

/** A title as Jira takes it: one line, and nothing in it that is no character. */
export function toSummary(title: string): string {
  return title.toWellFormed().replace(/\s*\p{Cc}+\s*/gu, ' ');
}

/** Jira's labels have no spaces. */
export function toLabel(name: string): string {
  return name.trim().replace(/\s+/g, '-').slice(0, 255);
}

export function toLabels(names: readonly string[], ours: readonly string[]): string[] {
  return [...new Set([...names.map(toLabel).filter((name) => name !== ''), ...ours])];
}

/** Without those that carry a status or a type for us. */
export function readLabels(labels: readonly string[]): string[] {
  return labels.filter((label) => !/^(status|type):/i.test(label));
}

export function isStatusLabel(label: string): boolean {
  return /^status:/i.test(label);
}
