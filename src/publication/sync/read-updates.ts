/** What of tickets that are out the trackers have not been told, and where both sides have changed the same. */
import { createHash } from 'node:crypto';
import type { Id } from '../../domain/ids.ts';
import { priorityCode } from '../../domain/priority.ts';
import type { TicketUpdate } from '../../domain/publication-view.ts';
import {
  changeOfLabels,
  compareFields,
  type IssueWrite,
  type SyncBase,
  type SyncField,
  type SyncFields,
} from '../../domain/sync.ts';
import type { ExternalRef, Ticket } from '../../domain/ticket.ts';
import type { TicketView } from '../../domain/ticket-view.ts';
import type { Nouns } from '../../ports/store.ts';
import { fieldsOfTicket } from './sides.ts';

/** A ticket, its newest issue and what the two agreed on. */
export type Standing = { ticket: Ticket; ref: ExternalRef; base: SyncBase };

/** Null for a ticket that is not out, or whose issue has not been read since an older release pushed it. */
export async function findStanding(nouns: Nouns, ticket: Ticket): Promise<Standing | null> {
  if (ticket.review.status !== 'pushed' && ticket.review.status !== 'synced') return null;
  const refs = await nouns.externalRefs.ofTickets(ticket.workspaceId, [ticket.id]);
  const ref = refs.toSorted((one, other) => other.createdAt.localeCompare(one.createdAt))[0];
  const bases = await nouns.syncBases.ofTickets(ticket.workspaceId, [ticket.id]);
  const base = bases.find(({ tracker }) => tracker === ref?.tracker);
  return ref && base ? { ticket, ref, base } : null;
}

/** The fields Docket changed and the tracker was not told of, as they are now. */
export function unsentFields({ ticket, base }: Standing): SyncField[] {
  const differences = compareFields(base, fieldsOfTicket(ticket), base.seen);
  const ours = differences.flatMap(({ field, kind }) => (kind === 'ours' ? [field] : []));
  const now = fieldsOfTicket(ticket);
  // Labels that the tracker changed as well are taken in when they are read; what is left is what Docket adds to them.
  const labels = changeOfLabels(base.ours.labels, now.labels);
  const isLabelled = labels.add.length + labels.remove.length > 0;
  return ours.filter((field) => field !== 'labels' || isLabelled);
}

/** Names what a press lets out: these fields with these values to this issue, and nothing else. */
export function termsOf({ ticket, ref, base }: Standing, fields: readonly SyncField[]): string {
  const now = fieldsOfTicket(ticket);
  const said = [ref.externalId, base.rev, ...fields.map((field) => [field, now[field]])];
  return createHash('sha256').update(JSON.stringify(said)).digest('hex').slice(0, 12);
}

/** For people: the view with its differences. Null where `findStanding` is. */
export async function readUpdate(nouns: Nouns, view: TicketView): Promise<TicketUpdate | null> {
  const standing = await findStanding(nouns, view.ticket);
  if (!standing) return null;
  const { ticket, base } = standing;
  const now = fieldsOfTicket(ticket);
  const fields = unsentFields(standing);
  const conflicts = compareFields(base, now, base.seen).filter(
    ({ field, kind }) => kind === 'conflict' && field !== 'status',
  );
  const shown = [
    ...fields.map((field) => ({ field, kind: 'ours' as const })),
    ...conflicts.map(({ field }) => ({ field, kind: 'conflict' as const })),
  ];
  return {
    view,
    rows: shown.map(({ field, kind }) => ({
      field,
      kind,
      before: sayField(base.ours, field),
      ours: sayField(now, field),
      theirs: sayField(base.seen, field),
    })),
    terms: termsOf(standing, fields),
    rev: base.rev,
    sent: sayLast(await lastWrite(nouns, ticket.workspaceId, ticket.id)),
    assignee: base.assignee,
  };
}

async function lastWrite(nouns: Nouns, workspaceId: Id, ticketId: Id): Promise<IssueWrite | null> {
  const writes = await nouns.issueWrites.ofTickets(workspaceId, [ticketId]);
  return writes.find(({ kind }) => kind === 'update') ?? null;
}

function sayLast(write: IssueWrite | null): TicketUpdate['sent'] {
  return write && { state: write.state, kind: write.kind, reason: write.reason, by: write.requestedByName };
}

function sayField(fields: SyncFields, field: SyncField): string {
  if (field === 'labels') return fields.labels.join(', ');
  if (field === 'priority') return fields.priority === null ? '' : (priorityCode(fields.priority) ?? 'none');
  return fields[field];
}
