/** A person's decision about a ticket that may be a duplicate: stored with who and when, and undone by deciding again. */
import {
  candidateRef,
  type DuplicateCandidate,
  type DuplicateChoice,
  type DuplicateDecision,
  type DuplicateFinding,
} from '../domain/duplicate.ts';
import { DocketError } from '../domain/errors.ts';
import type { TicketLinkType } from '../domain/links.ts';
import type { Caller } from '../domain/principal.ts';
import { isIntentOpen } from '../domain/push.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Nouns } from '../ports/store.ts';
import { reopenReview } from '../tickets/edit.ts';
import { type Linking, linkTickets, unlinkTickets } from '../tickets/link.ts';
import { type Desk, scopeOf } from './desk.ts';
import { requireDecider } from './grant.ts';
import { type DuplicateWish, pickCandidate } from './pick-candidate.ts';

/**
 * As `Publication.settleDuplicate`. The approval covers what becomes of a duplicate, so whatever was approved before is
 * void. Returns the candidate that was decided on; null where the choice is about all of them.
 */
export async function settleDuplicate(
  desk: Desk,
  caller: Caller,
  wish: DuplicateWish,
): Promise<DuplicateCandidate | null> {
  requireDecider(caller, 'decide about duplicates');
  return desk.store.transact(async (nouns) => {
    const { workspaceId } = caller;
    const ticket = await takeBackApproval(desk, nouns, caller, wish);
    const findings = await nouns.duplicates.ofTickets(workspaceId, [wish.ticketId]);
    const { candidate, meant } = pickCandidate(ticket, findings, wish);
    const linking: Linking = { nouns, scope: scopeOf(caller), clock: desk.clock, ids: desk.ids };
    for (const finding of meant) {
      await linkOwn(linking, ticket, finding.decision, unlinkTickets);
      const decision = decisionOf(desk, caller, wish.choice, candidate, finding);
      await nouns.duplicates.decide(workspaceId, ticket.id, finding.destination, decision);
      await linkOwn(linking, ticket, decision, linkTickets);
    }
    return candidate;
  });
}

/** Voids before it looks for a push under way, as every change of an approved ticket does. */
async function takeBackApproval(
  desk: Desk,
  nouns: Nouns,
  caller: Caller,
  { ticketId, choice, candidate, expectedVersion }: DuplicateWish,
): Promise<Ticket> {
  const payload = { fields: ['duplicate'], choice, candidate: candidate ?? null };
  const change = (current: Ticket) => {
    const { status } = current.review;
    if (status === 'pushed' || status === 'synced') throw refuseOut(current, 'is in the tracker already');
    return {
      next: reopenReview(current),
      events: [{ type: 'TicketDetailsUpdated' as const, documentId: current.origin.documentId, payload }],
    };
  };
  const options = expectedVersion === undefined ? {} : { expectedVersion };
  const written = await desk.mutate(nouns, scopeOf(caller), ticketId, change, options);
  const { after } = written!;
  await nouns.approvals.void(caller.workspaceId, [ticketId], after.updatedAt);
  const intents = await nouns.pushes.intentsOfTickets(caller.workspaceId, [ticketId]);
  if (intents.some(isIntentOpen)) throw refuseOut(after, 'is on its way to a tracker right now');
  return after;
}

function decisionOf(
  desk: Desk,
  caller: Caller,
  choice: DuplicateWish['choice'],
  candidate: DuplicateCandidate | null,
  finding: DuplicateFinding,
): DuplicateDecision | null {
  if (choice === 'undo') return null;
  return {
    choice,
    candidate,
    seen: finding.candidates.map(candidateRef),
    by: caller.principal.id,
    byName: caller.principal.name,
    at: desk.clock.now().toISOString(),
  };
}

const linkTypes: Partial<Record<DuplicateChoice, TicketLinkType>> = {
  link: 'relatesTo',
  skip: 'duplicateOf',
};

/** Two tickets of ours that belong together say so in Docket too, as long as the decision stands. */
async function linkOwn(
  linking: Linking,
  ticket: Ticket,
  decision: DuplicateDecision | null,
  deed: typeof linkTickets | typeof unlinkTickets,
): Promise<void> {
  const type = decision && linkTypes[decision.choice];
  if (!type || decision.candidate?.kind !== 'ticket') return;
  const other = await linking.nouns.tickets.get(ticket.workspaceId, decision.candidate.id);
  if (other) await deed(linking, type, ticket, other);
}

function refuseOut({ key }: Ticket, why: string): DocketError {
  return new DocketError('TICKET_ALREADY_PUSHED', {
    message: `${key} ${why}. Nothing was changed.`,
    remedy:
      'What is to become of a duplicate is decided before the push; now change the issue in the tracker.',
  });
}
