/** Gives consent: who may, and the rows that record it. */
import { requireReviewMove } from '../domain/approval.ts';
import { isDocketError } from '../domain/errors.ts';
import { type Caller, requirePerson, requireWriter } from '../domain/principal.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Nouns } from '../ports/store.ts';
import { type Desk, scopeOf } from './desk.ts';
import type { Judged } from './standing.ts';

/** Throws HUMAN_APPROVAL_REQUIRED or FORBIDDEN unless a person with the right to write decides in person. */
export function requireDecider(caller: Caller, deed: string): void {
  requirePerson(caller, deed);
  requireWriter(caller);
}

/**
 * The second of two simultaneous clicks loses against the first and is rolled back. Looked at again it finds what the
 * first one did, and can say so instead of failing.
 */
export async function onceMore<Result>(deed: () => Promise<Result>): Promise<Result> {
  try {
    return await deed();
  } catch (fault) {
    const lost = isDocketError(fault) && /^(VERSION|CONCURRENCY)_CONFLICT$/.test(fault.code);
    if (!lost) throw fault;
    return deed();
  }
}

/** Writes the approvals and moves the tickets to `reviewed`; a ticket changed meanwhile throws and nothing is kept. */
export async function grant(
  desk: Desk,
  nouns: Nouns,
  caller: Caller,
  judged: readonly Judged[],
  destination: string,
): Promise<void> {
  const at = desk.clock.now().toISOString();
  for (const { ticket } of judged) await markReviewed(desk, nouns, caller, ticket, destination, at);
  await nouns.approvals.insert(
    judged.map(({ ticket, hash, links }) => ({
      id: desk.ids.next(),
      workspaceId: caller.workspaceId,
      ticketId: ticket.id,
      contentHash: hash,
      destination,
      approvedBy: caller.principal.id,
      approvedByName: caller.principal.name,
      approvedAt: at,
      usedAt: null,
      pushId: null,
      voidedAt: null,
      links,
    })),
  );
}

async function markReviewed(
  desk: Desk,
  nouns: Nouns,
  caller: Caller,
  ticket: Ticket,
  destination: string,
  at: string,
): Promise<void> {
  if (ticket.review.status !== 'reviewed') requireReviewMove(ticket.review.status, 'reviewed');
  const change = (current: Ticket) => ({
    next: {
      ...current,
      review: {
        ...current.review,
        status: 'reviewed' as const,
        by: caller.principal.id,
        at,
        pushError: null,
      },
    },
    events: [{ type: 'TicketReviewed' as const, payload: { destination } }],
  });
  await desk.mutate(nouns, scopeOf(caller), ticket.id, change, { expectedVersion: ticket.version });
}
