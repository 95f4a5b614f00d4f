/** Resolves a selector to tickets, in the thread it was said in. */
import { DocketError } from '../domain/errors.ts';
import type { Id } from '../domain/ids.ts';
import type { Caller } from '../domain/principal.ts';
import { passesFilter, type TicketFilter, type TicketSelector } from '../domain/selector.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Nouns } from '../ports/store.ts';
import { findTicket, type Place, placeOf } from './find-ticket.ts';
import { ofBlockTypes } from './sources.ts';

/**
 * Live tickets, each once: those of the thread's list in its order, then the rest, oldest first. Filters choose among
 * the focused document's tickets, or, when the thread is about no document, among all of the workspace.
 * Throws NOT_FOUND and AMBIGUOUS as `findTicket` does, and NOT_FOUND for `last` where nothing was shown yet.
 */
export async function selectTickets(
  nouns: Nouns,
  caller: Caller,
  selector: TicketSelector,
): Promise<Ticket[]> {
  const place = await placeOf(nouns, caller);
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

async function resolve(place: Place, said: TicketFilter, among?: readonly Ticket[]): Promise<Ticket[]> {
  const filter = meant(said);
  const named = filter.ids ? await findAll(place, filter.ids) : null;
  const last = filter.last ? await lastShown(place) : null;
  const candidates = named ?? last ?? among ?? (await pool(place));
  const passing = candidates
    .filter((ticket) => passesFilter(ticket, filter))
    .filter((ticket) => last === null || last.some(({ id }) => id === ticket.id));
  const types = filter.block_type;
  return types ? ofBlockTypes(place.nouns, place.workspaceId, passing, types) : passing;
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

function pool({ nouns, workspaceId, focus }: Place): Promise<Ticket[]> {
  return nouns.tickets.list(workspaceId, focus.documentId ? { documentId: focus.documentId } : {});
}

function inListOrder(tickets: Ticket[], list: readonly Id[]): Ticket[] {
  const places = new Map(list.map((id, at) => [id, at]));
  const place = (ticket: Ticket) => places.get(ticket.id) ?? list.length;
  return tickets.sort((one, other) => place(one) - place(other));
}
