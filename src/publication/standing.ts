/** Where each ticket stands with one destination: to review, approved, under way, pushed or failed. */
import { type Approval, approvalHash } from '../domain/approval.ts';
import type { Id } from '../domain/ids.ts';
import type { Intent } from '../domain/push.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Nouns } from '../ports/store.ts';

export type Standing =
  | { kind: 'waiting' }
  | { kind: 'approved'; approval: Approval }
  /** An intent of this ticket is planned, being sent or being looked up, here or at another destination. */
  | { kind: 'busy'; intent: Intent }
  /** The tracker refused exactly this content, so the consent given for it still stands. */
  | { kind: 'failed'; intent: Intent }
  | { kind: 'pushed' };

/** A ticket with the hash a person would approve now. */
export type Judged = { ticket: Ticket; hash: string; standing: Standing };

/** Hashes are made for this destination while no tracker is known. */
export const nowhere = 'local';

/** An approval counts only for the exact content and destination it was given for; intents must come newest first. */
export function judge(
  ticket: Ticket,
  destinationId: string,
  approvals: readonly Approval[],
  intents: readonly Intent[],
): Judged {
  const hash = approvalHash(ticket, destinationId);
  return { ticket, hash, standing: standingOf(ticket, destinationId, hash, approvals, intents) };
}

function standingOf(
  ticket: Ticket,
  destinationId: string,
  hash: string,
  approvals: readonly Approval[],
  intents: readonly Intent[],
): Standing {
  const status = ticket.review.status;
  if (status === 'pushed' || status === 'synced') return { kind: 'pushed' };
  const open = intents.find(isOpen);
  if (open) return { kind: 'busy', intent: open };
  const approval = approvals.find((one) => one.contentHash === hash && one.destination === destinationId);
  if (approval && status === 'reviewed') return { kind: 'approved', approval };
  const last = intents.find((intent) => intent.destination === destinationId);
  if (status === 'push_failed' && last?.state === 'failed' && last.contentHash === hash) {
    return { kind: 'failed', intent: last };
  }
  return { kind: 'waiting' };
}

/** True while the outcome of an intent is not settled. */
export function isOpen(intent: Intent): boolean {
  return intent.state === 'planned' || intent.state === 'sending' || intent.state === 'unknown';
}

/** Judges tickets with what the store holds about them, in the order given. */
export async function judgeAll(
  nouns: Nouns,
  workspaceId: Id,
  tickets: readonly Ticket[],
  destinationId: string,
): Promise<Judged[]> {
  const ids = tickets.map((ticket) => ticket.id);
  const approvals = await nouns.approvals.standing(workspaceId, ids);
  const intents = await nouns.pushes.intentsOfTickets(workspaceId, ids);
  return tickets.map((ticket) => {
    const own = <Row extends { ticketId: Id }>(rows: readonly Row[]) =>
      rows.filter((row) => row.ticketId === ticket.id);
    return judge(ticket, destinationId, own(approvals), own(intents));
  });
}
