/** Where tickets were read from, for those whose document has an address of its own. */
import type { Document } from '../domain/document.ts';
import type { Id } from '../domain/ids.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Nouns } from '../ports/store.ts';

export type Source = { url: string; title: string };

/** By document id. An address that is not https is nothing a tracker is shown. */
export async function readSources(
  nouns: Pick<Nouns, 'documents'>,
  tickets: readonly Ticket[],
): Promise<Map<Id, Source>> {
  const documents = await documentsOf(nouns, tickets);
  return new Map(
    documents
      .filter(({ source }) => source.kind === 'url' && source.name.startsWith('https://'))
      .map(({ id, source, title }) => [id, { url: source.name, title }]),
  );
}

/** The documents that these tickets of one workspace were drafted from, each once. */
export async function documentsOf(
  nouns: Pick<Nouns, 'documents'>,
  tickets: readonly Ticket[],
): Promise<Document[]> {
  const ids = new Set(tickets.flatMap(({ origin }) => origin.documentId ?? []));
  return ids.size > 0 ? nouns.documents.some(tickets[0]!.workspaceId, [...ids]) : [];
}
