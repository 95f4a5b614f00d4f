/** The single function through which a stored ticket changes: scope, version, both status machines and events. */
import { setTimeout as wait } from 'node:timers/promises';
import { approvalHash, requireReviewMove } from '../domain/approval.ts';
import { DocketError } from '../domain/errors.ts';
import type { Id } from '../domain/ids.ts';
import { licenceOf, requireWorkMove, type WorkLicence } from '../domain/lifecycle.ts';
import type { Principal } from '../domain/principal.ts';
import { isIntentOpen } from '../domain/push.ts';
import { type Ticket, WorkStatus } from '../domain/ticket.ts';
import type { Clock } from '../ports/clock.ts';
import type { Nouns } from '../ports/store.ts';
import { stampEvents, type WriteScope } from './append-events.ts';
import { requireNeighbours } from './guards.ts';
import type { Mutate, MutateDeps, Mutation } from './mutation.ts';
import { followChange } from './neighbours.ts';
import { recordChanges } from './record-change.ts';

export type { AppendEvents, EventDraft, WriteScope } from './append-events.ts';
export { createAppendEvents } from './append-events.ts';
export type { Mutate, MutateDeps, Mutation } from './mutation.ts';

const attempts = 4;

export function createMutate(deps: MutateDeps): Mutate {
  const { pause = wait } = deps;
  const mutate: Mutate = async (nouns, scope, id, change, options = {}) => {
    const expected = options.expectedVersion ?? takeExpected(scope, id);
    for (let attempt = 1; attempt <= attempts; attempt++) {
      const before = await load(nouns, scope, id, options.deleted ?? false);
      requireVersion(before, expected);
      const mutation = change(before);
      if (mutation === null) return null;
      const licences = requireMoves(before, mutation, scope.actor);
      const after = stamp(before, mutation.next, deps.clock);
      await requireNeighbours(nouns, { before, next: after, actor: scope.actor, licences });
      if (await nouns.tickets.swap(after, before.version)) {
        await protectApprovals(nouns, before, after);
        const changed = { subject: 'ticket' as const, subjectId: id, before, version: after.version };
        await recordChanges(deps, nouns, scope, [changed]);
        const drafts = mutation.events.map((draft) => ({ ...draft, ticketId: draft.ticketId ?? id }));
        await nouns.events.append(stampEvents(deps, scope, drafts, after.version));
        await followChange({ deps, mutate, nouns, scope }, before, after);
        return { before, after };
      }
      if (expected === undefined && attempt < attempts) await pause(5 * attempt);
    }
    throw new DocketError('CONCURRENCY_CONFLICT', {
      message: 'Others kept changing this ticket at the same moment. Nothing was changed.',
      remedy: 'Try again in a moment.',
      retryAfterMs: 100,
    });
  };
  return mutate;
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

/** Once: what the same deed writes of the ticket after that follows from its own first change. */
function takeExpected(scope: WriteScope, id: Id): number | undefined {
  if (scope.expects?.ticketId !== id) return undefined;
  const { version } = scope.expects;
  delete scope.expects;
  return version;
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
function requireMoves(before: Ticket, mutation: Mutation, actor: Principal): WorkLicence[] {
  const licences = requireWorkMoves(before, mutation, actor);
  const review = mutation.next.review.status;
  if (review === before.review.status) return licences;
  if (review === null) throw new Error(`${before.key} cannot leave its review`);
  requireReviewMove(before.review.status, review);
  if (review === 'reviewed' && actor.kind !== 'user') {
    throw new DocketError('HUMAN_APPROVAL_REQUIRED', {
      message: `Only a person can approve ${before.key}. Nothing was changed.`,
      remedy: 'Press the button on the review card, or type the /docket command yourself.',
    });
  }
  return licences;
}

/** Walks the told steps from where the ticket is; they must end where it is to be. Returns what licensed them. */
function requireWorkMoves(before: Ticket, { next, events }: Mutation, actor: Principal): WorkLicence[] {
  const licences: WorkLicence[] = [];
  let at = before.work;
  for (const { type, payload = {} } of events) {
    if (type !== 'TicketStatusChanged') continue;
    const to = WorkStatus.parse(payload.to);
    const licence = licenceOf(payload);
    if (payload.from !== at.status) throw new Error(`${before.key} is ${at.status}, not ${payload.from}`);
    requireWorkMove({ ...before, work: at }, to, actor, licence);
    if (licence) licences.push(licence);
    at = { ...at, status: to };
  }
  if (at.status !== next.work.status) requireWorkMove({ ...before, work: at }, next.work.status, actor);
  return licences;
}

function stamp(before: Ticket, next: Mutation['next'], clock: Clock): Ticket {
  const { id, workspaceId, key, createdAt, createdBy, version } = before;
  const updatedAt = clock.now().toISOString();
  const stamped = { ...next, id, workspaceId, key, createdAt, createdBy, version: version + 1, updatedAt };
  return before.work.status === next.work.status ? stamped : releaseLock(stamped);
}

/** Whoever had it for a run has it no more once it is finished, blocked or open again (S4-33). */
function releaseLock(ticket: Ticket): Ticket {
  const { work, execution } = ticket;
  if (!execution?.lock || work.status === 'in_progress') return ticket;
  return { ...ticket, execution: { ...execution, lock: null } };
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
