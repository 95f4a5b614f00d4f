/** Tickets as plain records, with what agents reported and what they are linked to (S2-5). */
import type { TicketLink } from '../../domain/links.ts';
import { type PmRecord, writePmRecord } from '../../domain/pm-record.ts';
import type { TicketView } from '../../domain/ticket-view.ts';
import type { ToolContext } from '../define-tool.ts';

export async function readRecords(
  { services, caller }: Pick<ToolContext, 'services' | 'caller'>,
  views: readonly TicketView[],
): Promise<PmRecord[]> {
  const { tickets } = services;
  const ids = views.map(({ ticket }) => ticket.id);
  const links = await tickets.links(caller, ids);
  const updates = Map.groupBy(await tickets.updates(caller, ids), ({ ticketId }) => ticketId);
  const keys = await keysOf({ services, caller }, views, links);
  return views.map(({ ticket, assignee, parentKey }) =>
    writePmRecord(ticket, {
      ...{ assignee, parentKey, updates: updates.get(ticket.id) ?? [] },
      links: links.flatMap((link) => relationOf(ticket.id, link, keys) ?? []),
    }),
  );
}

async function keysOf(
  { services, caller }: Pick<ToolContext, 'services' | 'caller'>,
  views: readonly TicketView[],
  links: readonly TicketLink[],
): Promise<Map<string, string>> {
  const known = new Map(views.map(({ ticket }) => [ticket.id, ticket.key]));
  const ends = new Set(links.flatMap(({ sourceId, targetId }) => [sourceId, targetId]));
  const others = [...ends].filter((id) => !known.has(id));
  // A link may lead to a ticket that was discarded since.
  const found = await Promise.all(others.map((id) => services.tickets.view(caller, [id]).catch(() => [])));
  for (const { ticket } of found.flat()) known.set(ticket.id, ticket.key);
  return known;
}

const words: Partial<Record<TicketLink['type'], [fromSource: string, fromTarget: string | null]>> = {
  blocks: ['blocks', 'blocked_by'],
  relatesTo: ['related_to', 'related_to'],
  duplicateOf: ['duplicate_of', 'duplicated_by'],
  precedes: ['precedes', null],
};

function relationOf(id: string, link: TicketLink, keys: ReadonlyMap<string, string>) {
  const isSource = link.sourceId === id;
  if (!isSource && link.targetId !== id) return null;
  const relationship = words[link.type]?.[isSource ? 0 : 1];
  const ticket_id = keys.get(isSource ? link.targetId : link.sourceId);
  return relationship && ticket_id ? { ticket_id, relationship } : null;
}
