/** Resolves a selector to tickets, in the thread it was said in. */
import { readDueSpan } from '../domain/due-words.ts';
import { DocketError } from '../domain/errors.ts';
import type { Id } from '../domain/ids.ts';
import type { Caller } from '../domain/principal.ts';
import { passesFilter, type TicketFilter, type TicketSelector } from '../domain/selector.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Nouns } from '../ports/store.ts';
import { findTicket, type Place, placeOf } from './find-ticket.ts';
import { ofBlockTypes } from './sources.ts';
import { findAssignee } from './work.ts';

/**
 * Live tickets, each once: those of the thread's list in its order, then the rest, oldest first. Filters choose among
 * the focused document's tickets, or, when the thread is about no document, among all of the workspace.
 * Throws NOT_FOUND and AMBIGUOUS as `findTicket` and `findAssignee` do, NOT_FOUND for `last` where nothing was shown yet, and
 * INVALID_INPUT for a due time that is none.
 */
export async function selectTickets(
  nouns: Nouns,
  caller: Caller,
  selector: TicketSelector,
  now: Date,
): Promise<Ticket[]> {
  const place: Asking = { ...(await placeOf(nouns, caller)), principalId: caller.principal.id, now };
  const { or = {}, except = {}, ...base } = selector;
  const chosen = isSaid(base) ? await resolve(place, base) : await resolveNothing(place);
  const added = isSaid(or) ? await resolve(place, or) : [];
  const sum = [...new Map([...chosen, ...added].map((ticket) => [ticket.id, ticket])).values()];
  const removed = isSaid(except) ? await resolve(place, except, sum) : [];
  const without = new Set(removed.map((ticket) => ticket.id));
  return inListOrder(
    sum.filter((ticket) => !without.has(ticket.id)),
    place.focus.ticketIds,
  );
}

/** Where the words are read, by whom and when. */
type Asking = Place & { principalId: string; now: Date };

/** Models fill fields they do not mean with empty lists, empty words and false. */
function isSaid(filter: TicketFilter): boolean {
  return Object.values(meant(filter)).length > 0;
}

function meant(filter: TicketFilter): TicketFilter {
  const isMeant = (value: unknown) => (Array.isArray(value) ? value.length > 0 : Boolean(value));
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => isMeant(value)));
}

async function resolveNothing(place: Place): Promise<Ticket[]> {
  const { nouns, workspaceId, focus } = place;
  return focus.ticketIds.length > 0 ? nouns.tickets.list(workspaceId, { ids: focus.ticketIds }) : pool(place);
}

async function resolve(place: Asking, said: TicketFilter, among?: readonly Ticket[]): Promise<Ticket[]> {
  const filter = meant(said);
  const named = filter.ids ? await findAll(place, filter.ids) : null;
  const last = filter.last ? await lastShown(place) : null;
  const candidates = named ?? last ?? among ?? (await pool(place));
  const passing = candidates
    .filter((ticket) => passesFilter(ticket, filter))
    .filter((ticket) => last === null || last.some(({ id }) => id === ticket.id));
  const dated = filter.due === undefined ? passing : await ofDue(place, passing, filter.due);
  const owned = filter.assignee ? await ofPeople(place, dated, filter.assignee) : dated;
  const types = filter.block_type;
  return types ? ofBlockTypes(place.nouns, place.workspaceId, owned, types) : owned;
}

async function ofPeople(
  { nouns, workspaceId, principalId }: Asking,
  tickets: Ticket[],
  names: readonly (string | null)[],
): Promise<Ticket[]> {
  const members = await nouns.members.list(workspaceId);
  const ids = names.map((name) =>
    name === null || name === 'me' ? name && principalId : findAssignee(members, name).id,
  );
  return tickets.filter(({ work }) => ids.includes(work.assigneeId));
}

/** What is finished is due no more. */
async function ofDue(place: Asking, tickets: Ticket[], words: string): Promise<Ticket[]> {
  const zone = (await place.nouns.workspaces.get(place.workspaceId))?.timeZone ?? 'UTC';
  const span = readDueSpan(words, place.now, zone);
  if (!span) throw unknownTime(words);
  return tickets.filter(({ planning: { slaDueAt }, work }) => {
    if (!slaDueAt || work.status === 'done' || work.status === 'cancelled') return false;
    return (span.from === null || span.from <= slaDueAt) && (span.to === null || slaDueAt <= span.to);
  });
}

function unknownTime(words: string): DocketError {
  return new DocketError('INVALID_INPUT', {
    message: `"${words}" names no day I know.`,
    remedy: 'Say for example today, friday, this week, next week, by 2026-12-01 or overdue.',
  });
}

async function findAll(place: Place, names: readonly string[]): Promise<Ticket[]> {
  const found: Ticket[] = [];
  for (const name of names) found.push(await findTicket(place, name));
  return found;
}

async function lastShown({ nouns, workspaceId, focus }: Place): Promise<Ticket[]> {
  const shown = focus.about?.ticketIds ?? focus.ticketIds;
  if (shown.length > 0) return nouns.tickets.list(workspaceId, { ids: shown });
  throw new DocketError('NOT_FOUND', {
    message: 'No tickets were shown in this thread yet.',
    remedy: 'Say "list tickets" first, or name the tickets by key.',
  });
}

/** What was put away is found by its name alone. */
async function pool({ nouns, workspaceId, focus }: Place): Promise<Ticket[]> {
  const all = await nouns.tickets.list(workspaceId, focus.documentId ? { documentId: focus.documentId } : {});
  return all.filter(({ archivedAt }) => archivedAt === null);
}

function inListOrder(tickets: Ticket[], list: readonly Id[]): Ticket[] {
  const places = new Map(list.map((id, at) => [id, at]));
  const place = (ticket: Ticket) => places.get(ticket.id) ?? list.length;
  return tickets.sort((one, other) => place(one) - place(other));
}
