/** How much everybody has per audience, what limit holds, and who gets the next ticket (S1-47). */
import type { Product, ProductConfig } from '../domain/capability.ts';
import type { CapacityRow } from '../domain/capability-view.ts';
import type { Id } from '../domain/ids.ts';
import type { Caller, Member } from '../domain/principal.ts';
import type { Audience } from '../domain/stage.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Nouns, Store } from '../ports/store.ts';
import { lookUp, readConnectors } from '../publication/connectors.ts';

const unfinished = ['open', 'in_progress', 'blocked'] as const;

/** The product's own limit, else that of the audience's connector; null where there is none. */
export function wipLimit({ wip_limits, connectors }: ProductConfig, audience: Audience): number | null {
  const own = connectors.find((one) => one.enabled && one.audiences.includes(audience));
  return wip_limits[audience] ?? own?.capacity.wip_limit ?? null;
}

export type Chosen = { assigneeId: Id | null; overCapacity: boolean };

/** Gives tickets out one after the other: each to whoever has most room by then; to nobody where all have their limit. */
export async function openAssigning(
  nouns: Nouns,
  { workspaceId, config }: Pick<Product, 'workspaceId' | 'config'>,
): Promise<(audience: Audience) => Promise<Chosen>> {
  const members = await nouns.members.list(workspaceId);
  const loads = new Map<string, number>();
  const loadOf = async (id: Id, audience: Audience) => {
    const name = `${id} ${audience}`;
    const known = loads.get(name);
    if (known !== undefined) return known;
    const tickets = await nouns.tickets.list(workspaceId, { assigneeId: id, work: unfinished });
    const load = tickets.filter(({ stage }) => stage?.audience === audience).length;
    loads.set(name, load);
    return load;
  };
  return async (audience) => {
    const names = (config.assignees[audience] ?? []).map((name) => name.toLowerCase());
    const people = members.filter(({ name }) => names.includes(name.toLowerCase()));
    if (people.length === 0) return { assigneeId: null, overCapacity: false };
    const limit = wipLimit(config, audience);
    let best: { id: Id; load: number } | null = null;
    for (const { id } of people) {
      const load = await loadOf(id, audience);
      if ((limit === null || load < limit) && (best === null || load < best.load)) best = { id, load };
    }
    if (best === null) return { assigneeId: null, overCapacity: true };
    loads.set(`${best.id} ${audience}`, best.load + 1);
    return { assigneeId: best.id, overCapacity: false };
  };
}

/** Who works on each ticket: whoever has it here, else the member whom its connector knows as its assignee at the tracker (S1-4). */
async function workersOf(
  store: Store,
  workspaceId: Id,
  tickets: readonly Ticket[],
  members: readonly Member[],
): Promise<Map<Id, Id | null>> {
  const free = tickets.filter(({ work }) => work.assigneeId === null);
  const connectorOf = await readConnectors(store, workspaceId, free);
  const bases = await store.syncBases.ofTickets(
    workspaceId,
    free.map(({ id }) => id),
  );
  const there = new Map(bases.map((base) => [base.ticketId, base]));
  const workerOf = (ticket: Ticket): Id | null => {
    const base = there.get(ticket.id);
    const connector = base?.assignee ? connectorOf(ticket, base.tracker) : null;
    const name = connector ? lookUp(connector.actors, base!.assignee!)?.toLowerCase() : undefined;
    return members.find((member) => member.name.toLowerCase() === name)?.id ?? null;
  };
  return new Map(tickets.map((ticket) => [ticket.id, ticket.work.assigneeId ?? workerOf(ticket)]));
}

/** One row for everybody who has, or may get, tickets of an audience; the rest stands under nobody. */
export async function readCapacity(store: Store, { workspaceId }: Caller): Promise<CapacityRow[]> {
  const members = await store.members.list(workspaceId);
  const products = await store.products.list(workspaceId);
  const open = await store.tickets.list(workspaceId, { work: unfinished });
  const staged = open.filter(({ stage }) => stage?.capabilityId);
  const nameOf = new Map(members.map(({ id, name }) => [id, name]));
  const listed = products.flatMap(({ config }) =>
    Object.entries(config.assignees).flatMap(([audience, names = []]) =>
      members
        .filter(({ name }) => names.some((one) => one.toLowerCase() === name.toLowerCase()))
        .map(({ id }) => ({ id: id as Id | null, audience: audience as Audience })),
    ),
  );
  const workers = await workersOf(store, workspaceId, staged, members);
  const held = staged.map(({ id, stage }) => ({ id: workers.get(id) ?? null, audience: stage!.audience }));
  const seats = new Map([...listed, ...held].map((seat) => [`${seat.id} ${seat.audience}`, seat]));
  const limitOf = (audience: Audience) => {
    const limits = products.flatMap(({ config }) => wipLimit(config, audience) ?? []);
    return limits.length > 0 ? Math.min(...limits) : null;
  };
  return [...seats.values()].map(({ id, audience }) => {
    const own = staged.filter(
      (ticket) => workers.get(ticket.id) === id && ticket.stage!.audience === audience,
    );
    return rowOf(own, {
      id,
      audience,
      name: id === null ? 'nobody' : (nameOf.get(id) ?? id),
      limit: limitOf(audience),
    });
  });
}

function rowOf(
  own: readonly Ticket[],
  { id, audience, name, limit }: { id: Id | null; audience: Audience; name: string; limit: number | null },
): CapacityRow {
  const under = own.filter(({ work }) => work.status === 'in_progress').length;
  const wip = id === null ? null : limit;
  return {
    ...{ id, name, audience, open: own.length - under, inProgress: under, wipLimit: wip },
    available: wip === null ? null : Math.max(0, wip - own.length),
  };
}
