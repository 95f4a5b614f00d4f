/** Puts the parts of this room together to the service that tools call. */
import { Id, TicketKey } from '../domain/ids.ts';
import { type Caller, requirePerson, requireWriter } from '../domain/principal.ts';
import type { TicketEdit } from '../domain/ticket.ts';
import type { TicketView } from '../domain/ticket-view.ts';
import { createAgentWork } from './agent-work.ts';
import { scopeOf } from './append-events.ts';
import { createArranging } from './arrange.ts';
import { createCarryingOut } from './carry-out.ts';
import { createCoverage } from './coverage.ts';
import { discardTickets } from './discard.ts';
import { editTicket } from './edit.ts';
import { findTicket, placeOf } from './find-ticket.ts';
import { createFollowing } from './follow-document.ts';
import type { GenerateDeps } from './generate.ts';
import { createImporting } from './import-records.ts';
import { pageTickets } from './page-tickets.ts';
import { createRelating } from './relate.ts';
import { selectTickets } from './select.ts';
import { ticketsOfDocument } from './sources.ts';
import type { Tickets } from './tickets.ts';
import { traceTicket, traceTickets } from './trace.ts';
import { createStepTracking } from './track-step.ts';
import { drawViews, getLive, viewTickets } from './view.ts';

export type TicketsDeps = GenerateDeps;

/** Reads of another workspace's tickets end in NOT_FOUND, writes to them in WORKSPACE_MISMATCH. */
export function createTickets(deps: TicketsDeps): Tickets {
  const { store } = deps;
  const coverage = createCoverage(deps);
  return {
    ...createAgentWork(deps),
    ...createRelating(deps),
    ...createArranging(deps),
    ...createCarryingOut(deps),
    ...createFollowing(deps),
    ...createImporting(deps),
    ...createStepTracking(deps),
    async select(caller, selector) {
      return viewTickets(
        store,
        caller.workspaceId,
        await selectTickets(store, caller, selector, deps.clock.now()),
      );
    },
    find: (caller, name) => findView(store, caller, name),
    page: (caller, filters, part) => pageTickets(store, caller, filters, part),
    async view(caller, ids) {
      return viewTickets(store, caller.workspaceId, await getLive(store, caller.workspaceId, ids));
    },
    async ofDocument(caller, documentId) {
      const document = await deps.documents.get(caller, documentId);
      const blocks = await deps.documents.blocks(caller, documentId);
      return viewTickets(store, caller.workspaceId, await ticketsOfDocument(store, document, blocks));
    },
    edit: (caller, id, edit, expectedVersion) => editInside(deps, caller, id, edit, expectedVersion),
    discard: (caller, ids) => discardInside(deps, caller, ids),
    links: (caller, ids) => store.links.ofTickets(caller.workspaceId, ids),
    comments: (caller, id) => store.comments.ofTicket(caller.workspaceId, id),
    async trace(caller, name) {
      const ticket = await findTicket(await placeOf(store, caller), name, { deleted: true });
      return traceTicket(store, caller.workspaceId, ticket);
    },
    async chains(caller, ids) {
      return traceTickets(store, caller.workspaceId, await getLive(store, caller.workspaceId, ids));
    },
    coverage: coverage.map,
    uncovered: coverage.uncovered,
  };
}

/** A whole key or id is looked up in one query; any other name is resolved first. */
async function findView(store: TicketsDeps['store'], caller: Caller, name: string): Promise<TicketView> {
  const { workspaceId } = caller;
  const key = name.trim().toUpperCase();
  const id = key.toLowerCase();
  const column = TicketKey.safeParse(key).success ? 'key' : Id.safeParse(id).success ? 'id' : null;
  const found = column && (await store.tickets.look(workspaceId, column, column === 'key' ? key : id));
  const isHere = found && found.ticket.deletedAt === null;
  const [view] = isHere
    ? await drawViews(store, workspaceId, [found.ticket], found.around)
    : await viewTickets(store, workspaceId, [await findTicket(await placeOf(store, caller), name)]);
  return view!;
}

async function editInside(
  { store, mutate }: TicketsDeps,
  caller: Caller,
  id: Id,
  edit: TicketEdit,
  expectedVersion: number | undefined,
): Promise<TicketView> {
  requireWriter(caller);
  return store.transact(async (nouns) => {
    const options = expectedVersion === undefined ? {} : { expectedVersion };
    await mutate(nouns, scopeOf(caller), id, (current) => editTicket(current, edit), options);
    const [view] = await viewTickets(
      nouns,
      caller.workspaceId,
      await getLive(nouns, caller.workspaceId, [id]),
    );
    return view!;
  });
}

async function discardInside({ store, mutate, clock }: TicketsDeps, caller: Caller, ids: readonly Id[]) {
  requirePerson(caller, 'discard tickets');
  requireWriter(caller);
  return store.transact(async (nouns) => {
    const writing = { nouns, mutate, clock, scope: scopeOf(caller) };
    const { discarded, refused } = await discardTickets(writing, [...new Set(ids)]);
    return { discarded: await viewTickets(nouns, caller.workspaceId, discarded), refused };
  });
}
