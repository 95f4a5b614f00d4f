/** Writes chosen tickets anew from their passages of the document, with a person's wish where there is a model. */
import type { TicketDraft } from '../domain/draft.ts';
import type { Id } from '../domain/ids.ts';
import { type Caller, isPersonDeciding, requireWriter } from '../domain/principal.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Nouns } from '../ports/store.ts';
import { scopeOf } from './append-events.ts';
import type { Refused } from './discard.ts';
import { exclusively, type GenerateDeps, type Generation, planInside, propose } from './generate.ts';
import { baselineOf, placeDraft } from './match-drafts.ts';
import type { GenerationPlan } from './plan-generation.ts';
import { confirmLosses, noModelForWish } from './refuse-regeneration.ts';
import { rewriteTicket } from './revise.ts';
import { baseOf, differingFields } from './three-way.ts';
import { getLive, viewTickets } from './view.ts';

export type RegenerateInput = { ids: readonly Id[]; instruction?: string; confirmed?: boolean };

type Rewrite = { ticket: Ticket; draft: TicketDraft };

/** Tickets are worked off document by document; what cannot be written anew is refused with the reason. */
export function createRegenerate(deps: GenerateDeps) {
  return async (caller: Caller, input: RegenerateInput, signal?: AbortSignal) => {
    requireWriter(caller);
    if (input.instruction && !deps.generator.hasModel) throw noModelForWish();
    const tickets = await getLive(deps.store, caller.workspaceId, input.ids);
    const refused = tickets.flatMap((ticket) => {
      const why = whyNot(ticket);
      return why === null ? [] : [{ key: ticket.key, why }];
    });
    const free = tickets.filter((ticket) => whyNot(ticket) === null);
    const confirmed = input.confirmed === true && isPersonDeciding(caller);
    if (!confirmed) confirmLosses(free.map((ticket) => ({ key: ticket.key, fields: editedFields(ticket) })));
    const done: Ticket[] = [];
    const warnings: string[] = [];
    for (const [documentId, own] of Map.groupBy(free, ({ origin }) => origin.documentId!)) {
      const written = await exclusively(deps, caller, documentId, () =>
        regenerateIn(deps, caller, { documentId, tickets: own, instruction: input.instruction }, signal),
      );
      done.push(...written.done);
      refused.push(...written.refused);
      warnings.push(...written.warnings);
    }
    return { tickets: await viewTickets(deps.store, caller.workspaceId, done), refused, warnings };
  };
}

/** Why a ticket is left as it is; null when it may be written anew. */
function whyNot({ origin, review, work }: Ticket): string | null {
  if (origin.kind !== 'generated' || origin.documentId === null) return 'It was not made from a document.';
  if (review.status === 'pushed' || review.status === 'synced') return 'It is in the tracker already.';
  return work.status === 'open' ? null : `Its work is ${work.status.replace('_', ' ')}.`;
}

/** What would be lost: fields people wrote, and an approval. */
function editedFields(ticket: Ticket): string[] {
  const base = baseOf(ticket);
  const fields: string[] = base ? differingFields(base, ticket) : ['what people wrote'];
  return ticket.review.status === 'generated' ? fields : [...fields, 'approval'];
}

type Chosen = { documentId: Id; tickets: readonly Ticket[]; instruction: string | undefined };

async function regenerateIn(
  deps: GenerateDeps,
  caller: Caller,
  { documentId, tickets, instruction }: Chosen,
  signal: AbortSignal | undefined,
): Promise<{ done: Ticket[]; refused: Refused[]; warnings: string[] }> {
  const generation = await propose(deps, caller, { documentId, mode: 'rules' }, signal);
  const { plan, rewrites } = await deps.store.transact(async (nouns) => {
    const found = await planInside(deps, nouns, generation);
    return { plan: found, rewrites: findDrafts(found, generation, tickets) };
  });
  const found = new Set(rewrites.map(({ ticket }) => ticket.id));
  const refused = tickets
    .filter(({ id }) => !found.has(id))
    .map(({ key }) => ({ key, why: 'Its passage can no longer be told in the document.' }));
  const refined = await refine(deps, caller, generation, { rewrites, instruction }, signal);
  const byRef = new Map(refined.tickets.map((draft) => [draft.ref, draft]));
  const done = await deps.store.transact((nouns) =>
    writeAll(deps, nouns, {
      ...{ caller, generation, plan },
      rewrites: rewrites.map(({ ticket, draft }) => ({ ticket, draft: byRef.get(draft.ref) ?? draft })),
    }),
  );
  const warnings = refined.warnings.filter((warning) => !generation.proposal.warnings.includes(warning));
  return { done, refused, warnings };
}

function findDrafts(plan: GenerationPlan, { proposal }: Generation, tickets: readonly Ticket[]): Rewrite[] {
  return tickets.flatMap((ticket) => {
    const draft = proposal.tickets.find(({ ref }) => plan.standIns.get(ref)?.id === ticket.id);
    return draft ? [{ ticket, draft }] : [];
  });
}

async function refine(
  { generator, documents }: GenerateDeps,
  caller: Caller,
  { document, blocks, proposal }: Generation,
  { rewrites, instruction }: { rewrites: readonly Rewrite[]; instruction: string | undefined },
  signal: AbortSignal | undefined,
) {
  const content = await documents.content(caller, document.id, document.version);
  const refs = new Set(rewrites.map(({ draft }) => draft.ref));
  const asked = { name: document.source.name, content, blocks, proposal, refs, by: caller };
  // Without the model a wish cannot be followed, so then its failure is one.
  return generator.refine(instruction ? { ...asked, instruction, strict: true } : asked, signal);
}

type Writes = { caller: Caller; generation: Generation; plan: GenerationPlan; rewrites: readonly Rewrite[] };

async function writeAll(
  { mutate }: GenerateDeps,
  nouns: Nouns,
  { caller, generation, plan, rewrites }: Writes,
): Promise<Ticket[]> {
  const { document, blocks } = generation;
  const done: Ticket[] = [];
  for (const { ticket, draft } of rewrites) {
    const next = placeDraft(draft, blocks);
    const dependsOn = draft.dependsOn.flatMap((ref) => plan.find(ref) ?? []);
    const said = { next, content: { ...baselineOf(next), dependsOn } };
    const parentId = draft.parentRef === null ? undefined : plan.find(draft.parentRef);
    const place = { document, blocks, parentId, needs: plan.needsOf(ticket.id) };
    const options = { expectedVersion: ticket.version };
    const written = await mutate(
      nouns,
      scopeOf(caller),
      ticket.id,
      (now) => rewriteTicket(now, said, place),
      options,
    );
    done.push(written!.after);
  }
  return done;
}
