/** What ties tickets to their document: generation, what a change proposes, and writing tickets anew. */
import { isSafe, type SettleChoice, type TicketProposal } from '../domain/document-changes.ts';
import type { Id } from '../domain/ids.ts';
import { type Caller, requirePerson, requireWriter } from '../domain/principal.ts';
import type { Generated, TicketView } from '../domain/ticket-view.ts';
import { createAppendEvents, scopeOf } from './append-events.ts';
import type { Refused } from './discard.ts';
import { liveEdges } from './document-links.ts';
import { findTicket, placeOf } from './find-ticket.ts';
import { createGenerate, type GenerateDeps, type GenerateInput } from './generate.ts';
import { openProposal } from './open-proposal.ts';
import { needsOf } from './plan-needs.ts';
import { createRegenerate, type RegenerateInput } from './regenerate.ts';
import { nothingOpen, type Settlement, type SettleWriting, settleProposal } from './settle.ts';
import { viewTickets } from './view.ts';

export type Following = {
  /**
   * S0-10 to S0-20. One generation per document at a time (GENERATION_IN_PROGRESS). Idempotent per block content.
   * Throws NO_BLOCKS when nothing matches, NEEDS_CONFIRMATION above `confirmAbove` (60) new tickets or to start over,
   * unless a person `confirmed`, MODEL_UNAVAILABLE for `mode: 'model'` without one and GENERATION_FAILED when it failed,
   * STALE when the document changed meanwhile, and CANCELLED; nothing is stored then. Of a document known before it also
   * tells `changes` and `proposals`: tickets nobody worked on follow the document at once, for the others it waits for
   * `settle`.
   */
  generate(caller: Caller, input: GenerateInput, signal?: AbortSignal): Promise<Generated>;
  /**
   * Writes tickets anew from their passages. Pushed and begun ones are refused and left as they are. Throws
   * NEEDS_CONFIRMATION, naming what people would lose, unless a person `confirmed`; MODEL_UNAVAILABLE for an
   * `instruction` without a model, GENERATION_FAILED when it failed at one, and VERSION_CONFLICT.
   */
  regenerate(
    caller: Caller,
    input: RegenerateInput,
    signal?: AbortSignal,
  ): Promise<{ tickets: TicketView[]; refused: Refused[]; warnings: string[] }>;
  /** What waits for a person's decision on a ticket, by any of its names. Throws NOT_FOUND, and STALE when nothing does. */
  proposalFor(caller: Caller, name: string): Promise<TicketProposal>;
  /**
   * Decides what a changed document proposes for a ticket, by any of its names (`Generated.proposals`), whole or for some
   * `fields`. A person's deed only. Taking voids approvals as an edit does, discards, or brings back; keeping leaves all as
   * it is. Throws STALE when nothing is proposed, VERSION_CONFLICT, LINK_CYCLE, and TICKET_ALREADY_PUSHED for dropping
   * what the tracker has.
   */
  settle(
    caller: Caller,
    name: string,
    choice: SettleChoice,
    how?: Omit<Settlement, 'choice'> & { version?: number },
  ): Promise<TicketView>;
  /** Takes every proposal of a document that `isSafe`. A person's deed only. */
  settleSafe(caller: Caller, documentId: Id): Promise<TicketView[]>;
};

export function createFollowing(deps: GenerateDeps): Following {
  const { store, mutate, clock, ids } = deps;
  const appendEvents = createAppendEvents(deps);
  const inside = async <Result>(caller: Caller, work: (writing: SettleWriting) => Promise<Result>) => {
    requirePerson(caller, 'decide on a change of the document');
    requireWriter(caller);
    return store.transact((nouns) => {
      return work({ nouns, mutate, clock, ids, appendEvents, scope: scopeOf(caller) });
    });
  };
  return {
    generate: createGenerate(deps),
    regenerate: createRegenerate(deps),
    async proposalFor(caller, name) {
      const { workspaceId } = caller;
      const ticket = await findTicket(await placeOf(store, caller), name, { deleted: true });
      const needs = needsOf(await liveEdges(store, workspaceId), ticket.id);
      const known = await store.tickets.list(workspaceId, {
        documentId: ticket.origin.documentId ?? ticket.id,
      });
      const keys = new Map(known.map(({ id, key }) => [id, key]));
      const proposal = openProposal(ticket, { needs, keyOf: (id) => keys.get(id) ?? 'another ticket' });
      if (!proposal) throw nothingOpen(ticket);
      return proposal;
    },
    settle: (caller, name, choice, { version, ...which } = {}) =>
      inside(caller, async (writing) => {
        const { nouns } = writing;
        const { id } = await findTicket(await placeOf(nouns, caller), name, { deleted: true });
        const settled = await settleProposal(writing, id, { choice, ...which }, version);
        const [view] = await viewTickets(nouns, caller.workspaceId, [settled]);
        return view!;
      }),
    settleSafe: (caller, documentId) =>
      inside(caller, async (writing) => {
        const { nouns } = writing;
        const tickets = await nouns.tickets.list(caller.workspaceId, { documentId });
        const edges = await liveEdges(nouns, caller.workspaceId);
        const safe = tickets.filter((ticket) => {
          const proposal = openProposal(ticket, { needs: needsOf(edges, ticket.id), keyOf: (id) => id });
          return proposal !== null && isSafe(proposal);
        });
        const settled = [];
        for (const { id } of safe) {
          settled.push(await settleProposal(writing, id, { choice: 'take' }, undefined));
        }
        return viewTickets(nouns, caller.workspaceId, settled);
      }),
  };
}
