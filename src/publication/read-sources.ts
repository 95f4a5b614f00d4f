/** Where tickets were read from, for those whose document has an address of its own. */
import type { Id } from '../domain/ids.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Nouns } from '../ports/store.ts';

export type Source = { url: string; title: string };

/** By document id. An address that is not https is nothing a tracker is shown. */
export async function readSources(
  nouns: Pick<Nouns, 'documents'>,
  tickets: readonly Ticket[],
): Promise<Map<Id, Source>> {
  const sources = new Map<Id, Source>();
  for (const ticket of tickets) {
    const { documentId } = ticket.origin;
    if (documentId === null || sources.has(documentId)) continue;
    const document = await nouns.documents.get(ticket.workspaceId, documentId);
    if (document?.source.kind !== 'url' || !document.source.name.startsWith('https://')) continue;
    sources.set(documentId, { url: document.source.name, title: document.title });
  }
  return sources;
}
