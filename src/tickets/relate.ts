/** What stands around a ticket: its relations from both ends, its parent, who else is at it, and its project. */
import type { Collaborator } from '../domain/collaboration.ts';
import { type ExecutionFacet, executionOf, type OutputContract } from '../domain/execution.ts';
import type { Id } from '../domain/ids.ts';
import { type Relations, viewRelations } from '../domain/links.ts';
import type { Caller } from '../domain/principal.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { TicketView } from '../domain/ticket-view.ts';
import type { Nouns } from '../ports/store.ts';
import { stampEvents } from './append-events.ts';
import { reopenReview } from './edit.ts';
import { inside, type PeopleDeps } from './inside.ts';
import { readContract } from './output-contract.ts';
import { createProjects, type Projects } from './projects.ts';
import { getLive, viewTickets } from './view.ts';
import { findAssignee } from './work.ts';

export type Relating = Projects & {
  /** Every link of one ticket, its parent and its children, by key. Throws NOT_FOUND. */
  relations(caller: Caller, id: Id): Promise<Relations>;
  /** Puts tickets below another, or below none. Throws LINK_CYCLE with the path, WORKSPACE_MISMATCH, NOT_FOUND. */
  setParent(caller: Caller, ids: readonly Id[], parentId: Id | null): Promise<TicketView[]>;
  collaborators(caller: Caller, id: Id): Promise<Collaborator[]>;
  /** False when they are at it in this role already. Throws NOT_FOUND. */
  collaborate(
    caller: Caller,
    id: Id,
    who: Pick<Collaborator, 'principalId' | 'type' | 'role'>,
  ): Promise<boolean>;
  /** Whom tickets can be given to. */
  people(caller: Caller): Promise<{ id: string; name: string }[]>;
  /** Joins a member or an agent by name, `me` for the caller. Throws as `findAssignee` does. */
  invite(
    caller: Caller,
    id: Id,
    who: { name: string; role: Collaborator['role'] },
  ): Promise<{ name: string; added: boolean; collaborators: Collaborator[] }>;
  /** What its result has to fit, or null for nothing. Throws INVALID_INPUT for what is no JSON Schema. */
  expectOutput(caller: Caller, id: Id, expected: ExpectedOutput | null): Promise<TicketView>;
  /** How agents are to work on it: mode, contract, channel, run. Only what is given changes. */
  prepare(caller: Caller, id: Id, how: Preparation): Promise<TicketView>;
};

export type ExpectedOutput = { schema: Record<string, unknown> | string; mode: OutputContract['mode'] };

/** A lock, a claim and an output are never set like this. */
export type Preparation = Partial<
  Pick<ExecutionFacet, 'mode' | 'allowed' | 'failurePolicy' | 'threadId' | 'teamId' | 'pipeline' | 'contract'>
>;

export function createRelating(deps: PeopleDeps): Relating {
  const relating: Relating = {
    ...createProjects(deps),
    relations: (caller, id) => readRelations(deps.store, caller, id),
    setParent: (caller, ids, parentId) =>
      inside(deps, caller, async ({ nouns, scope, mutate }) => {
        for (const id of ids) await mutate(nouns, scope, id, (current) => moveBelow(current, parentId));
        return viewTickets(nouns, caller.workspaceId, await getLive(nouns, caller.workspaceId, ids));
      }),
    collaborators: (caller, id) => deps.store.collaborators.ofTickets(caller.workspaceId, [id]),
    collaborate: (caller, id, who) =>
      inside(deps, caller, async ({ nouns, scope, clock, ids }) => {
        const [ticket] = await getLive(nouns, caller.workspaceId, [id]);
        const at = { ticketId: id, workspaceId: caller.workspaceId, joinedAt: clock.now().toISOString() };
        if (!(await nouns.collaborators.put({ ...who, ...at }))) return false;
        const payload = { agentId: who.principalId, type: who.type, role: who.role };
        const told = { type: 'TicketCollaboratorAdded' as const, ticketId: id, payload };
        await nouns.events.append(stampEvents({ clock, ids }, scope, [told], ticket!.version));
        return true;
      }),
    people: async ({ workspaceId }) =>
      (await deps.store.members.list(workspaceId)).map(({ id, name }) => ({ id, name })),
    async invite(caller, id, { name, role }) {
      const members = await deps.store.members.list(caller.workspaceId);
      const isMe = /^(?:me|myself)$/i.test(name.trim());
      const own = members.find((member) => member.id === caller.principal.id);
      const who =
        isMe && own ? { id: own.id, type: 'user' as const, name: own.name } : findAssignee(members, name);
      const added = await relating.collaborate(caller, id, { principalId: who.id, type: who.type, role });
      return { name: who.name, added, collaborators: await relating.collaborators(caller, id) };
    },
    async expectOutput(caller, id, expected) {
      const contract = expected && readContract(expected.schema, expected.mode);
      return relating.prepare(caller, id, { contract });
    },
    prepare: (caller, id, how) =>
      inside(deps, caller, async ({ nouns, scope, mutate }) => {
        await mutate(nouns, scope, id, (current) => prepareTicket(current, how));
        const [view] = await viewTickets(
          nouns,
          caller.workspaceId,
          await getLive(nouns, caller.workspaceId, [id]),
        );
        return view!;
      }),
  };
  return relating;
}

/** An approval covers the parent, so it ends with another one. */
function moveBelow(current: Ticket, parentId: Id | null) {
  if (current.parentId === parentId) return null;
  const documentId = current.origin.documentId;
  const event = { type: 'TicketDetailsUpdated' as const, documentId, payload: { fields: ['parent'] } };
  return { next: { ...reopenReview(current), parentId }, events: [event] };
}

function prepareTicket(current: Ticket, how: Preparation) {
  const before = executionOf(current);
  const fields = Object.keys(how).filter((name) => {
    const field = name as keyof Preparation;
    return how[field] !== undefined && JSON.stringify(how[field]) !== JSON.stringify(before[field]);
  });
  if (fields.length === 0) return null;
  const changed = Object.fromEntries(fields.map((name) => [name, how[name as keyof Preparation]]));
  const event = {
    type: 'TicketDetailsUpdated' as const,
    documentId: current.origin.documentId,
    payload: { fields },
  };
  return { next: { ...current, execution: { ...before, ...changed } }, events: [event] };
}

async function readRelations(nouns: Nouns, { workspaceId }: Caller, id: Id): Promise<Relations> {
  const [ticket] = await getLive(nouns, workspaceId, [id]);
  const links = await nouns.links.ofTickets(workspaceId, [id]);
  const children = await nouns.tickets.list(workspaceId, { parentId: id });
  const ends = links.flatMap(({ sourceId, targetId }) => [sourceId, targetId]);
  const around = [...ends, ...(ticket!.parentId === null ? [] : [ticket!.parentId])];
  const others =
    around.length > 0 ? await nouns.tickets.list(workspaceId, { ids: [...new Set(around)] }) : [];
  const keys = new Map([...others, ...children].map((one) => [one.id, one.key]));
  const childIds = children.map((child) => child.id);
  return viewRelations({ id, parentId: ticket!.parentId, childIds }, links, (one) => keys.get(one));
}
