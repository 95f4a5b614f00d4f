/** Finds the one ticket a word means: its number in the thread's list, a key, an id, a tracker's key or an address. */
import { emptyFocus, type Focus } from '../domain/conversation.ts';
import { DocketError } from '../domain/errors.ts';
import { Id, TicketKey } from '../domain/ids.ts';
import type { Caller } from '../domain/principal.ts';
import type { ExternalRef, Ticket } from '../domain/ticket.ts';
import type { Nouns } from '../ports/store.ts';

/** Where words are read: in one workspace, in a thread that is about something. */
export type Place = { nouns: Nouns; workspaceId: Id; focus: Focus };

export async function placeOf(nouns: Nouns, { workspaceId, threadId }: Caller): Promise<Place> {
  const thread = threadId ? await nouns.threads.get(workspaceId, threadId) : null;
  return { nouns, workspaceId, focus: thread?.focus ?? emptyFocus() };
}

const ordinal = /^#?(\d{1,4})$/;
const idPrefix = /^[0-9a-f]{8}[0-9a-f-]*$/i;

/**
 * Throws NOT_FOUND, naming the word and what would be accepted, and AMBIGUOUS with the keys it could mean. A deleted
 * ticket is found only where `deleted` asks for those too and no live one fits.
 */
export async function findTicket(
  place: Place,
  word: string,
  { deleted = false }: { deleted?: boolean } = {},
): Promise<Ticket> {
  const name = word.trim();
  const all = await candidates(place, name);
  const live = all.filter((ticket) => ticket.deletedAt === null);
  const found = live.length === 0 && deleted ? all : live;
  const distinct = [...new Map(found.map((ticket) => [ticket.id, ticket])).values()];
  if (distinct.length === 1) return distinct[0]!;
  throw distinct.length > 1 ? ambiguous(name, distinct) : unknown(name, place.focus);
}

async function candidates(place: Place, name: string): Promise<Ticket[]> {
  const { nouns, workspaceId } = place;
  const number = ordinal.exec(name)?.[1];
  if (number) return [...(await numbered(place, Number(number))), ...(await byExternalKey(place, name))];
  if (/^https?:\/\//i.test(name)) return byAddress(place, name);
  const key = name.toUpperCase();
  if (TicketKey.safeParse(key).success) return present(await nouns.tickets.byKey(workspaceId, key));
  const id = name.toLowerCase();
  if (Id.safeParse(id).success) return present(await nouns.tickets.get(workspaceId, id));
  const external = await byExternalKey(place, key);
  if (external.length > 0 || !idPrefix.test(id)) return external;
  return nouns.tickets.byIdPrefix(workspaceId, id);
}

function present(ticket: Ticket | null): Ticket[] {
  return ticket ? [ticket] : [];
}

async function numbered({ nouns, workspaceId, focus }: Place, number: number): Promise<Ticket[]> {
  const id = focus.ticketIds[number - 1];
  return id ? present(await nouns.tickets.get(workspaceId, id)) : [];
}

async function byExternalKey(place: Place, key: string): Promise<Ticket[]> {
  return ticketsOf(place, await place.nouns.externalRefs.byExternalKey(place.workspaceId, key));
}

/** An address names its issue in one segment of its path: `/issue/ENG-12/some-title`, `/issues/45`, `/browse/PROJ-1`. */
async function byAddress(place: Place, address: string): Promise<Ticket[]> {
  const keys = new Set(segmentsOf(address).map((part) => (/^\d+$/.test(part) ? `#${part}` : part)));
  const refs: ExternalRef[] = [];
  for (const key of keys)
    refs.push(...(await place.nouns.externalRefs.byExternalKey(place.workspaceId, key)));
  const same = refs.filter((ref) => pageOf(ref.url, ref.externalKey) === pageOf(address, ref.externalKey));
  return ticketsOf(place, same);
}

/** Host and path up to the key: trackers append the title, and that changes. */
function pageOf(address: string, externalKey: string): string | null {
  const segments = segmentsOf(address);
  const at = segments.indexOf(externalKey.replace(/^#/, '').toUpperCase());
  return at < 0 ? null : [new URL(address).host, ...segments.slice(0, at + 1)].join('/');
}

function segmentsOf(address: string): string[] {
  if (!URL.canParse(address)) return [];
  return new URL(address).pathname.toUpperCase().split('/').filter(Boolean);
}

async function ticketsOf({ nouns, workspaceId }: Place, refs: readonly ExternalRef[]): Promise<Ticket[]> {
  if (refs.length === 0) return [];
  return nouns.tickets.list(workspaceId, { ids: refs.map((ref) => ref.ticketId) });
}

function unknown(name: string, focus: Focus): DocketError {
  const shown = focus.ticketIds.length;
  const listed = shown > 0 ? `a number from 1 to ${shown} of the last list` : 'a number of a list shown here';
  return new DocketError('NOT_FOUND', {
    message: `There is no ticket "${name}".`,
    remedy: `Name it by ${listed}, its key (TASK-2026-001), 8 or more characters of its id, or its key or address in the tracker.`,
    details: { name },
  });
}

function ambiguous(name: string, tickets: readonly Ticket[]): DocketError {
  const keys = tickets.map((ticket) => ticket.key);
  return new DocketError('AMBIGUOUS', {
    message: `"${name}" fits ${keys.slice(0, 5).join(', ')}${keys.length > 5 ? ' and more' : ''}.`,
    remedy: 'Say which one, by its key.',
    details: { keys },
  });
}
