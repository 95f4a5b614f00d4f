/** Where each ticket stands with one destination: to review, approved, under way, pushed or failed. */
import { type Approval, approvalHash } from '../domain/approval.ts';
import { type DuplicateFinding, duplicateTerms, undecided } from '../domain/duplicate.ts';
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
  | { kind: 'pushed' }
  /** It may be a duplicate, and nobody has said yet what is to become of it. */
  | { kind: 'undecided' }
  /** A person said that it is a duplicate and is not to be pushed. */
  | { kind: 'skipped' };

/** A ticket with the hash a person would approve now, and what may say the same at the destination. */
export type Judged = { ticket: Ticket; hash: string; standing: Standing; finding: DuplicateFinding | null };

/** Hashes are made for this destination while no tracker is known. */
export const nowhere = 'local';

/** What the store holds about one ticket; approvals and intents newest first. */
export type Known = {
  approvals: readonly Approval[];
  intents: readonly Intent[];
  /** At this destination. */
  finding: DuplicateFinding | null;
};

/** An approval counts only for the exact content, destination and treatment of duplicates it was given for. */
export function judge(ticket: Ticket, destinationId: string, known: Known): Judged {
  const { finding } = known;
  const hash = approvalHash(ticket, destinationId, duplicateTerms(finding));
  return { ticket, hash, standing: standingOf(ticket, destinationId, hash, known), finding };
}

function standingOf(
  ticket: Ticket,
  destinationId: string,
  hash: string,
  { approvals, intents, finding }: Known,
): Standing {
  const status = ticket.review.status;
  if (status === 'pushed' || status === 'synced') return { kind: 'pushed' };
  const open = intents.find(isOpen);
  if (open) return { kind: 'busy', intent: open };
  if (finding?.decision?.choice === 'skip') return { kind: 'skipped' };
  if (undecided(finding).length > 0) return { kind: 'undecided' };
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
  const findings = await nouns.duplicates.ofTickets(workspaceId, ids);
  return tickets.map((ticket) => {
    const own = <Row extends { ticketId: Id }>(rows: readonly Row[]) =>
      rows.filter((row) => row.ticketId === ticket.id);
    const finding = own(findings).find((one) => one.destination === destinationId) ?? null;
    return judge(ticket, destinationId, { approvals: own(approvals), intents: own(intents), finding });
  });
}
