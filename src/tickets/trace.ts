/** Why a ticket exists: its document, blocks and lines, word for word, and everything that happened to it (S0-20). */
import type { BlockTicketLink } from '../domain/document.ts';
import type { Id } from '../domain/ids.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Trace } from '../domain/ticket-view.ts';
import { readUpstream } from '../insights/upstream-of.ts';
import type { Nouns } from '../ports/store.ts';
import { newestTraces } from './sources.ts';
import { viewTickets } from './view.ts';

type Source = Trace['sources'][number];

/** What is missing upstream, and was never recorded or is deleted, is null or empty. */
export async function traceTicket(nouns: Nouns, workspaceId: Id, ticket: Ticket): Promise<Trace> {
  const { documentId } = ticket.origin;
  const [view] = await viewTickets(nouns, workspaceId, [ticket]);
  const document = documentId ? await nouns.documents.get(workspaceId, documentId) : null;
  const sources = await readSources(nouns, workspaceId, ticket);
  const links = [...sources.map((source) => source.upstream), ...(document ? [document] : [])];
  return {
    ticket: view!,
    document,
    sources,
    ...(await readUpstream(nouns, workspaceId, links)),
    history: await nouns.events.ofTicket(workspaceId, ticket.id),
  };
}

/** A merged ticket may cite several documents: its own comes first. */
async function readSources(nouns: Nouns, workspaceId: Id, ticket: Ticket): Promise<Source[]> {
  const traces = newestTraces(await nouns.traces.ofTicket(workspaceId, ticket.id)).get(ticket.id) ?? [];
  const own = traces.filter((trace) => trace.documentId === ticket.origin.documentId);
  const others = traces.filter((trace) => trace.documentId !== ticket.origin.documentId);
  const links = await nouns.upstream.blockLinks(
    workspaceId,
    traces.map((trace) => trace.blockId),
  );
  const linkOf = new Map(links.map((link) => [link.blockId, link]));
  const sources: Source[] = [];
  for (const [documentId, cited] of Map.groupBy([...own, ...others], (trace) => trace.documentId)) {
    for (const source of await quoteTraces(nouns, workspaceId, documentId, cited)) {
      const { recommendationId = null, insightIds = [] } = linkOf.get(source.blockId) ?? {};
      const { blockId: _, ...rest } = source;
      sources.push({ ...rest, upstream: { recommendationId, insightIds } });
    }
  }
  return sources;
}

/** `traces` are of one version of one document. */
async function quoteTraces(
  nouns: Nouns,
  workspaceId: Id,
  documentId: Id,
  traces: readonly BlockTicketLink[],
): Promise<(Omit<Source, 'upstream'> & { blockId: Id })[]> {
  const { documentVersion } = traces[0]!;
  const document = await nouns.documents.get(workspaceId, documentId);
  const version = await nouns.documents.version(workspaceId, documentId, documentVersion);
  const blocks = await nouns.blocks.list(workspaceId, documentId, documentVersion);
  return traces.map(({ blockId, lines }) => ({
    blockId,
    block: blocks.find((block) => block.id === blockId) ?? null,
    lines,
    quote: quoteLines(version?.content ?? '', lines),
    documentId,
    documentTitle: document?.deletedAt === null ? document.title : null,
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
