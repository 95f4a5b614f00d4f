/** Consent by the workspace's policy: who of those that agreed counts, and how many are still to agree. */
import type { Approval } from '../domain/approval.ts';
import {
  type ApproverPolicy,
  countApprovals,
  isOpen,
  openPolicy,
  type Parents,
  whyNotApprover,
} from '../domain/approver-policy.ts';
import type { Id } from '../domain/ids.ts';
import type { Caller } from '../domain/principal.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Nouns } from '../ports/store.ts';
import { documentsOf } from './read-sources.ts';

export type Rules = {
  policy: ApproverPolicy;
  /** A sentence; null when this caller may approve the ticket. */
  whyNot(caller: Caller, ticket: Ticket): string | null;
  /** Of approvals of exactly what is to be sent, those that count, one for each person. */
  count(ticket: Ticket, given: readonly Approval[]): Approval[];
};

/** As it is set now and with the roles people have now, so that it is checked at the click and again at the push. */
export async function readRules(
  nouns: Pick<Nouns, 'preferences' | 'members' | 'documents'>,
  workspaceId: Id,
  tickets: readonly Ticket[],
): Promise<Rules> {
  const policy = { ...openPolicy, ...(await nouns.preferences.get(workspaceId, 'approvals')) };
  const members = isOpen(policy) ? [] : await nouns.members.list(workspaceId);
  const authors = policy.authorApproves ? new Map() : await authorsOf(nouns, tickets);
  const parentsOf = (ticket: Ticket): Parents => parents(ticket, authors);
  return {
    policy,
    whyNot: ({ principal, roles }, ticket) =>
      whyNotApprover(policy, { ...principal, roles: [...roles] }, parentsOf(ticket)),
    count: (ticket, given) => countApprovals(policy, given, { members, of: parentsOf(ticket) }),
  };
}

/** A drafted ticket is its document's author's, and was asked for by who had it drafted; a written one is its writer's. */
function parents({ origin, createdBy }: Ticket, authors: ReadonlyMap<Id, Id>): Parents {
  const { documentId } = origin;
  if (documentId === null) return { author: createdBy.id, requester: null };
  return { author: authors.get(documentId) ?? null, requester: createdBy.id };
}

async function authorsOf(nouns: Pick<Nouns, 'documents'>, tickets: readonly Ticket[]): Promise<Map<Id, Id>> {
  return new Map((await documentsOf(nouns, tickets)).map(({ id, createdBy }) => [id, createdBy.id]));
}

/** `Ana and Dana`. */
export function namesOf(approvals: readonly Approval[]): string {
  return approvals
    .map(({ approvedByName }) => approvedByName)
    .join(', ')
    .replace(/, ([^,]*)$/, ' and $1');
}

/** `1 more approval, by somebody else`. */
export function sayMissing({ policy }: Rules, given: number): string {
  const left = policy.approvalQuorum - given;
  return left === 1 ? '1 more approval, by somebody else' : `${left} more approvals, by others`;
}
