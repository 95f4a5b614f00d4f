/** Plans the links of a push: what was approved with its tickets, and whose other end is there or on its way. */
import { type Id, issueKey } from '../domain/ids.ts';
import { type Intent, type IntentLink, isIntentOpen, type Push } from '../domain/push.ts';
import { isTrackerLink, linkTerm, sourceTerm, type TrackerLink } from '../domain/tracker-links.ts';
import type { Nouns } from '../ports/store.ts';
import type { Desk } from './desk.ts';
import { type Sendable, unsent } from './plan-push.ts';
import { readSources } from './read-sources.ts';

type Planned = Pick<Intent, 'ticketId' | 'contentHash' | 'waitsFor'> & { link: IntentLink; name: string };

/** In the order of their tickets; `order` goes on from there. Use the nouns of a transaction. */
export async function planLinks(
  desk: Desk,
  nouns: Nouns,
  push: Push,
  sendables: readonly Sendable[],
): Promise<Intent[]> {
  const planned = [
    ...(await betweenTickets(nouns, push, sendables)),
    ...sendables.flatMap(toExisting),
    ...(await toSources(desk, nouns, push, sendables)),
  ];
  return planned.map((one, at) => linkIntent(desk, push, one, sendables.length + at));
}

/** A link is planned once, by the push that brings the second of its issues. */
async function betweenTickets(nouns: Nouns, push: Push, sendables: readonly Sendable[]): Promise<Planned[]> {
  const own = new Map(sendables.map((one) => [one.ticket.id, one]));
  const links = (await nouns.links.ofTickets(push.workspaceId, [...own.keys()])).filter(isTrackerLink);
  const approved = links.filter((link) => {
    const term = linkTerm(link);
    return [link.sourceId, link.targetId].some((id) => own.get(id)?.links.includes(term));
  });
  const others = approved
    .flatMap(({ sourceId, targetId }) => [sourceId, targetId])
    .filter((id) => !own.has(id));
  const there = await thoseThere(nouns, push, others);
  const isThere = (id: Id) => own.has(id) || there.has(id);
  const byTerm = new Map<string, TrackerLink>(approved.map((link) => [linkTerm(link), link]));
  return [...byTerm]
    .filter(([, { sourceId, targetId }]) => isThere(sourceId) && isThere(targetId))
    .map(([term, { type, sourceId, targetId }]) => ({
      ticketId: sourceId,
      waitsFor: targetId,
      contentHash: term,
      link: { type, toTicketId: targetId },
      name: `${type} ${targetId}`,
    }));
}

/** Of these tickets those that have an issue at the destination, or one on its way. */
async function thoseThere(nouns: Nouns, push: Push, ids: readonly Id[]): Promise<Set<Id>> {
  if (ids.length === 0) return new Set();
  const { workspaceId, destination } = push;
  const live = await nouns.tickets.list(workspaceId, { ids });
  const liveIds = live.map((ticket) => ticket.id);
  const refs = await nouns.externalRefs.ofTickets(workspaceId, liveIds);
  const underWay = (await nouns.pushes.intentsOfTickets(workspaceId, liveIds)).filter(isIntentOpen);
  const here = [...refs, ...underWay].filter((one) => one.destination === destination.id);
  return new Set(here.map(({ ticketId }) => ticketId));
}

/** The issue of somebody else that a person wants this one related to; part of the approved content's own hash. */
function toExisting({ ticket, hash, decision }: Sendable): Planned[] {
  const candidate = decision?.choice === 'link' ? decision.candidate : null;
  if (candidate?.kind !== 'issue') return [];
  return [
    {
      ticketId: ticket.id,
      waitsFor: null,
      contentHash: hash,
      link: { type: 'issue', externalId: candidate.id, externalKey: candidate.key },
      name: `related to ${candidate.id}`,
    },
  ];
}

/** A tracker that cannot be opened now shows no sources; its issues name them in their text anyway. */
async function toSources(
  desk: Desk,
  nouns: Nouns,
  push: Push,
  sendables: readonly Sendable[],
): Promise<Planned[]> {
  const { tracker } = push.destination;
  const shows = await desk.trackers.open(tracker).then(
    ({ traits }) => traits.showsSource,
    () => false,
  );
  if (!shows) return [];
  const sources = await readSources(
    nouns,
    sendables.map(({ ticket }) => ticket),
  );
  return sendables.flatMap(({ ticket, links }) => {
    const source = sources.get(ticket.origin.documentId ?? '');
    if (!source || !links.includes(sourceTerm(source.url))) return [];
    const link = { type: 'source' as const, ...source };
    const term = sourceTerm(source.url);
    return [{ ticketId: ticket.id, waitsFor: null, contentHash: term, link, name: term }];
  });
}

function linkIntent(desk: Desk, push: Push, { name, ...planned }: Planned, order: number): Intent {
  const { workspaceId, destination } = push;
  const place = `${destination.id} ${name}`;
  const of = { workspaceId, ticketId: planned.ticketId, destination: place, generation: 0 };
  return {
    id: desk.ids.next(),
    pushId: push.id,
    workspaceId,
    op: 'link',
    destination: destination.id,
    ...issueKey(desk.secret, of),
    payload: null,
    existing: null,
    ...planned,
    order,
    ...unsent(push),
  };
}
