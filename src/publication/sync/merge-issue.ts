/** What an issue, read back, makes of its ticket: field by field against what the two last agreed on. */
import { moveWork } from '../../domain/lifecycle.ts';
import type { Caller } from '../../domain/principal.ts';
import { priorityCode } from '../../domain/priority.ts';
import type { IssueSnapshot } from '../../domain/push.ts';
import {
  applyToLabels,
  changeOfLabels,
  compareFields,
  type SyncBase,
  type SyncField,
  type SyncFields,
  type SyncNews,
} from '../../domain/sync.ts';
import type { ExternalRef, Ticket, TicketEdit } from '../../domain/ticket.ts';
import { withEdit } from '../../tickets/edit.ts';
import type { EventDraft } from '../../tickets/mutate.ts';
import { type Pair, tellSynced, workMoveTo } from '../mirror.ts';
import { fieldsOfIssue, fieldsOfTicket, textEdit, withTicks } from './sides.ts';

export type Told = Pick<SyncNews, 'field' | 'was' | 'became'>;

export type Merged = {
  next: Ticket;
  events: EventDraft[];
  base: SyncBase;
  /** What changed there, in words short enough for a line. */
  told: Told[];
  /** The ticket's own fields that the issue changed. */
  taken: SyncField[];
  /** Fields both sides changed, which a person has to decide on. */
  conflicts: SyncField[];
};

/**
 * A field only the issue changed is taken into the ticket, one only the ticket changed stays for a person to send. Of two
 * changes of the status the tracker's counts; two changes of the content both stay where they are until somebody chooses.
 */
export function mergeIssue(
  { ticket, ref }: Pair,
  base: SyncBase,
  issue: IssueSnapshot,
  by: { caller: Caller; at: string },
): Merged {
  const seen = fieldsOfIssue(issue);
  const found = compareFields(base, fieldsOfTicket(ticket), seen);
  const conflicts = found.flatMap(({ field, kind }) =>
    kind === 'conflict' && field !== 'status' ? [field] : [],
  );
  const taken = found.flatMap(({ field, kind }) => (kind === 'theirs' && field !== 'status' ? [field] : []));
  const { next: edited, fields } = withEdit(ticket, editFrom(base, ticket, seen, taken));
  const ticked = taken.includes('body') ? withTicks(edited, seen.body) : edited;
  const moved = issue.rawStatus === ref.rawStatus ? null : moveWork(ticket, workMoveTo(issue, ref, by));
  const work = moved?.work ?? ticket.work;
  const review = { ...ticket.review, status: 'synced' as const, pushError: null };
  const next = { ...ticked, review, work };
  const agreed = found.flatMap(({ field, kind }) => (kind === 'theirs' || kind === 'agreed' ? [field] : []));
  const settled: SyncField[] = moved || issue.rawStatus !== ref.rawStatus ? [...agreed, 'status'] : agreed;
  return {
    next,
    events: [
      ...(moved?.events ?? []),
      ...tellContent(ticket, ref, taken, fields),
      tellSynced(ticket, ref, issue, work.status),
    ],
    base: moveBase(base, next, seen, settled, issue),
    told: [
      ...tellChanges({ ticket, ref }, next, base, issue, taken),
      ...conflicts.flatMap((field) => tellConflict(base, seen, field)),
    ],
    taken,
    conflicts,
  };
}

/** Titles and labels are cut to what a ticket can hold. */
function editFrom(base: SyncBase, ticket: Ticket, seen: SyncFields, taken: readonly SyncField[]): TicketEdit {
  const has = (field: SyncField) => taken.includes(field);
  const title = seen.title.trim().slice(0, 256);
  const labels = applyToLabels(ticket.labels, changeOfLabels(base.theirs.labels, seen.labels));
  return {
    ...(has('title') && title !== '' ? { title } : {}),
    ...(has('body') ? textEdit(seen.body) : {}),
    ...(has('priority') && seen.priority !== null ? { priority: seen.priority } : {}),
    ...(has('labels') ? { labels } : {}),
  };
}

/** What was there before goes with the event, so that nothing the issue replaced is lost. */
function tellContent(
  ticket: Ticket,
  ref: ExternalRef,
  taken: readonly SyncField[],
  fields: readonly string[],
): EventDraft[] {
  if (fields.length === 0 && taken.length === 0) return [];
  const before = fieldsOfTicket(ticket);
  const was = Object.fromEntries(taken.map((field) => [field, before[field]]));
  const payload = { fields, origin: 'sync', tracker: ref.tracker, was };
  return [{ type: 'TicketDetailsUpdated', documentId: ticket.origin.documentId, payload }];
}

/** Both sides are taken as agreed on in these fields; what Docket has not sent yet stays unsent. */
export function moveBase(
  base: SyncBase,
  ticket: Ticket,
  seen: SyncFields,
  settled: readonly SyncField[],
  issue: Pick<IssueSnapshot, 'assignee' | 'updatedAt'>,
): SyncBase {
  const now = fieldsOfTicket(ticket);
  const [ours, theirs] = [{ ...base.ours }, { ...base.theirs }];
  for (const field of settled) {
    Object.assign(ours, { [field]: field === 'labels' ? ownLabels(base, seen) : now[field] });
    Object.assign(theirs, { [field]: seen[field] });
  }
  return {
    ...base,
    ours,
    theirs,
    seen,
    assignee: issue.assignee,
    seenAt: issue.updatedAt,
    rev: base.rev + 1,
  };
}

/** The issue's change of labels becomes part of what was agreed, and our own change remains one. */
function ownLabels({ ours, theirs }: SyncBase, seen: SyncFields): string[] {
  return applyToLabels(ours.labels, changeOfLabels(theirs.labels, seen.labels));
}

function tellChanges(
  { ticket }: Pair,
  next: Ticket,
  base: SyncBase,
  issue: IssueSnapshot,
  taken: readonly SyncField[],
): Told[] {
  const tell = (field: Told['field'], was: string, became: string): Told[] =>
    was === became ? [] : [{ field, was, became }];
  const has = (field: SyncField) => taken.includes(field);
  return [
    ...tell('status', ticket.work.status, next.work.status),
    ...tell('title', ticket.title, next.title),
    ...tell('priority', sayPriority(ticket), sayPriority(next)),
    ...tell('labels', ticket.labels.join(', '), next.labels.join(', ')),
    ...(has('body') ? [{ field: 'body' as const, was: '', became: '' }] : []),
    ...tell('assignee', base.assignee ?? '', issue.assignee ?? ''),
  ];
}

/** Once, when the issue comes to say something else than it did. */
function tellConflict(base: SyncBase, seen: SyncFields, field: SyncField): Told[] {
  return base.seen[field] === seen[field] ? [] : [{ field: 'conflict', was: '', became: field }];
}

function sayPriority({ priority }: Ticket): string {
  return priorityCode(priority) ?? 'none';
}
