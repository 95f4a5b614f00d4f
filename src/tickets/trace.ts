/** Why a ticket exists: its document, blocks and lines, word for word, and everything that happened to it (S0-20). */
import type { Id } from '../domain/ids.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Trace } from '../domain/ticket-view.ts';
import type { Nouns } from '../ports/store.ts';
import { newestTraces } from './sources.ts';
import { viewTickets } from './view.ts';

/** What is missing upstream, and was never recorded or is deleted, is null or empty. */
export async function traceTicket(nouns: Nouns, workspaceId: Id, ticket: Ticket): Promise<Trace> {
  const { documentId } = ticket.origin;
  const [view] = await viewTickets(nouns, workspaceId, [ticket]);
  return {
    ticket: view!,
    document: documentId ? await nouns.documents.get(workspaceId, documentId) : null,
    sources: await readSources(nouns, workspaceId, ticket.id),
    recommendation: null,
    insights: [],
    researchSources: [],
    history: await nouns.events.ofTicket(workspaceId, ticket.id),
  };
}

async function readSources(nouns: Nouns, workspaceId: Id, ticketId: Id): Promise<Trace['sources']> {
  const traces = newestTraces(await nouns.traces.ofTicket(workspaceId, ticketId)).get(ticketId) ?? [];
  const first = traces[0];
  if (!first) return [];
  const { documentId, documentVersion } = first;
  const version = await nouns.documents.version(workspaceId, documentId, documentVersion);
  const blocks = await nouns.blocks.list(workspaceId, documentId, documentVersion);
  return traces.map(({ blockId, lines }) => ({
    block: blocks.find((block) => block.id === blockId) ?? null,
    lines,
    quote: quoteLines(version?.content ?? '', lines),
    documentVersion,
  }));
}

/**
 * What stands on these 1-based lines, byte for byte, with the document's own line ends inside a run of lines and a
 * newline between runs.
 */
export function quoteLines(content: string, lines: readonly number[]): string {
  const pieces = content.split(/(\r\n|\n|\r)/);
  return lines
    .map((line, at) => {
      const text = pieces[(line - 1) * 2] ?? '';
      if (at === lines.length - 1) return text;
      const runsOn = lines[at + 1] === line + 1;
      return text + (runsOn ? (pieces[(line - 1) * 2 + 1] ?? '') : '\n');
    })
    .join('');
}
