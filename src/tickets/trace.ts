/** Why tickets exist: their documents, blocks and lines, word for word, and what stands upstream of these (S0-20). */
import type { BlockTicketLink, Document } from '../domain/document.ts';
import type { Id } from '../domain/ids.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Chain, Trace } from '../domain/ticket-view.ts';
import type { UpstreamLink } from '../domain/upstream.ts';
import { followLinks, readUpstream } from '../insights/upstream-of.ts';
import type { Nouns } from '../ports/store.ts';
import { newestTraces } from './sources.ts';
import { readVersionText, type VersionText } from './version-text.ts';
import { viewTickets } from './view.ts';

/** With everything that happened to the ticket and was said about it. */
export async function traceTicket(nouns: Nouns, workspaceId: Id, ticket: Ticket): Promise<Trace> {
  const [chain] = await traceTickets(nouns, workspaceId, [ticket]);
  return {
    ...chain!,
    history: await nouns.events.ofTicket(workspaceId, ticket.id),
    comments: await nouns.comments.ofTicket(workspaceId, ticket.id),
  };
}

/** In the order given. What is missing upstream, and was never recorded or is deleted, is null or empty. */
export async function traceTickets(
  nouns: Nouns,
  workspaceId: Id,
  tickets: readonly Ticket[],
): Promise<Chain[]> {
  const views = await viewTickets(nouns, workspaceId, tickets);
  const traces = newestTraces(await tracesOf(nouns, workspaceId, tickets));
  const all = [...traces.values()].flat();
  const documents = await readDocuments(nouns, workspaceId, tickets, all);
  const versions = await readVersions(nouns, workspaceId, all);
  const blockIds = all.map((trace) => trace.blockId);
  const links = await nouns.upstream.blockLinks(workspaceId, blockIds);
  const linkOf = new Map(links.map((link) => [link.blockId, link]));
  const records = await readUpstream(nouns, workspaceId, [...links, ...documents.values()]);
  return views.map((ticket) => {
    const { id, origin } = ticket.ticket;
    const document = origin.documentId === null ? null : (documents.get(origin.documentId) ?? null);
    const sources = ownFirst(traces.get(id) ?? [], origin.documentId).map((trace) =>
      quoteTrace(
        trace,
        versions.get(nameVersion(trace)),
        documents.get(trace.documentId),
        linkOf.get(trace.blockId),
      ),
    );
    const near = [...sources.map((source) => source.upstream), ...(document ? [document] : [])];
    return { ticket, document, sources, ...followLinks(records, near) };
  });
}

async function tracesOf(
  nouns: Nouns,
  workspaceId: Id,
  tickets: readonly Ticket[],
): Promise<BlockTicketLink[]> {
  return nouns.traces.ofTickets(
    workspaceId,
    tickets.map((ticket) => ticket.id),
  );
}

async function readDocuments(
  nouns: Nouns,
  workspaceId: Id,
  tickets: readonly Ticket[],
  traces: readonly BlockTicketLink[],
): Promise<Map<Id, Document>> {
  const ids = [...tickets.map(({ origin }) => origin.documentId), ...traces.map((trace) => trace.documentId)];
  const named = [...new Set(ids.filter((id) => id !== null))];
  return new Map((await nouns.documents.some(workspaceId, named)).map((document) => [document.id, document]));
}

async function readVersions(
  nouns: Nouns,
  workspaceId: Id,
  traces: readonly BlockTicketLink[],
): Promise<Map<string, VersionText>> {
  const versions = new Map<string, VersionText>();
  for (const trace of traces) {
    const name = nameVersion(trace);
    const { documentId, documentVersion } = trace;
    if (versions.has(name)) continue;
    versions.set(name, await readVersionText(nouns, workspaceId, documentId, documentVersion));
  }
  return versions;
}

function nameVersion({ documentId, documentVersion }: BlockTicketLink): string {
  return `${documentId}@${documentVersion}`;
}

/** A merged ticket may cite several documents: its own comes first. */
function ownFirst(traces: readonly BlockTicketLink[], own: Id | null): BlockTicketLink[] {
  return traces.toSorted((one, other) => Number(other.documentId === own) - Number(one.documentId === own));
}

function quoteTrace(
  { blockId, documentId, documentVersion, lines }: BlockTicketLink,
  version: VersionText | undefined,
  document: Document | undefined,
  link: UpstreamLink | undefined,
): Chain['sources'][number] {
  return {
    block: version?.blocks.find((block) => block.id === blockId) ?? null,
    upstream: { recommendationId: link?.recommendationId ?? null, insightIds: link?.insightIds ?? [] },
    lines,
    quote: quoteLines(version?.content ?? '', lines),
    documentId,
    documentTitle: document?.deletedAt === null ? document.title : null,
    documentVersion,
  };
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
