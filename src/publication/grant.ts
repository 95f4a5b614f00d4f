/** Gives consent: who may, and the rows that record it. */
import { type Approval, requireReviewMove } from '../domain/approval.ts';
import { DocketError, isDocketError } from '../domain/errors.ts';
import { type Caller, requirePerson, requireWriter } from '../domain/principal.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Nouns } from '../ports/store.ts';
import { type Rules, readRules } from './consent.ts';
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

/** What a click came to, ticket by ticket. */
export type Granted = {
  /** Agreed to by as many as it takes. */
  complete: Judged[];
  /** Noted, or noted before; somebody else has to agree too. */
  partial: Judged[];
  /** Not for this person to approve, and why. */
  refused: { judged: Judged; why: string }[];
  rules: Rules;
};

/**
 * Writes this person's approvals, and moves the tickets that enough people agreed to to `reviewed`; a ticket changed
 * meanwhile throws and nothing is kept. Throws FORBIDDEN where none of them is for this person to approve.
 */
export async function grant(
  desk: Desk,
  nouns: Nouns,
  caller: Caller,
  judged: readonly Judged[],
  destination: string,
): Promise<Granted> {
  const tickets = judged.map(({ ticket }) => ticket);
  const rules = await readRules(nouns, caller.workspaceId, tickets);
  const refused = judged.flatMap((one) => {
    const why = rules.whyNot(caller, one.ticket);
    return why === null ? [] : [{ judged: one, why }];
  });
  if (refused.length > 0 && refused.length === judged.length) throw notTheirs(refused[0]!.why, rules);
  const allowed = judged.filter((one) => !refused.some((other) => other.judged === one));
  const isNew = ({ consent }: Judged) =>
    !consent.given.some(({ approvedBy }) => approvedBy === caller.principal.id);
  const fresh = allowed.filter(isNew);
  const isComplete = (one: Judged) => one.consent.given.length + (isNew(one) ? 1 : 0) >= one.consent.needed;
  const complete = allowed.filter(isComplete);
  const at = desk.clock.now().toISOString();
  for (const { ticket } of complete) await markReviewed(desk, nouns, caller, ticket, destination, at);
  for (const one of fresh) if (!isComplete(one)) await holdStill(desk, nouns, caller, one.ticket);
  await nouns.approvals.insert(fresh.map((one) => approvalOf(desk, caller, one, { destination, at })));
  return { complete, partial: allowed.filter((one) => !isComplete(one)), refused, rules };
}

function approvalOf(
  desk: Desk,
  caller: Caller,
  { ticket, hash, links }: Judged,
  { destination, at }: { destination: string; at: string },
): Approval {
  return {
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
  };
}

function notTheirs(why: string, { policy }: Rules): DocketError {
  const { approverRoles } = policy;
  const who =
    approverRoles.length > 0 ? `somebody with the role ${approverRoles.join(' or ')}` : 'somebody else';
  return new DocketError('FORBIDDEN', {
    message: `${why} Nothing was approved.`,
    remedy: `Ask ${who} to approve it.`,
  });
}

/** So that of two people who agree at the same moment the second sees the approval of the first. */
async function holdStill(desk: Desk, nouns: Nouns, caller: Caller, ticket: Ticket): Promise<void> {
  const change = (next: Ticket) => ({ next, events: [] });
  await desk.mutate(nouns, scopeOf(caller), ticket.id, change, { expectedVersion: ticket.version });
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
