/** What a change of a stored ticket is, and the promise of the function that makes it. */
import type { Id } from '../domain/ids.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Clock, IdSource } from '../ports/clock.ts';
import type { Nouns } from '../ports/store.ts';
import type { EventDraft, WriteScope } from './append-events.ts';

/** What a ticket becomes, and what to tell about it. Identity, version and `updatedAt` are not the caller's to set. */
export type Mutation = { next: Omit<Ticket, 'version' | 'updatedAt'> | Ticket; events: EventDraft[] };

/**
 * Reads the ticket, asks `change` for what it becomes, and writes that together with its events. Call it with the nouns
 * of a transaction: when anything throws, nothing is kept. `change` may be called again on a fresher ticket, up to 4
 * times; null from it means there is nothing to do, and then nothing is written or published. Events that name no
 * ticket are about this one. A change of what an approval covers, or a deletion, voids the standing approvals.
 * `deleted` reaches deleted tickets too.
 * Every change of work status must be told, step by step, in its events. What follows for other tickets is written in the
 * same transaction: the group above it has the status its children give it, and what waited for it goes on.
 * Throws NOT_FOUND (also for a deleted ticket), WORKSPACE_MISMATCH, VERSION_CONFLICT {current_version} when
 * `expectedVersion` is given and is not the stored one, CONCURRENCY_CONFLICT, INVALID_TRANSITION,
 * INVALID_REVIEW_TRANSITION, HUMAN_APPROVAL_REQUIRED, what `requireNeighbours` throws, and TICKET_ALREADY_PUSHED while its push is under way.
 */
export type Mutate = (
  nouns: Nouns,
  scope: WriteScope,
  id: Id,
  change: (current: Ticket) => Mutation | null,
  options?: { expectedVersion?: number; deleted?: boolean },
) => Promise<{ before: Ticket; after: Ticket } | null>;

/** `pause` lets others finish between two tries. */
export type MutateDeps = { clock: Clock; ids: IdSource; pause?: (ms: number) => Promise<unknown> };
