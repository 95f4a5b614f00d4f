/** Carries out what people say of the work: who has a ticket, how far it is, and by when it is due. */
import { readDueAt } from '../domain/due-words.ts';
import { DocketError } from '../domain/errors.ts';
import type { Id } from '../domain/ids.ts';
import type { WorkMove } from '../domain/lifecycle.ts';
import { type Caller, isPersonDeciding, type Member } from '../domain/principal.ts';
import type { WorkStatus } from '../domain/ticket.ts';
import type { TicketView } from '../domain/ticket-view.ts';
import type { Nouns } from '../ports/store.ts';
import { inside, type PeopleDeps } from './inside.ts';
import { getLive, viewTickets } from './view.ts';
import { assignTicket, dateTicket, findMember, moveTicket } from './work.ts';

export type CarryingOut = {
  /** Gives tickets to a member by name, to the caller for `me`, or to nobody for null. Throws as `findMember` does. */
  assign(
    caller: Caller,
    ids: readonly Id[],
    name: string | null,
  ): Promise<{ assignee: string | null; tickets: TicketView[] }>;
  /** All of them or none. A move outside the table needs a `reason` from a person who decides. Throws as `moveTicket` does. */
  move(caller: Caller, ids: readonly Id[], to: WorkStatus, reason?: string): Promise<TicketView[]>;
  /** Sets the day they are due, in words, or takes it away for null. Throws INVALID_INPUT for words that name no day to come. */
  date(caller: Caller, ids: readonly Id[], words: string | null): Promise<TicketView[]>;
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
    date: (caller, ids, words) =>
      inside(deps, caller, async ({ nouns, scope, mutate, clock }) => {
        const dueAt = words === null ? null : await dueAtOf(nouns, caller, words, clock.now());
        for (const id of ids) await mutate(nouns, scope, id, (now) => dateTicket(now, dueAt));
        return viewTickets(nouns, caller.workspaceId, await getLive(nouns, caller.workspaceId, ids));
      }),
  };
}

async function dueAtOf(nouns: Nouns, { workspaceId }: Caller, words: string, now: Date): Promise<string> {
  const zone = (await nouns.workspaces.get(workspaceId))?.timeZone ?? 'UTC';
  const dueAt = readDueAt(words, now, zone);
  if (dueAt !== null && dueAt >= now.toISOString()) return dueAt;
  throw new DocketError('INVALID_INPUT', {
    message: `"${words}" is no day to come. Nothing was changed.`,
    remedy: 'Say for example friday, next wednesday, end of month, 15 december or 2026-12-01.',
  });
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
