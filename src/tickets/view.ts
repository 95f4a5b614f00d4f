/** Tickets as people and programs read them: with outside copies, dependencies and parents, in few queries. */
import { agentTitle } from '../domain/agent-role.ts';
import { DocketError } from '../domain/errors.ts';
import { activeClaim, executionOf } from '../domain/execution.ts';
import type { Id } from '../domain/ids.ts';
import { wallOf } from '../domain/local-time.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { TicketView } from '../domain/ticket-view.ts';
import type { Nouns } from '../ports/store.ts';
import type { TicketSurroundings } from '../ports/ticket-store.ts';

/** Views of these tickets, in their order. Neighbours that were deleted are left out. One query, and one more each where somebody is assigned and where a day is due. */
export async function viewTickets(
  nouns: Pick<Nouns, 'tickets' | 'members' | 'workspaces'>,
  workspaceId: Id,
  tickets: readonly Ticket[],
): Promise<TicketView[]> {
  if (tickets.length === 0) return [];
  const ids = tickets.map((ticket) => ticket.id);
  const named = tickets.flatMap(({ planning, parentId }) => [
    ...planning.suggestedAfter,
    ...(parentId === null ? [] : [parentId]),
  ]);
  return drawViews(
    nouns,
    workspaceId,
    tickets,
    await nouns.tickets.around(workspaceId, ids, [...new Set(named)]),
  );
}

/** The same of tickets that were read with what stands around them. */
export async function drawViews(
  nouns: Pick<Nouns, 'members' | 'workspaces'>,
  workspaceId: Id,
  tickets: readonly Ticket[],
  { refs, blockers, keys, now }: TicketSurroundings,
): Promise<TicketView[]> {
  const blockersOf = Map.groupBy(blockers, ({ ticketId }) => ticketId);
  const refsOf = Map.groupBy(refs, (ref) => ref.ticketId);
  const names = await findNames(nouns, workspaceId, tickets);
  const zone = await zoneOf(nouns, workspaceId, tickets);
  return tickets.map((ticket) => ({
    ticket,
    refs: refsOf.get(ticket.id) ?? [],
    dependsOn: (blockersOf.get(ticket.id) ?? []).map(({ key }) => key),
    suggestedAfter: ticket.planning.suggestedAfter.flatMap((id) => keys.get(id) ?? []),
    parentKey: ticket.parentId === null ? null : (keys.get(ticket.parentId) ?? null),
    assignee: nameAssignee(ticket.work, names),
    dueOn: ticket.planning.slaDueAt ? dayOf(ticket.planning.slaDueAt, zone) : null,
    heldBy: holderAt(ticket, now),
  }));
}

function holderAt(ticket: Ticket, now: string): TicketView['heldBy'] {
  const claim = activeClaim(executionOf(ticket), now);
  if (!claim) return null;
  const left = Date.parse(claim.expiresAt) - Date.parse(now);
  return { name: claim.holderName, minutesLeft: Math.ceil(left / 60_000) };
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
