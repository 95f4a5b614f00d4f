/** Discarding: soft deletion of tickets no tracker has, with their children handed on. */
import { DocketError } from '../domain/errors.ts';
import type { Id } from '../domain/ids.ts';
import { isIntentOpen } from '../domain/push.ts';
import type { Ending, Ticket } from '../domain/ticket.ts';
import type { Clock } from '../ports/clock.ts';
import type { Nouns } from '../ports/store.ts';
import { reopenReview } from './edit.ts';
import type { Mutate, WriteScope } from './mutate.ts';
import { latestOf } from './three-way.ts';

/** One transaction's nouns, and on whose behalf they are written. */
export type Writing = { nouns: Nouns; scope: WriteScope; mutate: Mutate; clock: Clock };

export type Refused = { key: string; why: string };

/**
 * Deletes what may be deleted, says why the rest may not, and gives the children of the deleted to their grandparent.
 * `superseded`: the document dropped them too, so that they may come back with it.
 * Throws NOT_FOUND and WORKSPACE_MISMATCH.
 */
export async function discardTickets(
  writing: Writing,
  ids: readonly Id[],
  reason: 'discarded' | 'superseded' = 'discarded',
): Promise<{ discarded: Ticket[]; refused: Refused[] }> {
  const tickets = await loadTickets(writing, ids);
  const underWay = await findUnderWay(writing, tickets);
  const gone = new Map<Id, Ticket>();
  const refused: Refused[] = [];
  for (const ticket of tickets) {
    const why = whyNot(ticket, underWay);
    if (why !== null) refused.push({ key: ticket.key, why });
    else gone.set(ticket.id, await archiveTicket(writing, ticket.id, { reason }));
  }
  for (const ticket of gone.values()) await handOnChildren(writing, ticket.id, heirOf(ticket, gone));
  return { discarded: [...gone.values()], refused };
}

async function loadTickets({ nouns, scope, mutate }: Writing, ids: readonly Id[]): Promise<Ticket[]> {
  if (ids.length === 0) return [];
  const found = await nouns.tickets.list(scope.workspaceId, { ids });
  const byId = new Map(found.map((ticket) => [ticket.id, ticket]));
  const missing = ids.find((id) => !byId.has(id));
  // `mutate` alone can tell a foreign ticket from a missing one, and refuses both.
  if (missing !== undefined) await mutate(nouns, scope, missing, () => null);
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** Throws TICKET_ALREADY_PUSHED naming those that are in a tracker or on their way to one. */
export async function refuseOutside(
  writing: Pick<Writing, 'nouns' | 'scope'>,
  tickets: readonly Ticket[],
): Promise<void> {
  const underWay = await findUnderWay(writing, tickets);
  const outside = tickets.filter((ticket) => whyNot(ticket, underWay) !== null);
  if (outside.length === 0) return;
  const keys = outside.map((ticket) => ticket.key).join(', ');
  throw new DocketError('TICKET_ALREADY_PUSHED', {
    message: `${keys} went to a tracker already. Nothing was changed.`,
    remedy: 'Change the issues there, then sync; or name tickets that were not pushed.',
  });
}

async function findUnderWay(
  { nouns, scope }: Pick<Writing, 'nouns' | 'scope'>,
  tickets: readonly Ticket[],
): Promise<Set<Id>> {
  const ids = tickets.map((ticket) => ticket.id);
  const intents = await nouns.pushes.intentsOfTickets(scope.workspaceId, ids);
  return new Set(intents.filter(isIntentOpen).map((intent) => intent.ticketId));
}

function whyNot({ id, review }: Ticket, underWay: ReadonlySet<Id>): string | null {
  if (review.status === 'pushed' || review.status === 'synced') return 'It is in the tracker already.';
  return underWay.has(id) ? 'It is on its way to a tracker right now.' : null;
}

function heirOf(ticket: Ticket, gone: ReadonlyMap<Id, Ticket>): Id | null {
  const parent = ticket.parentId === null ? undefined : gone.get(ticket.parentId);
  return parent ? heirOf(parent, gone) : ticket.parentId;
}

/**
 * Soft-deletes one ticket. Told as TicketArchived: it is put away and kept. TicketCancelled would be wrong, since that
 * tells of work that was called off, and the work status stays as it is.
 */
export async function archiveTicket(
  { nouns, scope, mutate, clock }: Writing,
  id: Id,
  ended: Ending,
): Promise<Ticket> {
  const deletedAt = clock.now().toISOString();
  const written = await mutate(nouns, scope, id, (current) => ({
    next: { ...current, deletedAt, origin: endOf(current, ended) },
    events: [{ type: 'TicketArchived', documentId: current.origin.documentId, payload: ended }],
  }));
  return written!.after;
}

/** What the document proposed for it last ends with it: a no to the ticket is a no to that too. */
function endOf(ticket: Ticket, ended: Ending): Ticket['origin'] {
  const base = latestOf(ticket);
  return { ...ticket.origin, incoming: null, ended, ...(base ? { base } : {}) };
}

/** Gives the live children of a deleted ticket to another parent (S4-15). An approval covers the parent, so it ends. */
export async function handOnChildren(
  { nouns, scope, mutate }: Writing,
  parentId: Id,
  heir: Id | null,
): Promise<void> {
  for (const child of await nouns.tickets.list(scope.workspaceId, { parentId })) {
    await mutate(nouns, scope, child.id, (current) => ({
      next: { ...reopenReview(current), parentId: heir },
      events: [{ type: 'TicketDetailsUpdated', payload: { fields: ['parent'] } }],
    }));
  }
}
