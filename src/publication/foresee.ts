/** What a push would make, said before anybody approves: issues, links, and the least time its tracker's limits leave. */
import type { ReviewBoard } from '../domain/conversation.ts';
import type { PushForecast } from '../domain/publication-view.ts';
import { leastTime } from '../domain/send-budget.ts';
import type { TrackerTraits } from '../ports/tracker.ts';
import type { Desk } from './desk.ts';
import { linksToMake } from './links-to-make.ts';
import { readSources } from './read-sources.ts';
import type { Judged } from './standing.ts';

export type Forecasts = { all: PushForecast; approved: PushForecast };

/** Null where nothing can be pushed from this board now. */
export async function foresee(
  desk: Desk,
  { destination, workspaceId }: ReviewBoard,
  judged: readonly Judged[],
): Promise<Forecasts | null> {
  if (destination === null) return null;
  const traits = await desk.trackers.open(destination.tracker).then(
    (tracker) => tracker.traits,
    () => null,
  );
  if (traits === null) return null;
  const place = { workspaceId, destination: destination.id };
  const approved = judged.filter(({ standing }) => standing.kind === 'approved');
  const all = judged.filter(({ standing }) => standing.kind === 'approved' || standing.kind === 'waiting');
  const forApproved = await foreseeSome(desk, place, traits, approved);
  const same = approved.length === all.length;
  return { approved: forApproved, all: same ? forApproved : await foreseeSome(desk, place, traits, all) };
}

async function foreseeSome(
  { store }: Desk,
  place: { workspaceId: string; destination: string },
  traits: TrackerTraits,
  some: readonly Judged[],
): Promise<PushForecast> {
  const tickets = some.map(({ ticket }) => ticket);
  const own = new Map(tickets.map((ticket) => [ticket.id, ticket.key]));
  const between = some.length > 0 ? await linksToMake(store, place, [...own.keys()]) : [];
  const ends = between.flatMap(({ sourceId, targetId }) => [sourceId, targetId]).filter((id) => !own.has(id));
  const others = ends.length > 0 ? await store.tickets.list(place.workspaceId, { ids: ends }) : [];
  const keys = new Map([...own, ...others.map(({ id, key }): [string, string] => [id, key])]);
  const existing = some.flatMap(({ ticket, finding }) => {
    const decision = finding?.decision;
    const linked = decision?.choice === 'link' && decision.candidate?.kind === 'issue';
    return linked ? [{ type: 'relatesTo' as const, from: ticket.key, to: decision.candidate!.key }] : [];
  });
  const sources = traits.showsSource ? await readSources(store, tickets) : new Map();
  const pages = tickets.filter(({ origin }) => sources.has(origin.documentId ?? '')).length;
  const issues = some.filter(({ finding }) => finding?.decision?.choice !== 'update').length;
  const links = [
    ...between.map(({ type, sourceId, targetId }) => ({
      type,
      from: keys.get(sourceId)!,
      to: keys.get(targetId)!,
    })),
    ...existing,
  ];
  return { issues, links, pages, leastMs: leastMs(traits, issues, links.length + pages) };
}

function leastMs({ limits, createAtOnce, linkAtOnce }: TrackerTraits, issue: number, link: number): number {
  const write = Math.ceil(issue / createAtOnce) + Math.ceil(link / linkAtOnce);
  return leastTime(limits, { write, issue, link });
}
