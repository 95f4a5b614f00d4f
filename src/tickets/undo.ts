/** Takes back what a person's latest deed changed, all of it or nothing. */
import { approvalHash } from '../domain/approval.ts';
import { type Change, redoing, undoing } from '../domain/change.ts';
import { DocketError } from '../domain/errors.ts';
import type { Id } from '../domain/ids.ts';
import { isIntentOpen } from '../domain/push.ts';
import { Ticket } from '../domain/ticket.ts';
import type { Clock, IdSource } from '../ports/clock.ts';
import type { Nouns } from '../ports/store.ts';
import type { EventDraft } from './append-events.ts';
import { reopenReview } from './edit.ts';
import type { Mutate, WriteScope } from './mutate.ts';
import { restoreOther } from './restore-other.ts';

/** More than that is asked about where words alone, and no press or command, want it. */
const mostWithoutAsking = 5;

/** `tool` is the deed's; `restored` are the tickets as they are now, `removed` those the deed had made. */
export type Undone = {
  tool: string;
  restored: Ticket[];
  removed: Ticket[];
  links: number;
  comments: number;
};

type Undoing = { nouns: Nouns; scope: WriteScope; mutate: Mutate; clock: Clock; ids: IdSource };

/** One ticket over all its changes in a deed: as it was before the first, and at which version the last one left it. */
type TicketChange = { id: Id; before: Ticket | null; version: number };

/**
 * Restores the tickets and links of the actor's latest deed that was not taken back. Approvals never come back: a
 * restored ticket waits for its review. Throws NOT_FOUND when there is nothing to take back, VERSION_CONFLICT when
 * somebody changed one of the tickets since, TICKET_ALREADY_PUSHED when one is in a tracker or on its way; nothing is
 * taken back then. With `deedId` it is that deed or none: STALE when the actor did something else since. A deed that
 * changed more than five tickets is taken back only `inPerson`: NEEDS_CONFIRMATION else.
 */
export async function undoLatest(
  parts: Undoing,
  { deedId, inPerson }: { deedId?: Id | undefined; inPerson: boolean },
): Promise<Undone> {
  const { nouns, scope } = parts;
  const changes = await nouns.changes.latest(scope.workspaceId, scope.actor.id);
  const [first] = changes;
  if (deedId && first?.deedId !== deedId) throw outOfTurn();
  const tool = first?.tool.replace(redoing, '');
  const undone = await takeBack(kept(parts, `${undoing}${tool}`), changes, inPerson);
  if (undone && tool) return { ...undone, tool };
  throw new DocketError('NOT_FOUND', {
    message: 'There is nothing of yours to undo.',
    remedy: 'Only your own latest changes in Docket can be undone, and not what a tracker has.',
  });
}

/** Does again what the actor's latest undo took back, under the rules of `undoLatest`. NOT_FOUND as well when they did something else since. */
export async function redoLatest(parts: Undoing, inPerson: boolean): Promise<Undone> {
  const { nouns, scope } = parts;
  const changes = await nouns.changes.latestUndo(scope.workspaceId, scope.actor.id);
  const tool = changes[0]?.tool.replace(undoing, '');
  const redone = await takeBack(kept(parts, `${redoing}${tool}`), changes, inPerson);
  if (redone && tool) return { ...redone, tool };
  throw new DocketError('NOT_FOUND', {
    message: 'There is nothing to do again.',
    remedy: 'Redo brings back what your last undo took back, as long as you did nothing else since.',
  });
}

/** What is written meanwhile is kept under this name. */
function kept(parts: Undoing, tool: string): Undoing {
  const { deed, ...scope } = parts.scope;
  return { ...parts, scope: deed ? { ...scope, deed: { ...deed, tool } } : scope };
}

/** Null where there is nothing to take back any more. */
async function takeBack(
  parts: Undoing,
  changes: readonly Change[],
  inPerson: boolean,
): Promise<Undone | null> {
  const { nouns, scope, clock } = parts;
  const [first] = changes;
  const at = clock.now().toISOString();
  if (!first || !(await nouns.changes.settle(scope.workspaceId, first.deedId, at))) return null;
  const tickets = collapse(changes);
  if (tickets.length > mostWithoutAsking && !inPerson) throw manyAtOnce(first.tool, tickets.length);
  const stored = await nouns.tickets.list(scope.workspaceId, {
    ids: tickets.map(({ id }) => id),
    deleted: true,
  });
  await refuseMoved(nouns, tickets, stored);
  const undone: Undone = { tool: first.tool, restored: [], removed: [], links: 0, comments: 0 };
  for (const change of tickets.toReversed()) {
    const after = await restore(parts, change);
    (after.deletedAt === null ? undone.restored : undone.removed).unshift(after);
  }
  for (const change of changes.toReversed()) {
    await restoreOther(parts, change);
    if (change.subject === 'link') undone.links += 1;
    if (change.subject === 'comment') undone.comments += 1;
  }
  return undone;
}

function manyAtOnce(tool: string, count: number): DocketError {
  const name = tool.replace(undoing, '').replace(redoing, '').replaceAll('_', ' ');
  return new DocketError('NEEDS_CONFIRMATION', {
    message: `Your latest change, ${name}, touched ${count} tickets. Nothing was undone.`,
    remedy: 'Confirm that all of it is to be taken back.',
    details: { question: `Undo ${name}? That changes ${count} tickets back.` },
  });
}

function outOfTurn(): DocketError {
  return new DocketError('STALE', {
    message: 'That was undone already, or you changed other things since. Nothing was undone.',
    remedy: 'Say "undo" to take back your latest change, and again for the one before.',
  });
}

function collapse(changes: readonly Change[]): TicketChange[] {
  const own = changes.filter((change) => change.subject === 'ticket');
  return [...Map.groupBy(own, (change) => change.subjectId)].map(([id, steps]) => ({
    id,
    before: steps[0]!.before === null ? null : Ticket.parse(steps[0]!.before),
    version: steps.at(-1)!.version!,
  }));
}

async function refuseMoved(
  nouns: Nouns,
  changes: readonly TicketChange[],
  stored: readonly Ticket[],
): Promise<void> {
  const byId = new Map(stored.map((ticket) => [ticket.id, ticket]));
  const since = changes.flatMap(({ id, version }) => {
    const ticket = byId.get(id);
    return ticket && ticket.version !== version ? [ticket] : [];
  });
  const intents = await nouns.pushes.intentsOfTickets(stored[0]?.workspaceId ?? '', [...byId.keys()]);
  const underWay = new Set(intents.filter(isIntentOpen).map((intent) => intent.ticketId));
  const wasOut = new Set(changes.flatMap(({ id, before }) => (before && isOut(before) ? [id] : [])));
  const pushed = stored.filter(
    (ticket) => (isOut(ticket) && !wasOut.has(ticket.id)) || underWay.has(ticket.id),
  );
  if (pushed.length > 0) {
    throw new DocketError('TICKET_ALREADY_PUSHED', {
      message: `${keys(pushed)} went to the tracker since. Nothing was undone.`,
      remedy: 'Change the issue there, then sync.',
    });
  }
  if (since.length === 0) return;
  throw new DocketError('VERSION_CONFLICT', {
    message: `${keys(since)} changed again since. Nothing was undone.`,
    remedy: 'Look at it, then edit it to what it should be.',
  });
}

function isOut({ review }: Ticket): boolean {
  return review.status === 'pushed' || review.status === 'synced';
}

function keys(tickets: readonly Ticket[]): string {
  const [first, ...rest] = tickets.map((ticket) => ticket.key);
  return rest.length === 0 ? first! : `${first} and ${rest.length} more`;
}

async function restore({ nouns, scope, mutate, clock }: Undoing, change: TicketChange): Promise<Ticket> {
  const written = await mutate(
    nouns,
    scope,
    change.id,
    (current) => {
      const before = change.before && asBefore(change.before, current);
      const next = before ?? {
        ...current,
        deletedAt: clock.now().toISOString(),
        origin: { ...current.origin, ended: { reason: 'superseded' as const } },
      };
      const documentId = current.origin.documentId;
      if (!before)
        return { next, events: [{ type: 'TicketArchived', documentId, payload: { reason: 'undone' } }] };
      return { next, events: restoredEvents(before, current) };
    },
    { deleted: true },
  );
  const { after } = written!;
  if (change.before)
    await nouns.changes.rebase(scope.workspaceId, after.id, change.before.version, after.version);
  return after;
}

/** What was approved stays so where only the work on it is taken back; else it waits for its review again. */
function asBefore(before: Ticket, current: Ticket): Ticket {
  const same = current.deletedAt === null && approvalHash(before, '') === approvalHash(current, '');
  return same || isOut(current) ? { ...before, review: current.review } : reopenReview(before);
}

function restoredEvents(before: Ticket, current: Ticket): EventDraft[] {
  const documentId = current.origin.documentId;
  const [from, to] = [current.work.status, before.work.status];
  const payload = { from, to, forced: true, reason: 'undone' };
  return [
    { type: 'TicketDetailsUpdated', documentId, payload: { undone: true } },
    ...(from === to ? [] : [{ type: 'TicketStatusChanged' as const, documentId, payload }]),
  ];
}
