/** What a tracker's issue, read back, says of the work on the ticket it was made from. */

import type { WorkMove } from '../domain/lifecycle.ts';
import type { Caller } from '../domain/principal.ts';
import type { IssueSnapshot } from '../domain/push.ts';
import type { ExternalRef, Ticket, WorkStatus } from '../domain/ticket.ts';
import type { EventDraft, Mutation } from '../tickets/mutate.ts';

/** A pushed ticket and its outside copy as last seen. */
export type Pair = { ticket: Ticket; ref: ExternalRef };

/** What the ticket is told when its issue is gone (S0-57). */
export const goneNotice = 'Remote issue not found';

/**
 * True when reading this issue tells the ticket something about the work: the first read after the push, a raw state other
 * than the last one seen (U-32: an equal one never changes anything), or the issue's end, which is null.
 */
export function isNews({ ticket, ref }: Pair, issue: IssueSnapshot | null): boolean {
  if (issue === null) return ticket.review.pushError !== goneNotice;
  return (
    ticket.review.status === 'pushed' || issue.rawStatus !== ref.rawStatus || ticket.review.pushError !== null
  );
}

/** The ticket after its issue vanished: that is noted, and changes no status. */
export function markGone({ ticket, ref }: Pair): Mutation {
  const review = { ...ticket.review, pushError: goneNotice };
  return { next: { ...ticket, review }, events: [tellSynced(ticket, ref, null, ticket.work.status)] };
}

export function tellSynced(
  ticket: Ticket,
  ref: ExternalRef,
  issue: IssueSnapshot | null,
  to: WorkStatus,
): EventDraft {
  const { externalKey, rawStatus } = issue ?? { ...ref, rawStatus: null };
  const payload = { tracker: ref.tracker, externalKey, rawStatus, from: ticket.work.status, to };
  return { type: 'TicketSynced', documentId: ticket.origin.documentId, payload };
}

/** The move that repeats what happened at the tracker, whose word on the work counts. */
export function workMoveTo(
  issue: IssueSnapshot,
  ref: ExternalRef,
  { caller, at }: { caller: Caller; at: string },
): WorkMove {
  const said = `${ref.tracker} says "${issue.rawStatus}"`;
  return {
    to: issue.workStatus,
    by: caller.principal,
    at,
    licence: { mirrored: ref.tracker, rawStatus: issue.rawStatus },
    ...(issue.resolution ? { resolution: issue.resolution } : {}),
    ...(issue.workStatus === 'failed' ? { error: said } : {}),
    ...(issue.workStatus === 'blocked' ? { blocker: said } : {}),
  };
}
