/** Where tickets come from: their newest traces, the order these give to a document's tickets, and their block types. */
import type { Block, BlockTicketLink, Document } from '../domain/document.ts';
import type { Id } from '../domain/ids.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Nouns } from '../ports/store.ts';

/**
 * The traces that hold now, per ticket, primary first. A ticket that outlived an edit of a document was traced again;
 * only the newest version of each document counts. Ids ascend in the order the traces were written.
 */
export function newestTraces(traces: readonly BlockTicketLink[]): Map<Id, BlockTicketLink[]> {
  const newest = new Map<Id, number>();
  const place = ({ ticketId, documentId }: BlockTicketLink) => `${ticketId} ${documentId}`;
  for (const trace of traces) {
    newest.set(place(trace), Math.max(trace.documentVersion, newest.get(place(trace)) ?? 0));
  }
  const held = traces.filter((trace) => trace.documentVersion === newest.get(place(trace)));
  return Map.groupBy(
    held.sort((one, other) => compare(one.id, other.id)),
    (trace) => trace.ticketId,
  );
}

/** Tickets by the place of their primary block in the document; those without one come last, oldest first. */
export function inDocumentOrder(
  tickets: readonly Ticket[],
  blocks: readonly Block[],
  traces: readonly BlockTicketLink[],
): Ticket[] {
  const orders = new Map(blocks.map((block) => [block.id, block.order]));
  const newest = newestTraces(traces);
  const place = (ticket: Ticket) => {
    const primary = newest.get(ticket.id)?.[0];
    const order = primary ? orders.get(primary.blockId) : undefined;
    return { order: order ?? blocks.length, line: primary?.lines[0] ?? 0, id: ticket.id };
  };
  return tickets
    .map((ticket) => ({ ticket, at: place(ticket) }))
    .sort(
      ({ at: one }, { at: other }) =>
        one.order - other.order || one.line - other.line || compare(one.id, other.id),
    )
    .map(({ ticket }) => ticket);
}

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

/** The live tickets of a document; `blocks` are those of its current version. */
export async function ticketsOfDocument(
  nouns: Pick<Nouns, 'tickets' | 'traces'>,
  document: Document,
  blocks: readonly Block[],
): Promise<Ticket[]> {
  const tickets = await nouns.tickets.list(document.workspaceId, { documentId: document.id });
  const traces = await nouns.traces.ofDocument(document.workspaceId, document.id);
  return inDocumentOrder(tickets, blocks, traces);
}

/** The tickets whose primary block, as it was when they were made, is of one of these types. */
export async function ofBlockTypes(
  nouns: Pick<Nouns, 'blocks'>,
  workspaceId: Id,
  tickets: readonly Ticket[],
  types: readonly string[],
): Promise<Ticket[]> {
  const versions = new Map<string, Promise<Block[]>>();
  const blocksOf = ({ documentId, documentVersion }: Ticket['origin']) => {
    if (documentId === null || documentVersion === null) return Promise.resolve([]);
    const name = `${documentId}@${documentVersion}`;
    const read = versions.get(name) ?? nouns.blocks.list(workspaceId, documentId, documentVersion);
    versions.set(name, read);
    return read;
  };
  const wanted: Ticket[] = [];
  for (const ticket of tickets) {
    const blocks = await blocksOf(ticket.origin);
    const primary = blocks.find((block) => block.id === ticket.origin.primaryBlockId);
    if (primary && types.includes(primary.type)) wanted.push(ticket);
  }
  return wanted;
}
