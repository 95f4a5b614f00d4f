/** A ticket that a push may send, and what every intent made of it begins as. */
import type { DuplicateDecision } from '../domain/duplicate.ts';
import type { Id } from '../domain/ids.ts';
import type { Push } from '../domain/push.ts';
import type { Ticket } from '../domain/ticket.ts';

/** A ticket whose content people agreed to. `approvalIds` is empty when the consent was used by a push that failed. */
export type Sendable = {
  ticket: Ticket;
  hash: string;
  approvedBy: string;
  approvalIds: readonly Id[];
  /** The links that were agreed to with it. */
  links: readonly string[];
  /** What is to become of a possible duplicate; part of what was agreed to. */
  decision: DuplicateDecision | null;
};

export function unsent({ createdAt }: Push) {
  return {
    state: 'planned' as const,
    epoch: 0,
    owner: null,
    attempts: 0,
    sentAt: null,
    notBefore: null,
    reason: null,
    adopted: false,
    updatedAt: createdAt,
  };
}
