/** Our words to GitHub's and back: what GitHub has no word for is carried by a label of ours or a line of the text. */
import { markerOf, withoutMarker } from '../../domain/issue-marker.ts';
import {
  type Priority,
  parsePriority,
  priorityCode,
  priorityInBody,
  priorityNames,
} from '../../domain/priority.ts';
import type { IssueSnapshot } from '../../domain/push.ts';
import { type Resolution, TicketType, type WorkStatus } from '../../domain/ticket.ts';
import type { GithubIssue } from './issue.ts';
import { neutralise, restore } from './neutral-text.ts';

export type GithubState = Pick<GithubIssue, 'state' | 'reason'>;

const statusLabels: Partial<Record<WorkStatus, string>> = {
  in_progress: 'status:in-progress',
  blocked: 'status:blocked',
  failed: 'status:failed',
};
const statusLabel = /^status:(in-progress|blocked|failed)$/i;
const typeLabel = new RegExp(`^type:(${TicketType.options.join('|')})$`, 'i');
const priorityLabel = /^priority:(p[0-3])$/i;

/** Labels of ours that stand for a status, a type or a priority. */
export function carriesMeaning(label: string): boolean {
  return statusLabel.test(label) || typeLabel.test(label) || priorityLabel.test(label);
}

/** The state and the label that stand for a work status. A failed ticket stays open: nobody decided to drop it. */
export function placeOf(status: WorkStatus): { state: GithubState; label: string | null } {
  const label = statusLabels[status] ?? null;
  if (status === 'done') return { state: { state: 'closed', reason: 'completed' }, label };
  if (status === 'cancelled') return { state: { state: 'closed', reason: 'not_planned' }, label };
  return { state: { state: 'open', reason: null }, label };
}

export function isStatusLabel(label: string): boolean {
  return statusLabel.test(label);
}

/** A label counts only while the issue is open, so that a person who closes it is believed (U-33). */
export function readStatus(
  { state, reason }: GithubState,
  labels: readonly string[],
): { workStatus: WorkStatus; resolution: Resolution | null } {
  if (state === 'closed') {
    if (reason === 'duplicate') return { workStatus: 'cancelled', resolution: 'merged' };
    if (reason === 'not_planned') return { workStatus: 'cancelled', resolution: 'dropped' };
    return { workStatus: 'done', resolution: 'completed' };
  }
  const said = new Set(labels.map((label) => label.toLowerCase()));
  const status = (['blocked', 'failed', 'in_progress'] as const).find((one) => said.has(statusLabels[one]!));
  return { workStatus: status ?? 'open', resolution: null };
}

/** GitHub's own words, with the label that says more; the same for the same state, however it was read. */
export function rawStatus({ state, reason }: GithubState, labels: readonly string[]): string {
  const label = state === 'open' ? labels.find(isStatusLabel) : undefined;
  const more = [reason, label].filter((word) => word != null);
  return more.length > 0 ? `${state} (${more.join(', ')})` : state;
}

/** The issue type of this name where the owner has it, else a label; a plain task needs none. */
export function typeIn(
  types: readonly { id: string; name: string }[],
  type: TicketType,
): { typeId: string | null; label: string | null } {
  const own = types.find(({ name }) => wordOf(name) === type);
  if (own) return { typeId: own.id, label: null };
  return { typeId: null, label: type === 'task' ? null : `type:${type}` };
}

export function readType(type: string | null, labels: readonly string[]): TicketType {
  const known = (word: string | undefined) => TicketType.options.find((one) => one === wordOf(word ?? ''));
  const labelled = labels.map((label) => label.match(typeLabel)?.[1]).find((word) => word !== undefined);
  return known(type ?? undefined) ?? known(labelled) ?? 'task';
}

/** `Tech debt` as we write it. */
function wordOf(name: string): string {
  return name.trim().toLowerCase().replaceAll(' ', '_');
}

/** The owner's field "Priority", where there is one. */
export type PriorityField = { id: string; options: readonly { id: string; name: string }[] };

/** An option of the field that says so, else a label; none for an unset priority. */
export function priorityIn(
  field: PriorityField | null,
  priority: Priority,
): { optionId: string | null; label: string | null } {
  const option = field?.options.find(({ name }) => name.toLowerCase() === priorityNames[priority]);
  if (option) return { optionId: option.id, label: null };
  const code = priorityCode(priority);
  return { optionId: null, label: code && `priority:${code}` };
}

/** Null for an option that is none of our words, or where none was told; 0 when nothing is said. */
export function readPriority(option: string | null | undefined, labels: readonly string[]): Priority | null {
  if (option) return parsePriority(option);
  const labelled = labels.map((label) => label.match(priorityLabel)?.[1]).find((word) => word !== undefined);
  if (labelled !== undefined) return parsePriority(labelled);
  return option === undefined ? null : 0;
}

export function isPriorityLabel(label: string): boolean {
  return priorityLabel.test(label);
}

const priorityLine = /^\*\*Priority:\*\* P[0-3] \([A-Z][a-z]+\)$/m;
/** What our own text goes on with: there the priority stands best. */
const facts = /^(#{1,6}\s+acceptance criteria[ \t]*|\*\*(?:Effort|Depends on):\*\* .*)$/im;

/** A whole body: the text with nothing left in it that GitHub would act on, the priority in words, and our marker. */
export function writeBody(
  text: string,
  { priority, unmapped = [], marker }: { priority: Priority; unmapped?: readonly string[]; marker: string },
): string {
  const line = `**Priority:** ${priorityInBody(priority)}`;
  const labels = unmapped.length > 0 ? [neutralise(`**Labels:** ${unmapped.join(', ')}`)] : [];
  const [before, after] = splitForFacts(text.trim());
  const parts = [neutralise(before), line, neutralise(after), ...labels, markerOf(marker)];
  return parts.filter((part) => part !== '').join('\n\n');
}

function splitForFacts(text: string): [string, string] {
  const footer = text.lastIndexOf('\n\n---\n\n');
  const found = text.search(facts);
  const at = found >= 0 ? found : footer >= 0 ? footer : text.length;
  return [text.slice(0, at).trimEnd(), text.slice(at).trim()];
}

/** The text as it was before `writeBody`. */
export function readBody(body: string): string {
  const ours = withoutMarker(body);
  if (ours === body) return body;
  return restore(
    ours.replace(new RegExp(`(^|\\n\\n)${priorityLine.source.slice(1, -1)}(?=\\n|$)`), ''),
  ).trim();
}

/** A body of ours with another priority in its words; the same body where no such line stands. */
export function withPriority(body: string, priority: Priority): string {
  return body.replace(priorityLine, `**Priority:** ${priorityInBody(priority)}`);
}

/** Each name once, whatever its case. */
export function distinctNames(names: readonly (string | null)[]): string[] {
  const byName = new Map<string, string>();
  for (const name of names) {
    if (name !== null && !byName.has(name.toLowerCase())) byName.set(name.toLowerCase(), name);
  }
  return [...byName.values()];
}

export function toSnapshot(issue: GithubIssue): IssueSnapshot {
  return {
    externalId: issue.id,
    externalKey: `#${issue.number}`,
    url: issue.url,
    title: issue.title,
    rawStatus: rawStatus(issue, issue.labels),
    ...readStatus(issue, issue.labels),
    assignee: issue.assignee,
    text: readBody(issue.body),
    priority: readPriority(issue.priority, issue.labels),
    labels: issue.labels.filter((label) => !carriesMeaning(label)),
    updatedAt: issue.updatedAt,
  };
}
