/** The links a document asks for, as rows: which there are among live tickets, and how they come and go. */
import type { Id } from '../domain/ids.ts';
import type { TicketLink } from '../domain/links.ts';
import type { Clock, IdSource } from '../ports/clock.ts';
import type { Nouns } from '../ports/store.ts';
import type { AppendEvents, EventDraft, WriteScope } from './append-events.ts';
import type { Edge } from './draft-rows.ts';

export type LinkWriting = {
  nouns: Nouns;
  scope: WriteScope;
  clock: Clock;
  ids: IdSource;
  appendEvents: AppendEvents;
};

/** Links of deleted tickets are kept with them and hold nobody up. */
export async function liveEdges(nouns: Pick<Nouns, 'links' | 'tickets'>, workspaceId: Id): Promise<Edge[]> {
  const links = await nouns.links.ofType(workspaceId, 'blocks');
  const ids = [...new Set(links.flatMap(({ sourceId, targetId }) => [sourceId, targetId]))];
  const live = new Set((await nouns.tickets.list(workspaceId, { ids })).map((ticket) => ticket.id));
  return links.filter(({ sourceId, targetId }) => live.has(sourceId) && live.has(targetId));
}

/** Call it with edges that close no circle. */
export async function addLinks(writing: LinkWriting, edges: readonly Edge[]): Promise<void> {
  const { nouns, scope, ids, clock } = writing;
  const createdAt = clock.now().toISOString();
  for (const edge of edges) {
    const link: TicketLink = {
      id: ids.next(),
      workspaceId: scope.workspaceId,
      type: 'blocks',
      ...edge,
      declaredOn: 'target',
      createdBy: scope.actor.id,
      createdAt,
    };
    await nouns.links.insert(link);
  }
  await tell(writing, edges, 'TicketLinked');
}

export async function dropLinks(writing: LinkWriting, edges: readonly Edge[]): Promise<void> {
  if (edges.length === 0) return;
  const { nouns, scope } = writing;
  const links = await nouns.links.ofTickets(
    scope.workspaceId,
    edges.map(({ targetId }) => targetId),
  );
  const gone = links.filter(
    ({ type, sourceId, targetId }) =>
      type === 'blocks' && edges.some((edge) => edge.sourceId === sourceId && edge.targetId === targetId),
  );
  for (const { id } of gone) await nouns.links.delete(scope.workspaceId, id);
  await tell(writing, gone, 'TicketUnlinked');
}

function tell(
  { nouns, scope, appendEvents }: LinkWriting,
  edges: readonly Edge[],
  type: 'TicketLinked' | 'TicketUnlinked',
): Promise<void> {
  const drafts = edges.map(({ sourceId, targetId }): EventDraft => {
    return { type, ticketId: targetId, payload: { type: 'blocks', sourceId, targetId } };
  });
  return appendEvents(nouns, scope, drafts);
}
