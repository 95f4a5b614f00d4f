/** What only one side has crosses by itself: a new file becomes a ticket, and an approved ticket becomes a file. */
import type { Id } from '../domain/ids.ts';
import { isFinished } from '../domain/lifecycle.ts';
import type { Ticket } from '../domain/ticket.ts';
import { keepAgreed } from './agreed.ts';
import { actorOfEntry, systemCaller } from './exchange-actors.ts';
import type { Side, StepDeps } from './exchange-deps.ts';
import { exportTickets } from './export-tickets.ts';
import { isOfOne } from './fault.ts';
import { agreeAtFirst, noteAgreed } from './keep-in-step.ts';
import { addTicket, parentsFirst, readFile } from './mirror.ts';
import type { Canonical } from './project-ticket.ts';
import { readPair } from './read-pair.ts';
import { findPlace, type TicketPlace } from './repository.ts';
import { runOf } from './run-of.ts';
import { readTicketFolder } from './snapshot.ts';
import { firstEntry } from './unread-log.ts';

/**
 * Of these files, those that the store does not know become tickets, under their ids, in the name of whoever their log names
 * first; what is finished, discarded here or no valid ticket stays a file. A ticket and the note of what was agreed on are
 * kept together, so that a kill leaves neither or both. Gives the ids that are kept in step from now on.
 */
export async function takeNewFiles(deps: StepDeps, side: Side, ids: readonly Id[]): Promise<Id[]> {
  const files = new Map<Id, { file: Canonical; place: TicketPlace }>();
  const attempt = async (id: Id, work: () => unknown) => {
    try {
      await work();
    } catch (error) {
      if (!isOfOne(error)) throw error;
      deps.log.warn('a file could not be taken over', { ticket: id, why: error.message });
    }
  };
  for (const id of ids)
    await attempt(id, () => {
      const place = findPlace(side.repository, id);
      const found = place && readTicketFolder(place.folder);
      const file = found && readFile(found);
      if (place && file) files.set(id, { file, place });
    });
  const taken: Id[] = [];
  for (const { id } of parentsFirst([...files.values()].map(({ file }) => file)))
    await attempt(id, async () => {
      if (await takeOne(deps, side, files.get(id)!)) taken.push(id);
    });
  return taken;
}

async function takeOne(
  deps: StepDeps,
  side: Side,
  { file, place }: { file: Canonical; place: TicketPlace },
): Promise<boolean> {
  const { id } = file;
  const known = await deps.store.tickets.getAnywhere(id);
  if (known) return known.workspaceId === side.workspaceId && !known.deletedAt && adopt(deps, side, id);
  if (file.status === 'done' || file.status === 'cancelled') return false;
  const first = firstEntry(place);
  const caller = first ? actorOfEntry(first, side).caller : systemCaller(side.workspaceId);
  const base = agreeAtFirst({ there: file, place }, null);
  const note = (nouns: Parameters<typeof keepAgreed>[0]) =>
    keepAgreed(nouns, { workspaceId: side.workspaceId, id }, base);
  await addTicket(deps, caller, file, { members: side.members, note });
  return true;
}

/** Both are there and nobody noted what they agreed on: the file’s word then holds where they differ. */
async function adopt(deps: StepDeps, side: Side, id: Id): Promise<boolean> {
  const pair = await readPair(deps, side, id);
  if (!pair) return false;
  const events = await deps.store.events.ofTicket(side.workspaceId, id);
  const base = agreeAtFirst({ ...pair, there: pair.here }, events.at(-1)?.id ?? null);
  await keepAgreed(deps.store, pair.ticket, base);
  return true;
}

/**
 * Of these tickets, those that a person has approved or written since the repository was attached become files, with the log
 * lines an export writes, in the name of whoever approved them. What waits for its review, belongs to a stage of a capability
 * or was finished before goes only when somebody says so. Gives the ids that were written.
 */
export async function writeNewTickets(
  deps: StepDeps,
  side: Side,
  { ids, since, kept }: { ids: readonly Id[] | null; since: string; kept: ReadonlySet<Id> },
): Promise<Id[]> {
  const found = await deps.store.tickets.list(side.workspaceId, ids ? { ids } : {});
  // One that had a file and has none now, as on another branch, gets no second one.
  const isNew = ({ id }: Ticket) => !kept.has(id) && !findPlace(side.repository, id);
  const due = found.filter((ticket) => isDue(ticket, since) && isNew(ticket));
  for (const ticket of due) {
    const principal = await whoSent(deps, ticket);
    const into = { repository: side.repository, run: runOf({ principal }, deps.clock) };
    const { refused } = await exportTickets(deps, systemCaller(side.workspaceId), into, [ticket]);
    for (const { why } of refused) deps.log.warn('a ticket was not written', { ticket: ticket.key, why });
  }
  const written = due.map(({ id }) => id);
  await noteAgreed(deps, side, written);
  return written;
}

function isDue({ review, work, stage, createdAt, createdBy, origin }: Ticket, since: string): boolean {
  if (stage || isFinished(work.status) || review.status === 'generated') return false;
  if (review.status !== null) return review.at !== null && review.at >= since;
  return createdBy.kind === 'user' && origin.kind === 'manual' && createdAt >= since;
}

async function whoSent({ store }: StepDeps, { workspaceId, id, createdBy }: Ticket) {
  const events = await store.events.ofTicket(workspaceId, id);
  return events.findLast(({ type }) => type === 'TicketReviewed')?.actor ?? createdBy;
}
