/** The single function through which a stored ticket changes: scope, version, both status machines and events. */
import { setTimeout as wait } from 'node:timers/promises';
import { approvalHash, requireReviewMove } from '../domain/approval.ts';
import { DocketError } from '../domain/errors.ts';
import type { Id } from '../domain/ids.ts';
import { licenceOf, requireWorkMove } from '../domain/lifecycle.ts';
import type { Principal } from '../domain/principal.ts';
import { isIntentOpen } from '../domain/push.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Clock, IdSource } from '../ports/clock.ts';
import type { Nouns } from '../ports/store.ts';
import { type EventDraft, stampEvents, type WriteScope } from './append-events.ts';
import { recordChanges } from './record-change.ts';

export type { AppendEvents, EventDraft, WriteScope } from './append-events.ts';
export { createAppendEvents } from './append-events.ts';

/** What a ticket becomes, and what to tell about it. Identity, version and `updatedAt` are not the caller's to set. */
export type Mutation = { next: Omit<Ticket, 'version' | 'updatedAt'> | Ticket; events: EventDraft[] };

/**
 * Reads the ticket, asks `change` for what it becomes, and writes that together with its events. Call it with the nouns
 * of a transaction: when anything throws, nothing is kept. `change` may be called again on a fresher ticket, up to 4
 * times; null from it means there is nothing to do, and then nothing is written or published. Events that name no
 * ticket are about this one. A change of what an approval covers, or a deletion, voids the standing approvals.
 * `deleted` reaches deleted tickets too.
 * Throws NOT_FOUND (also for a deleted ticket), WORKSPACE_MISMATCH, VERSION_CONFLICT {current_version} when
 * `expectedVersion` is given and is not the stored one, CONCURRENCY_CONFLICT, INVALID_TRANSITION,
 * INVALID_REVIEW_TRANSITION, HUMAN_APPROVAL_REQUIRED, and TICKET_ALREADY_PUSHED while its push is under way.
 */
export type Mutate = (
  nouns: Nouns,
  scope: WriteScope,
  id: Id,
  change: (current: Ticket) => Mutation | null,
  options?: { expectedVersion?: number; deleted?: boolean },
) => Promise<{ before: Ticket; after: Ticket } | null>;

const attempts = 4;

/** `pause` lets others finish between two tries. */
export function createMutate(deps: {
  clock: Clock;
  ids: IdSource;
  pause?: (ms: number) => Promise<unknown>;
}): Mutate {
  const { pause = wait } = deps;
  return async (nouns, scope, id, change, options = {}) => {
    for (let attempt = 1; attempt <= attempts; attempt++) {
      const before = await load(nouns, scope, id, options.deleted ?? false);
      requireVersion(before, options.expectedVersion);
      const mutation = change(before);
      if (mutation === null) return null;
      requireMoves(before, mutation, scope.actor);
      const after = stamp(before, mutation.next, deps.clock);
      if (await nouns.tickets.swap(after, before.version)) {
        await protectApprovals(nouns, before, after);
        const changed = { subject: 'ticket' as const, subjectId: id, before, version: after.version };
        await recordChanges(deps, nouns, scope, [changed]);
        const drafts = mutation.events.map((draft) => ({ ...draft, ticketId: draft.ticketId ?? id }));
        await nouns.events.append(stampEvents(deps, scope, drafts, after.version));
        return { before, after };
      }
      if (options.expectedVersion === undefined && attempt < attempts) await pause(5 * attempt);
    }
    throw new DocketError('CONCURRENCY_CONFLICT', {
      message: 'Others kept changing this ticket at the same moment. Nothing was changed.',
      remedy: 'Try again in a moment.',
      retryAfterMs: 100,
    });
  };
}

async function load(nouns: Nouns, scope: WriteScope, id: Id, deleted: boolean): Promise<Ticket> {
  const ticket = await nouns.tickets.getAnywhere(id);
  if (ticket && ticket.workspaceId !== scope.workspaceId) {
    throw new DocketError('WORKSPACE_MISMATCH', {
      message: 'That ticket belongs to another workspace. Nothing was changed.',
      remedy: 'Change it from a thread of its own workspace.',
    });
  }
  if (ticket && (deleted || ticket.deletedAt === null)) return ticket;
  throw new DocketError('NOT_FOUND', {
    message: `There is no ticket ${ticket?.key ?? id}. Nothing was changed.`,
    remedy: 'Ask for the list of tickets and pick one of those.',
  });
}

function requireVersion(ticket: Ticket, expected: number | undefined): void {
  if (expected === undefined || expected === ticket.version) return;
  throw new DocketError('VERSION_CONFLICT', {
    message: `${ticket.key} changed since it was shown: it is at version ${ticket.version}, not ${expected}. Nothing was changed.`,
    remedy: 'Look at it again, then repeat the change.',
    details: { current_version: ticket.version },
  });
}

/** Both machines, held for whoever writes. That a person decided in person is for the caller to require before. */
function requireMoves(before: Ticket, { next, events }: Mutation, actor: Principal): void {
  if (next.work.status !== before.work.status) {
    const told = events.find((event) => event.type === 'TicketStatusChanged');
    requireWorkMove(before, next.work.status, actor, licenceOf(told?.payload ?? {}));
  }
  const review = next.review.status;
  if (review === before.review.status) return;
  if (review === null) throw new Error(`${before.key} cannot leave its review`);
  requireReviewMove(before.review.status, review);
  if (review === 'reviewed' && actor.kind !== 'user') {
    throw new DocketError('HUMAN_APPROVAL_REQUIRED', {
      message: `Only a person can approve ${before.key}. Nothing was changed.`,
      remedy: 'Press the button on the review card, or type the /docket command yourself.',
    });
  }
}

function stamp(before: Ticket, next: Mutation['next'], clock: Clock): Ticket {
  const { id, workspaceId, key, createdAt, createdBy, version } = before;
  const updatedAt = clock.now().toISOString();
  return { ...next, id, workspaceId, key, createdAt, createdBy, version: version + 1, updatedAt };
}

/**
 * Voids before it looks for a push under way. A push first marks its approvals as used: whichever of the two comes
 * second then sees the other, and gives way.
 */
async function protectApprovals(nouns: Nouns, before: Ticket, after: Ticket): Promise<void> {
  if (after.deletedAt === null && approvalHash(before, '') === approvalHash(after, '')) return;
  await nouns.approvals.void(after.workspaceId, [after.id], after.updatedAt);
  const intents = await nouns.pushes.intentsOfTickets(after.workspaceId, [after.id]);
  if (!intents.some(isIntentOpen)) return;
  throw new DocketError('TICKET_ALREADY_PUSHED', {
    message: `${after.key} is on its way to a tracker right now. Nothing was changed.`,
    remedy: 'Wait until the push has ended, or cancel it first.',
  });
}
