/** Tickets as people and programs read them: with outside copies, dependencies and parents, in few queries. */
import { agentTitle } from '../domain/agent-role.ts';
import { DocketError } from '../domain/errors.ts';
import type { Id } from '../domain/ids.ts';
import { wallOf } from '../domain/local-time.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { TicketView } from '../domain/ticket-view.ts';
import type { Nouns } from '../ports/store.ts';

/** Views of these tickets, in their order. Neighbours that were deleted are left out. At most three queries, and one more each where somebody is assigned and where a day is due. */
export async function viewTickets(
  nouns: Pick<Nouns, 'tickets' | 'links' | 'externalRefs' | 'members' | 'workspaces'>,
  workspaceId: Id,
  tickets: readonly Ticket[],
): Promise<TicketView[]> {
  if (tickets.length === 0) return [];
  const ids = tickets.map((ticket) => ticket.id);
  const refs = await nouns.externalRefs.ofTickets(workspaceId, ids);
  const links = await nouns.links.ofTickets(workspaceId, ids);
  const blockers = Map.groupBy(
    links.filter((link) => link.type === 'blocks'),
    (link) => link.targetId,
  );
  const blockersOf = (id: Id) => (blockers.get(id) ?? []).map((link) => link.sourceId);
  const keys = await findKeys(nouns, workspaceId, tickets, (id) => blockersOf(id));
  const keysOf = (of: readonly Id[]) => of.flatMap((id) => keys.get(id) ?? []);
  const refsOf = Map.groupBy(refs, (ref) => ref.ticketId);
  const names = await findNames(nouns, workspaceId, tickets);
  const zone = await zoneOf(nouns, workspaceId, tickets);
  return tickets.map((ticket) => ({
    ticket,
    refs: refsOf.get(ticket.id) ?? [],
    dependsOn: keysOf(blockersOf(ticket.id)),
    suggestedAfter: keysOf(ticket.planning.suggestedAfter),
    parentKey: ticket.parentId === null ? null : (keys.get(ticket.parentId) ?? null),
    assignee: nameAssignee(ticket.work, names),
    dueOn: ticket.planning.slaDueAt ? dayOf(ticket.planning.slaDueAt, zone) : null,
  }));
}

function nameAssignee({ assigneeId, assigneeType }: Ticket['work'], names: ReadonlyMap<string, string>) {
  if (assigneeId === null) return null;
  return assigneeType === 'agent' ? agentTitle(assigneeId) : (names.get(assigneeId) ?? null);
}

async function zoneOf(
  nouns: Pick<Nouns, 'workspaces'>,
  workspaceId: Id,
  tickets: readonly Ticket[],
): Promise<string> {
  const isDated = tickets.some((ticket) => ticket.planning.slaDueAt);
  return (isDated && (await nouns.workspaces.get(workspaceId))?.timeZone) || 'UTC';
}

function dayOf(iso: string, zone: string): string {
  return new Date(wallOf(new Date(iso), zone)).toISOString().slice(0, 10);
}

async function findNames(
  nouns: Pick<Nouns, 'members'>,
  workspaceId: Id,
  tickets: readonly Ticket[],
): Promise<Map<string, string>> {
  const isPersons = ({ work }: Ticket) => work.assigneeId !== null && work.assigneeType === 'user';
  if (!tickets.some(isPersons)) return new Map();
  const members = await nouns.members.list(workspaceId);
  return new Map(members.map((member) => [member.id, member.name]));
}

async function findKeys(
  nouns: Pick<Nouns, 'tickets'>,
  workspaceId: Id,
  tickets: readonly Ticket[],
  blockersOf: (id: Id) => Id[],
): Promise<Map<Id, string>> {
  const live = tickets.filter((ticket) => ticket.deletedAt === null);
  const keys = new Map(live.map((ticket) => [ticket.id, ticket.key]));
  const named = tickets.flatMap((ticket) => [
    ...blockersOf(ticket.id),
    ...ticket.planning.suggestedAfter,
    ...(ticket.parentId === null ? [] : [ticket.parentId]),
  ]);
  const missing = [...new Set(named)].filter((id) => !keys.has(id));
  if (missing.length === 0) return keys;
  const neighbours = await nouns.tickets.list(workspaceId, { ids: missing });
  for (const neighbour of neighbours) keys.set(neighbour.id, neighbour.key);
  return keys;
}

/** The live tickets with these ids, in their order. Throws NOT_FOUND for the first that this workspace does not have. */
export async function getLive(
  nouns: Pick<Nouns, 'tickets'>,
  workspaceId: Id,
  ids: readonly Id[],
): Promise<Ticket[]> {
  if (ids.length === 0) return [];
  const found = await nouns.tickets.list(workspaceId, { ids: [...new Set(ids)] });
  const byId = new Map(found.map((ticket) => [ticket.id, ticket]));
  return ids.map((id) => byId.get(id) ?? refuseUnknown(id));
}

function refuseUnknown(id: Id): never {
  throw new DocketError('NOT_FOUND', {
    message: `There is no ticket ${id}.`,
    remedy: 'Ask for the list of tickets and pick one of those.',
    details: { id },
  });
}
