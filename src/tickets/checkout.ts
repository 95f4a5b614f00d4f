/** Who has a ticket to themselves for a run, and who says that they are at it (S4-33, ruling C-19). */
import { DocketError } from '../domain/errors.ts';
import { activeClaim, askLock, type Claim, executionOf } from '../domain/execution.ts';
import type { Id } from '../domain/ids.ts';
import { isFinished } from '../domain/lifecycle.ts';
import type { Principal } from '../domain/principal.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Mutation } from './mutation.ts';

export type Checkout = 'success' | 'alreadyOwned' | 'conflict' | 'notFound';

/** What taking the lock changes; null where there is nothing to write: it is this run's already, or it cannot be had. */
export function takeLock(
  current: Ticket,
  wish: { agentId: string; runId: string; at: string },
): { answer: Exclude<Checkout, 'notFound'>; mutation: Mutation | null } {
  if (isFinished(current.work.status)) return { answer: 'conflict', mutation: null };
  const execution = executionOf(current);
  const asked = askLock(execution.lock, wish.runId, wish.at);
  if (asked === 'own') return { answer: 'alreadyOwned', mutation: null };
  if (asked === 'taken') return { answer: 'conflict', mutation: null };
  const next = { ...current, execution: { ...execution, lock: wish } };
  return { answer: 'success', mutation: { next, events: [] } };
}

/** Null where this run does not hold it. */
export function releaseLock(current: Ticket, runId: string): Mutation | null {
  const execution = executionOf(current);
  if (execution.lock?.runId !== runId) return null;
  return { next: { ...current, execution: { ...execution, lock: null } }, events: [] };
}

export type ClaimWish = {
  holder: Principal;
  at: string;
  minutes: number;
  /** Why another's claim is overridden or taken away. */
  reason?: string | undefined;
};

export type ClaimOutcome = 'acquired' | 'renewed' | 'overrode' | 'released';

/** Takes a claim or renews one's own. Throws CLAIMED for another's that still holds, without a reason to override it. */
export function claimTicket(
  current: Ticket,
  id: Id,
  { holder, at, minutes, reason }: ClaimWish,
): { outcome: ClaimOutcome; claim: Claim; mutation: Mutation } {
  const execution = executionOf(current);
  const active = activeClaim(execution, at);
  const own = active?.holder === holder.id;
  if (active && !own && !reason?.trim()) throw claimedBy(current, active);
  const expiresAt = new Date(Date.parse(at) + minutes * 60_000).toISOString();
  const claimedAt = own ? active.claimedAt : at;
  const claim: Claim = {
    id: own ? active.id : id,
    holder: holder.id,
    holderName: holder.name,
    claimedAt,
    expiresAt,
  };
  const outcome = own ? 'renewed' : active ? 'overrode' : 'acquired';
  const over = active && !own ? { supersedes: active.id, reason } : {};
  const payload = { claimId: claim.id, holder: claim.holder, expiresAt, outcome, ...over };
  const event = { type: 'TicketClaimed' as const, documentId: current.origin.documentId, payload };
  const next = { ...current, execution: { ...execution, claim } };
  return { outcome, claim, mutation: { next, events: [event] } };
}

/** Null where nobody claims it. Throws CLAIMED for another's, without a reason. */
export function unclaimTicket(
  current: Ticket,
  { holder, at, reason }: Omit<ClaimWish, 'minutes'>,
): Mutation | null {
  const execution = executionOf(current);
  const active = activeClaim(execution, at);
  if (!active) return null;
  if (active.holder !== holder.id && !reason?.trim()) throw claimedBy(current, active);
  const payload = { claimId: active.id, holder: active.holder, ...(reason ? { reason } : {}) };
  const event = { type: 'TicketClaimReleased' as const, documentId: current.origin.documentId, payload };
  return { next: { ...current, execution: { ...execution, claim: null } }, events: [event] };
}

function claimedBy({ key }: Ticket, { holderName, expiresAt }: Claim): DocketError {
  return new DocketError('CLAIMED', {
    message: `${key} is claimed by ${holderName} until ${expiresAt}. Nothing was changed.`,
    remedy: 'Wait until the claim ends, or override it and say why.',
    details: { holder: holderName, expires_at: expiresAt },
  });
}
