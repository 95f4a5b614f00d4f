/** Carries out what people say of the work: who has a ticket, how far it is, and by when it is due. */
import { readDueAt } from '../domain/due-words.ts';
import { DocketError } from '../domain/errors.ts';
import type { Id } from '../domain/ids.ts';
import type { WorkMove } from '../domain/lifecycle.ts';
import { type Caller, isPersonDeciding } from '../domain/principal.ts';
import type { WorkStatus } from '../domain/ticket.ts';
import type { TicketView } from '../domain/ticket-view.ts';
import type { Nouns } from '../ports/store.ts';
import { inside, type PeopleDeps } from './inside.ts';
import { getLive, viewTickets } from './view.ts';
import { type Assignee, assignTicket, dateTicket, findAssignee, moveTicket } from './work.ts';

export type CarryingOut = {
  /** Gives tickets to a member or an agent by name, to the caller for `me`, or to nobody for null. Throws as `findAssignee` does. */
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
      inside(deps, caller, async ({ nouns, scope, mutate, clock }) => {
        const at = clock.now().toISOString();
        const to = await assigneeFor(nouns, caller, name);
        const urls = await urlsOf(nouns, caller.workspaceId, ids);
        for (const id of ids)
          await mutate(nouns, scope, id, (now) =>
            assignTicket(now, to, { at, threadId: caller.threadId, url: urls.get(id) ?? null }),
          );
        const live = await getLive(nouns, caller.workspaceId, ids);
        return {
          assignee: to?.name ?? null,
          tickets: await viewTickets(nouns, caller.workspaceId, live),
        };
      }),
    move: (caller, ids, to, reason) =>
      inside(deps, caller, async ({ nouns, scope, mutate, clock }) => {
        const move = readMove(caller, to, reason, clock.now().toISOString());
        for (const id of await groupsLast(nouns, caller.workspaceId, ids))
          await mutate(nouns, scope, id, (now) => moveTicket(now, move));
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

/** A group can be done only after what is in it. Ids that are no ticket stay, for `mutate` to refuse. */
async function groupsLast(nouns: Nouns, workspaceId: Id, ids: readonly Id[]): Promise<Id[]> {
  const found = await nouns.tickets.list(workspaceId, { ids });
  const groups = new Set(found.filter(({ planning }) => planning.nodeType === 'group').map(({ id }) => id));
  return [...ids.filter((id) => !groups.has(id)), ...ids.filter((id) => groups.has(id))];
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

async function assigneeFor(
  nouns: Nouns,
  caller: Caller,
  name: string | null,
): Promise<(Assignee & { name: string }) | null> {
  if (name === null) return null;
  const { workspaceId, principal } = caller;
  if (!/^(?:me|myself|i)$/i.test(name.trim())) {
    return findAssignee(await nouns.members.list(workspaceId), name);
  }
  const member = await nouns.members.get(workspaceId, principal.id);
  return member && { id: member.id, type: 'user', name: member.name };
}

async function urlsOf(nouns: Nouns, workspaceId: Id, ids: readonly Id[]): Promise<Map<Id, string>> {
  const refs = await nouns.externalRefs.ofTickets(workspaceId, ids);
  return new Map(refs.map(({ ticketId, url }) => [ticketId, url]));
}

/** The reason says why work is blocked or failed, and licenses a person's move outside the table. */
function readMove(caller: Caller, to: WorkStatus, reason: string | undefined, at: string): WorkMove {
  const base = { to, by: caller.principal, at };
  if (reason === undefined) return base;
  if (to === 'blocked') return { ...base, blocker: reason };
  if (to === 'failed') return { ...base, error: reason };
  return isPersonDeciding(caller) ? { ...base, licence: { forced: reason } } : base;
}
