/** Keeps the list of tickets clean: what can be closed, what stands still, and what is put away (S2-71). */
import type { Id } from '../domain/ids.ts';
import { isFinished } from '../domain/lifecycle.ts';
import type { Caller, Principal } from '../domain/principal.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { TicketView } from '../domain/ticket-view.ts';
import type { Nouns } from '../ports/store.ts';
import type { WriteScope } from '../tickets/append-events.ts';
import { inside } from '../tickets/inside.ts';
import { viewTickets } from '../tickets/view.ts';
import { findStill } from './ask-after.ts';
import type { PmDeps } from './pm-deps.ts';

const dayMs = 86_400_000;
const archiveAfterMs = 30 * dayMs;
const actor: Principal = { kind: 'system', id: 'system:hygiene', name: 'Docket' };

export type Hygiene = {
  /** False for a look that changed nothing. */
  done: boolean;
  /** Finished more than 30 days ago: put away, hidden from lists and still to be read by name. */
  archived: TicketView[];
  /** Groups whose tickets have all ended and that a person may close. */
  closable: TicketView[];
  /** Blocked, and nobody said anything for a day. */
  still: TicketView[];
};

/** With `dry` nothing changes: it says what would. */
export function tidyUp(deps: PmDeps, caller: Caller, { dry }: { dry: boolean }): Promise<Hygiene> {
  return inside(deps, caller, async ({ nouns, scope }) => {
    const found = await look(deps, nouns, caller.workspaceId);
    const archived = dry ? found.archived : await archive(deps, nouns, scope, found.archived);
    const view = (tickets: readonly Ticket[]) => viewTickets(nouns, caller.workspaceId, tickets);
    return {
      done: !dry,
      archived: await view(archived),
      closable: await view(found.closable),
      still: await view(found.still),
    };
  });
}

/** The daily part of it, for nobody in particular. */
export async function archiveOld(deps: PmDeps, workspaceId: Id): Promise<number> {
  return deps.store.transact(async (nouns) => {
    const { archived } = await look(deps, nouns, workspaceId);
    return (await archive(deps, nouns, { workspaceId, actor }, archived)).length;
  });
}

async function look({ clock }: PmDeps, nouns: Nouns, workspaceId: Id) {
  const now = clock.now().getTime();
  const tickets = (await nouns.tickets.list(workspaceId, {})).filter(({ archivedAt }) => archivedAt === null);
  const children = Map.groupBy(tickets, ({ parentId }) => parentId);
  const ended = ({ work }: Ticket) => isFinished(work.status);
  const since = (iso: string | null) => (iso === null ? 0 : now - Date.parse(iso));
  return {
    archived: tickets.filter((ticket) => ended(ticket) && since(ticket.work.finishedAt) > archiveAfterMs),
    closable: tickets.filter((ticket) => {
      const below = children.get(ticket.id) ?? [];
      return (
        ticket.planning.nodeType === 'group' &&
        ticket.type !== 'capability' &&
        !ended(ticket) &&
        below.length > 0 &&
        below.every(ended)
      );
    }),
    still: await findStill({ clock }, nouns, workspaceId, tickets),
  };
}

async function archive(
  deps: PmDeps,
  nouns: Nouns,
  scope: WriteScope,
  tickets: readonly Ticket[],
): Promise<Ticket[]> {
  const archivedAt = deps.clock.now().toISOString();
  const put: Ticket[] = [];
  for (const { id } of tickets) {
    const written = await deps.mutate(nouns, scope, id, (current) => {
      if (current.archivedAt !== null || !isFinished(current.work.status)) return null;
      const documentId = current.origin.documentId;
      return {
        next: { ...current, archivedAt },
        events: [{ type: 'TicketArchived' as const, documentId, payload: { reason: 'old' } }],
      };
    });
    if (written) put.push(written.after);
  }
  return put;
}
