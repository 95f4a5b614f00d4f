/** Who may approve: the roles it takes, how many different people, and whether who wrote or asked is among them. */
import * as z from 'zod';
import type { Approval } from './approval.ts';
import type { Id } from './ids.ts';
import { type Member, Role } from './principal.ts';

export const ApproverPolicy = z.object({
  /** One of these is needed; any that may write where none is named. */
  approverRoles: z.array(Role),
  /** How many different people have to agree. */
  approvalQuorum: z.int().min(1).max(5),
  /** Whether whoever wrote the ticket, or brought the document it was drafted from, may approve it. */
  authorApproves: z.boolean(),
  /** Whether whoever asked for the draft may. */
  requesterApproves: z.boolean(),
});
export type ApproverPolicy = z.infer<typeof ApproverPolicy>;

export const openPolicy: ApproverPolicy = {
  approverRoles: [],
  approvalQuorum: 1,
  authorApproves: true,
  requesterApproves: true,
};

/** Whose ticket it is, by member id. */
export type Parents = { author: Id | null; requester: Id | null };

type Person = Pick<Member, 'id' | 'name' | 'roles'>;

/** A whole sentence; null for someone who may approve it. */
export function whyNotApprover(policy: ApproverPolicy, person: Person, of: Parents): string | null {
  const { approverRoles: roles, authorApproves, requesterApproves } = policy;
  if (person.roles.every((role) => role === 'viewer')) {
    return `${person.name} may read this workspace but approve nothing.`;
  }
  if (roles.length > 0 && !person.roles.some((role) => roles.includes(role))) {
    return `Only people with the role ${roles.join(' or ')} approve here, and ${person.name} has none of them.`;
  }
  if (!authorApproves && of.author === person.id) {
    return `${person.name} is its author, and here authors do not approve their own.`;
  }
  if (!requesterApproves && of.requester === person.id) {
    return `${person.name} asked for it, and here somebody else has to approve.`;
  }
  return null;
}

/**
 * One approval for each person that may still give one, the earliest first: a role that was taken away since takes the
 * approval with it. Under the open policy all that were given count.
 */
export function countApprovals(
  policy: ApproverPolicy,
  given: readonly Approval[],
  { members, of }: { members: readonly Person[]; of: Parents },
): Approval[] {
  const moment = ({ approvedAt, id }: Approval) => `${approvedAt} ${id}`;
  const inOrder = given.toSorted((one, other) => moment(one).localeCompare(moment(other)));
  const first = new Map(inOrder.toReversed().map((approval) => [approval.approvedBy, approval]));
  const distinct = inOrder.filter((approval) => first.get(approval.approvedBy) === approval);
  if (isOpen(policy)) return distinct;
  return distinct.filter(({ approvedBy }) => {
    const person = members.find(({ id }) => id === approvedBy);
    return person !== undefined && whyNotApprover(policy, person, of) === null;
  });
}

export function isOpen({
  approverRoles,
  approvalQuorum,
  authorApproves,
  requesterApproves,
}: ApproverPolicy): boolean {
  return approverRoles.length === 0 && approvalQuorum === 1 && authorApproves && requesterApproves;
}
