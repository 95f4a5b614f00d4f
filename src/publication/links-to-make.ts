/** The links between tickets that pushing some of them makes: those whose other end is there or on its way. */
import type { Id } from '../domain/ids.ts';
import { isIntentOpen } from '../domain/push.ts';
import { isTrackerLink, linkTerm, type TrackerLink } from '../domain/tracker-links.ts';
import type { Nouns } from '../ports/store.ts';

/** Each once, in the order they were made in Docket. `destination` is its id. */
export async function linksToMake(
  nouns: Pick<Nouns, 'links' | 'tickets' | 'externalRefs' | 'pushes'>,
  place: { workspaceId: Id; destination: string },
  ticketIds: readonly Id[],
): Promise<TrackerLink[]> {
  const own = new Set(ticketIds);
  const links = (await nouns.links.ofTickets(place.workspaceId, ticketIds)).filter(isTrackerLink);
  const others = links.flatMap(({ sourceId, targetId }) => [sourceId, targetId]).filter((id) => !own.has(id));
  const there = await thoseThere(nouns, place, [...new Set(others)]);
  const isThere = (id: Id) => own.has(id) || there.has(id);
  const made = links.filter(({ sourceId, targetId }) => isThere(sourceId) && isThere(targetId));
  return [...new Map(made.map((link) => [linkTerm(link), link])).values()];
}

/** Of these tickets those that have an issue at the destination, or one on its way. */
async function thoseThere(
  nouns: Pick<Nouns, 'tickets' | 'externalRefs' | 'pushes'>,
  { workspaceId, destination }: { workspaceId: Id; destination: string },
  ids: readonly Id[],
): Promise<Set<Id>> {
  if (ids.length === 0) return new Set();
  const live = (await nouns.tickets.list(workspaceId, { ids })).map((ticket) => ticket.id);
  const refs = await nouns.externalRefs.ofTickets(workspaceId, live);
  const underWay = (await nouns.pushes.intentsOfTickets(workspaceId, live)).filter(isIntentOpen);
  const here = [...refs, ...underWay].filter((one) => one.destination === destination);
  return new Set(here.map(({ ticketId }) => ticketId));
}
