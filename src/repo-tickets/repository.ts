/** Where the tickets of a repository are, and that nothing outside of it is ever read or written on their behalf. */
import { existsSync, lstatSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { compareWords } from './compare-words.ts';
import { fault } from './fault.ts';
import { isMapping } from './format.ts';
import { readTicketText } from './ticket-file.ts';

export type Repository = { root: string; tickets: string };

/** The repository whose root is this folder; there is no search upward. */
export function openRepository(folder: string): Repository {
  const root = realpathSync(folder);
  return { root, tickets: join(root, '.tickets') };
}

/** The paths of one ticket; `id` is the name of its folder. */
export type TicketPlace = { id: string; folder: string; file: string; logs: string };

export function placeOf(repository: Repository, id: string): TicketPlace {
  return placeIn(join(repository.tickets, id));
}

function placeIn(folder: string): TicketPlace {
  return { id: basename(folder), folder, file: join(folder, 'ticket.md'), logs: join(folder, 'logs') };
}

/** Every ticket's folder in the order of its name. Links are no folders, and neither are `spec`, `skills` and `graph`. */
export function listTicketPlaces(repository: Repository): TicketPlace[] {
  return listTicketFolders(repository)
    .map(placeIn)
    .filter(({ file }) => existsSync(file));
}

/** Folders below `.tickets` that may hold a ticket; whether they do shows when one reads it. */
export function listTicketFolders(repository: Repository): string[] {
  const tickets = confine(repository, repository.tickets, '.tickets');
  if (!existsSync(tickets)) return [];
  return readdirSync(tickets, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map((entry) => entry.name)
    .sort(compareNames)
    .map((name) => join(tickets, name));
}

const plainName = /^[0-9a-z-]*$/;

/** Nearly all names are small letters and digits, for which both orders agree and one needs no tables. */
export function compareNames(one: string, other: string): number {
  if (plainName.test(one) && plainName.test(other)) return one < other ? -1 : one > other ? 1 : 0;
  return compareWords(one, other);
}

/**
 * The absolute path, once it is sure that it lies in the repository and that no link stands between. Throws INVALID_INPUT
 * and touches nothing otherwise. `said` is what the person wrote.
 */
export function confine(repository: Repository, path: string, said = path): string {
  const whole = isAbsolute(path) ? settle(path) : resolve(repository.root, path);
  const inside = relative(repository.root, whole);
  if (said.includes('\0') || inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside))
    throw fault(`${said} is outside this repository.`, 'Name a path below it.');
  let current = repository.root;
  for (const part of inside.split(sep).filter(Boolean)) {
    current = join(current, part);
    if (lstatSync(current, { throwIfNoEntry: false })?.isSymbolicLink())
      throw fault(`${said} leads through a symbolic link.`, 'Links are not followed.');
  }
  return whole;
}

/** The root may itself have been named by way of a link, as temporary folders often are. */
function settle(path: string): string {
  const whole = resolve(path);
  for (let known = whole; ; known = dirname(known)) {
    if (existsSync(known) && !lstatSync(known).isSymbolicLink() && lstatSync(known).isDirectory())
      return join(realpathSync(known), relative(known, whole));
    if (known === dirname(known)) return whole;
  }
}

/** A path as people read it: from the root on, with forward slashes. */
export function shorten(repository: Repository, path: string): string {
  return relative(repository.root, path).split(sep).join('/');
}

/**
 * The ticket that a person names: the path of its folder or file, its id, the beginning or end of its id (four signs or more),
 * or the key in `custom.docket.key`. Throws "Ticket not found: <ref>".
 */
export function findTicket(repository: Repository, ref: string): TicketPlace {
  const path = asPath(repository, ref);
  if (path) return path;
  const named = safeName.test(ref) ? placeOf(repository, ref) : null;
  if (named && existsSync(named.file)) {
    confine(repository, named.file, ref);
    return named;
  }
  const found = byPart(repository, ref) ?? byKey(repository, ref);
  if (!found) throw fault(`Ticket not found: ${ref}`, '', 'NOT_FOUND');
  return found;
}

const safeName = /^[\w-]+$/;

function asPath(repository: Repository, ref: string): TicketPlace | null {
  const looksLikePath = /[\\/.]/.test(ref);
  if (!looksLikePath && !existsSync(resolve(repository.root, ref))) return null;
  const whole = confine(repository, ref, ref);
  if (!existsSync(whole)) return null;
  const folder = lstatSync(whole).isDirectory() ? whole : dirname(whole);
  if (dirname(folder) !== repository.tickets || (whole !== folder && basename(whole) !== 'ticket.md'))
    return looksLikePath ? notATicket(ref) : null;
  const place = placeIn(folder);
  confine(repository, place.file, ref);
  return existsSync(place.file) ? place : notATicket(ref);
}

function notATicket(ref: string): never {
  throw fault(`Ticket not found: ${ref}`, '', 'NOT_FOUND');
}

function byPart(repository: Repository, ref: string): TicketPlace | null {
  if (!/^[0-9a-f-]{4,}$/i.test(ref)) return null;
  const part = ref.toLowerCase();
  const found = listTicketPlaces(repository).filter(({ id }) => id.startsWith(part) || id.endsWith(part));
  if (found.length > 1) {
    const shown = found.slice(0, 5).map(({ id }) => id);
    throw fault(`${ref} fits ${found.length} ids: ${shown.join(', ')}.`, 'Write more of it.', 'AMBIGUOUS');
  }
  return found[0] ?? null;
}

function byKey(repository: Repository, ref: string): TicketPlace | null {
  if (!/^[A-Z]{2,10}-\d{4}-\d{3,}$/i.test(ref)) return null;
  const key = ref.toUpperCase();
  const holds = ({ file }: TicketPlace) => {
    const text = readFileSync(file, 'utf8');
    return text.includes(key) && keyIn(text) === key;
  };
  return listTicketPlaces(repository).find(holds) ?? null;
}

function keyIn(text: string): unknown {
  try {
    const { custom } = readTicketText(text).frontMatter;
    const docket = isMapping(custom) ? custom.docket : null;
    return isMapping(docket) ? docket.key : null;
  } catch {
    return null;
  }
}

/** The ticket of exactly this id, or null. */
export function findPlace(repository: Repository, id: string): TicketPlace | null {
  const place = placeOf(repository, id);
  return safeName.test(id) && existsSync(confine(repository, place.file)) ? place : null;
}

/** The end of an id, which tells tickets apart that were made in the same minute; `findTicket` takes it. */
export function shortId(id: string): string {
  return id.slice(-6);
}

/** `.tickets/<id>/ticket.md`, to name a ticket in a sentence. */
export function shortName(place: TicketPlace): string {
  return `.tickets/${place.id}/ticket.md`;
}
