/** Carries out what people say of the work: who has a ticket, and how far it is. */
import type { Id } from '../domain/ids.ts';
import type { WorkMove } from '../domain/lifecycle.ts';
import { type Caller, isPersonDeciding, type Member } from '../domain/principal.ts';
import type { WorkStatus } from '../domain/ticket.ts';
import type { TicketView } from '../domain/ticket-view.ts';
import type { Nouns } from '../ports/store.ts';
import { inside, type PeopleDeps } from './inside.ts';
import { getLive, viewTickets } from './view.ts';
import { assignTicket, findMember, moveTicket } from './work.ts';

export type CarryingOut = {
  /** Gives tickets to a member by name, to the caller for `me`, or to nobody for null. Throws as `findMember` does. */
  assign(
    caller: Caller,
    ids: readonly Id[],
    name: string | null,
  ): Promise<{ assignee: string | null; tickets: TicketView[] }>;
  /** All of them or none. A move outside the table needs a `reason` from a person who decides. Throws as `moveTicket` does. */
  move(caller: Caller, ids: readonly Id[], to: WorkStatus, reason?: string): Promise<TicketView[]>;
};

export function createCarryingOut(deps: PeopleDeps): CarryingOut {
  return {
    assign: (caller, ids, name) =>
      inside(deps, caller, async ({ nouns, scope, mutate }) => {
        const member = await memberFor(nouns, caller, name);
        for (const id of ids) await mutate(nouns, scope, id, (now) => assignTicket(now, member?.id ?? null));
        const live = await getLive(nouns, caller.workspaceId, ids);
        return {
          assignee: member?.name ?? null,
          tickets: await viewTickets(nouns, caller.workspaceId, live),
        };
      }),
    move: (caller, ids, to, reason) =>
      inside(deps, caller, async ({ nouns, scope, mutate, clock }) => {
        const move = readMove(caller, to, reason, clock.now().toISOString());
        for (const id of ids) await mutate(nouns, scope, id, (now) => moveTicket(now, move));
        return viewTickets(nouns, caller.workspaceId, await getLive(nouns, caller.workspaceId, ids));
      }),
  };
}

function memberFor(nouns: Nouns, caller: Caller, name: string | null): Promise<Member | null> | null {
  if (name === null) return null;
  const { workspaceId, principal } = caller;
  if (/^(?:me|myself|i)$/i.test(name.trim())) return nouns.members.get(workspaceId, principal.id);
  return nouns.members.list(workspaceId).then((members) => findMember(members, name));
}

/** The reason says why work is blocked or failed, and licenses a person's move outside the table. */
function readMove(caller: Caller, to: WorkStatus, reason: string | undefined, at: string): WorkMove {
  const base = { to, by: caller.principal, at };
  if (reason === undefined) return base;
  if (to === 'blocked') return { ...base, blocker: reason };
  if (to === 'failed') return { ...base, error: reason };
  return isPersonDeciding(caller) ? { ...base, licence: { forced: reason } } : base;
}
