/** A ticket beside its file, both in the same words, so that they can be compared. */
import type { Id } from '../domain/ids.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Side, StepDeps } from './exchange-deps.ts';
import { handleOf } from './handle.ts';
import { linkedLike, ownerOf } from './mirror.ts';
import { type Canonical, canonicalOf, fitFile, readProjection } from './project-ticket.ts';
import { findPlace, type TicketPlace } from './repository.ts';
import { readTicketFolder } from './snapshot.ts';

export type Pair = {
  place: TicketPlace;
  ticket: Ticket;
  here: Canonical;
  there: Canonical;
  /** Whether the file's owner is a member. */
  knowsOwner: boolean;
};

/**
 * Null where one of them is gone or cannot be read. Links count as the file has them; so do an owner and a parent that only
 * one of the two can know.
 */
export async function readPair({ store }: StepDeps, side: Side, id: Id): Promise<Pair | null> {
  const ticket = await store.tickets.get(side.workspaceId, id);
  const place = findPlace(side.repository, id);
  const file = place && readTicketFolder(place.folder)?.file;
  if (!ticket || ticket.deletedAt !== null || !place || !file || file.frontMatter.id !== id) return null;
  const said = readProjection(file, id);
  const parent = said.parentId && (await store.tickets.get(side.workspaceId, said.parentId));
  const there = parent && !parent.deletedAt ? said : { ...said, parentId: null };
  const knowsOwner = side.members.some(({ name }) => handleOf(name) === there.owner);
  const owner = ownerOf(ticket, side.members) ?? (knowsOwner ? null : there.owner);
  const children = await store.tickets.list(side.workspaceId, { parentId: id });
  const beside = { ...linkedLike(there), owner, hasChildren: children.length > 0 };
  const known = ticket.parentId && findPlace(side.repository, ticket.parentId) ? ticket.parentId : null;
  const here = fitFile(canonicalOf({ ...ticket, parentId: known }, beside));
  return { place, ticket, here, there, knowsOwner };
}
