/** Which tickets a push may send, why the others are left out, and which earlier push already answers the wish. */
import type { Approval } from '../domain/approval.ts';
import type { Id } from '../domain/ids.ts';
import type { PushView } from '../domain/publication-view.ts';
import type { Push } from '../domain/push.ts';
import type { Nouns } from '../ports/store.ts';
import { namesOf, readRules } from './consent.ts';
import type { Sendable } from './sendable.ts';
import type { Judged } from './standing.ts';

export type Skipped = PushView['skipped'];
/** The push that answers a call, whether the call made it or found it. */
export type Answer = { push: Push; skipped: Skipped };

export function approvedOne({ ticket, hash, standing, finding }: Judged): Sendable[] {
  if (standing.kind !== 'approved') return [];
  const { approvals } = standing;
  const [{ links }] = approvals as [Approval];
  const approvalIds = approvals.map(({ id }) => id);
  const decision = finding?.decision ?? null;
  return [{ ticket, hash, approvedBy: namesOf(approvals), approvalIds, links, decision }];
}

/** A refused ticket goes again on the consent it was refused with: that was for one issue, and none was made (S0-44). */
export async function failedOne(
  nouns: Nouns,
  { ticket, hash, standing, finding }: Judged,
): Promise<Sendable[]> {
  if (standing.kind !== 'failed') return [];
  const history = await nouns.approvals.history(ticket.workspaceId, [ticket.id]);
  const used = history.filter((one) => one.contentHash === hash && one.usedAt !== null);
  const rules = await readRules(nouns, ticket.workspaceId, [ticket]);
  const approvals = rules.count(ticket, used);
  const [last] = used;
  if (!last || approvals.length < rules.policy.approvalQuorum) return [];
  const { links } = last;
  const decision = finding?.decision ?? null;
  return [{ ticket, hash, approvedBy: namesOf(approvals), approvalIds: [], links, decision }];
}

export function skippedOf(judged: readonly Judged[], sendables: readonly Sendable[] = []): Skipped {
  const sent = new Set(sendables.map(({ ticket }) => ticket.id));
  return judged.filter(({ ticket }) => !sent.has(ticket.id)).map(skippedOne);
}

function skippedOne({ ticket: { id, key, review }, standing }: Judged): Skipped[number] {
  return { ticketId: id, key, status: review.status, reason: reasonOf(standing.kind) };
}

export function reasonOf(standing: Judged['standing']['kind']): Skipped[number]['reason'] {
  return reasons[standing] ?? 'TICKET_NOT_REVIEWED';
}

const reasons: Partial<Record<Judged['standing']['kind'], Skipped[number]['reason']>> = {
  pushed: 'ALREADY_PUSHED',
  busy: 'IN_PROGRESS',
  undecided: 'MAY_BE_DUPLICATE',
  skipped: 'DUPLICATE',
};

const taken = new Set<Judged['standing']['kind']>(['pushed', 'busy', 'failed']);

export function missing(ids: readonly Id[], found: readonly { id: Id }[]): Skipped {
  const known = new Set(found.map(({ id }) => id));
  return ids
    .filter((id) => !known.has(id))
    .map((id) => ({ ticketId: null, key: id, status: null, reason: 'NOT_FOUND' }));
}

/** The push that has, or had, these tickets, for a wish that leaves nothing to send; null when there is none. */
export async function answerRepeated(nouns: Nouns, judged: readonly Judged[]): Promise<Answer | null> {
  const first = judged[0];
  const earlier = judged.filter(({ standing }) => taken.has(standing.kind));
  if (!first || earlier.length === 0) return null;
  const { workspaceId } = first.ticket;
  const ids = earlier.map(({ ticket }) => ticket.id);
  const [newest] = await nouns.pushes.intentsOfTickets(workspaceId, ids);
  const push = newest ? await nouns.pushes.get(workspaceId, newest.pushId) : null;
  return push && { push, skipped: skippedOf(judged) };
}
