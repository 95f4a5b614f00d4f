/** The drafts of several tickets, with the keys and document titles their bodies name. */

import { withContext } from '../domain/context-block.ts';
import type { Id } from '../domain/ids.ts';
import type { IssueDraft } from '../domain/push.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Nouns } from '../ports/store.ts';
import { readContexts } from './capability-contexts.ts';
import { readConnectors, sendThrough } from './connectors.ts';
import { documentsOf } from './read-sources.ts';
import { writeIssue } from './write-issue.ts';

/** By ticket id; costs are left out of what anybody can read. `approvedBy` names the approver of a ticket, or null while nobody approved it. */
export async function draftIssues(
  nouns: Nouns,
  workspaceId: Id,
  tickets: readonly Ticket[],
  approvedBy: (ticket: Ticket) => string | null,
  place: { isPublic: boolean; tracker?: string | undefined } = { isPublic: true },
): Promise<Map<Id, IssueDraft>> {
  const dependencies = await readDependencies(nouns, workspaceId, tickets);
  const titles = await readTitles(nouns, tickets);
  const contexts = await readContexts(nouns, workspaceId, tickets, place);
  const connectorOf = await readConnectors(nouns, workspaceId, tickets);
  return new Map(
    tickets.map((ticket) => {
      const documentTitle = titles.get(ticket.origin.documentId ?? '') ?? null;
      const dependsOn = dependencies.get(ticket.id) ?? [];
      const draft = writeIssue(ticket, { dependsOn, documentTitle, approvedBy: approvedBy(ticket) });
      const body = withContext(draft.body, contexts.get(ticket.id) ?? null);
      const connector = place.tracker ? connectorOf(ticket, place.tracker) : null;
      return [ticket.id, { ...sendThrough(connector, draft), body }];
    }),
  );
}

/** Keys of the tickets that block each ticket, sorted so that the same links always read the same. */
async function readDependencies(
  nouns: Nouns,
  workspaceId: Id,
  tickets: readonly Ticket[],
): Promise<Map<Id, string[]>> {
  const ids = tickets.map((ticket) => ticket.id);
  const links = await nouns.links.ofTickets(workspaceId, ids);
  const blocks = links.filter((link) => link.type === 'blocks' && ids.includes(link.targetId));
  const sourceIds = [...new Set(blocks.map((link) => link.sourceId))];
  const sources = sourceIds.length > 0 ? await nouns.tickets.list(workspaceId, { ids: sourceIds }) : [];
  const keys = new Map(sources.map((source) => [source.id, source.key]));
  return new Map(
    ids.map((id) => {
      const own = blocks.filter((link) => link.targetId === id);
      return [id, own.flatMap((link) => keys.get(link.sourceId) ?? []).sort()];
    }),
  );
}

async function readTitles(nouns: Nouns, tickets: readonly Ticket[]): Promise<Map<string, string>> {
  return new Map((await documentsOf(nouns, tickets)).map(({ id, title }) => [id, title]));
}
