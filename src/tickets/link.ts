/** Links between tickets: made and taken away with their events, never to oneself and never in a circle (U-45). */
import { DocketError } from '../domain/errors.ts';
import { findCycle, type TicketLink, type TicketLinkType } from '../domain/links.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Clock, IdSource } from '../ports/clock.ts';
import type { Nouns } from '../ports/store.ts';
import { stampEvents, type WriteScope } from './append-events.ts';
import { recordChanges } from './record-change.ts';

export type Linking = { nouns: Nouns; scope: WriteScope; clock: Clock; ids: IdSource };

const oneWay: ReadonlySet<TicketLinkType> = new Set(['blocks', 'precedes', 'memberOf']);

/**
 * Links `source` to `target`; null when they are linked like that already. Throws INVALID_INPUT for a link to itself and
 * LINK_CYCLE, naming the tickets of the circle.
 */
export async function linkTickets(
  linking: Linking,
  type: TicketLinkType,
  source: Ticket,
  target: Ticket,
): Promise<TicketLink | null> {
  const { nouns, scope, clock, ids } = linking;
  if (source.id === target.id) {
    throw new DocketError('INVALID_INPUT', {
      message: `${source.key} cannot be linked to itself. Nothing was changed.`,
      remedy: 'Name two different tickets.',
    });
  }
  if (await findLink(nouns, type, source, target)) return null;
  if (oneWay.has(type)) await refuseCycle(linking, type, source, target);
  const link: TicketLink = {
    id: ids.next(),
    workspaceId: scope.workspaceId,
    type,
    sourceId: source.id,
    targetId: target.id,
    declaredOn: 'source',
    createdBy: scope.actor.id,
    createdAt: clock.now().toISOString(),
  };
  await nouns.links.insert(link);
  await record(linking, link, null, 'TicketLinked');
  return link;
}

/** Takes the link away; false when there is none like that. A relatesTo link is found from either end. */
export async function unlinkTickets(
  linking: Linking,
  type: TicketLinkType,
  source: Ticket,
  target: Ticket,
): Promise<boolean> {
  const link = await findLink(linking.nouns, type, source, target);
  if (!link) return false;
  await linking.nouns.links.delete(link.workspaceId, link.id);
  await record(linking, link, link, 'TicketUnlinked');
  return true;
}

async function record(
  { nouns, scope, clock, ids }: Linking,
  link: TicketLink,
  before: TicketLink | null,
  type: 'TicketLinked' | 'TicketUnlinked',
): Promise<void> {
  const changed = { subject: 'link' as const, subjectId: link.id, before, version: null };
  await recordChanges({ clock, ids }, nouns, scope, [changed]);
  const { sourceId, targetId, declaredOn } = link;
  const payload = { type: link.type, sourceId, targetId, declaredOn };
  await nouns.events.append(stampEvents({ clock, ids }, scope, [{ type, ticketId: targetId, payload }]));
}

async function findLink(nouns: Nouns, type: TicketLinkType, source: Ticket, target: Ticket) {
  const links = await nouns.links.ofTickets(source.workspaceId, [source.id]);
  return links.find(
    (link) =>
      link.type === type &&
      ((link.sourceId === source.id && link.targetId === target.id) ||
        (type === 'relatesTo' && link.sourceId === target.id && link.targetId === source.id)),
  );
}

async function refuseCycle(
  { nouns, scope }: Linking,
  type: TicketLinkType,
  source: Ticket,
  target: Ticket,
): Promise<void> {
  const links = await nouns.links.ofType(scope.workspaceId, type);
  const all = links.map(({ sourceId, targetId }) => ({ from: sourceId, to: targetId }));
  if (!findCycle(all, source.id, target.id)) return;
  const ends = [...new Set(links.flatMap(({ sourceId, targetId }) => [sourceId, targetId]))];
  // Links of deleted tickets are kept with them and hold nobody up.
  const live = await nouns.tickets.list(scope.workspaceId, { ids: ends });
  const keys = new Map([...live, source, target].map((ticket) => [ticket.id, ticket.key]));
  const edges = links
    .filter(({ sourceId, targetId }) => keys.has(sourceId) && keys.has(targetId))
    .map(({ sourceId, targetId }) => ({ from: sourceId, to: targetId }));
  const path = findCycle(edges, source.id, target.id)?.map((id) => keys.get(id)!);
  if (!path) return;
  throw new DocketError('LINK_CYCLE', {
    message: `${source.key} cannot come before ${target.key}: ${path.join(' comes before ')} already. Nothing was changed.`,
    remedy: 'Take one of those links away first.',
    details: { path },
  });
}
