/** Plans the links of a push: what was approved with its tickets, and whose other end is there or on its way. */
import { issueKey } from '../domain/ids.ts';
import type { Intent, IntentLink, Push } from '../domain/push.ts';
import { linkTerm, sourceTerm } from '../domain/tracker-links.ts';
import type { Nouns } from '../ports/store.ts';
import type { Desk } from './desk.ts';
import { linksToMake } from './links-to-make.ts';
import { readSources } from './read-sources.ts';
import { type Sendable, unsent } from './sendable.ts';

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
  const approved = new Set(sendables.flatMap(({ links }) => links));
  const place = { workspaceId: push.workspaceId, destination: push.destination.id };
  const links = await linksToMake(
    nouns,
    place,
    sendables.map(({ ticket }) => ticket.id),
  );
  return links
    .filter((link) => approved.has(linkTerm(link)))
    .map((link) => ({
      ticketId: link.sourceId,
      waitsFor: link.targetId,
      contentHash: linkTerm(link),
      link: { type: link.type, toTicketId: link.targetId },
      name: `${link.type} ${link.targetId}`,
    }));
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
