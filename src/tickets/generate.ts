/** Generation: from a document's blocks to tickets that wait for review, once per block content, all or nothing. */
import type { Documents } from '../documents/documents.ts';
import type { Block, Document } from '../domain/document.ts';
import type { Proposal } from '../domain/draft.ts';
import type { Id } from '../domain/ids.ts';
import { type Caller, isPersonDeciding, requireWriter } from '../domain/principal.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Generated } from '../domain/ticket-view.ts';
import type { Generator } from '../generation/generator.ts';
import type { Clock, IdSource } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { Nouns, Store } from '../ports/store.ts';
import { createAppendEvents, scopeOf } from './append-events.ts';
import { createAddTickets } from './create.ts';
import { liveEdges } from './document-links.ts';
import { type GenerationLimits, limitDrafts } from './limit-drafts.ts';
import type { MatchDecision } from './match-drafts.ts';
import type { Mutate } from './mutate.ts';
import { countAsked, type GenerationPlan, planGeneration } from './plan-generation.ts';
import { isDeclined } from './recall-ended.ts';
import {
  documentChanged,
  generationCancelled,
  generationInProgress,
  noBlocks,
  noModel,
  nothingWithinLimits,
  requireConfirmation,
  warnings,
} from './refuse-generation.ts';
import { ofBlockTypes, ticketsOfDocument } from './sources.ts';
import { countStartOver, requireStartOver, startOver } from './start-over.ts';
import { tellChanges, tellProposals } from './tell-changes.ts';
import { viewTickets } from './view.ts';
import { writeGeneration } from './write-generation.ts';

export type GenerateInput = {
  documentId: Id;
  includeBlockTypes?: string[];
  limits?: GenerationLimits;
  mode?: 'rules' | 'model';
  confirmed?: boolean;
  /** What a person said of drafts that were unsure. */
  decisions?: readonly MatchDecision[];
  /** Writes what nobody worked on anew, and brings back what was discarded; always needs a person's word. */
  startOver?: boolean;
};

export type GenerateDeps = {
  store: Store;
  mutate: Mutate;
  documents: Documents;
  generator: Generator;
  clock: Clock;
  ids: IdSource;
  log: Log;
};

/** A document as it is now and what it asks for. */
export type Generation = {
  caller: Caller;
  input: GenerateInput;
  document: Document;
  blocks: Block[];
  proposal: Proposal;
};

/** The model is asked before the transaction begins, so that a slow answer holds up nobody else's writes. */
export function createGenerate(deps: GenerateDeps) {
  return async (caller: Caller, input: GenerateInput, signal?: AbortSignal): Promise<Generated> => {
    requireWriter(caller);
    return exclusively(deps, caller, input.documentId, async () => {
      const generation = await propose(deps, caller, input, signal);
      return deps.store.transact((nouns) => keep(deps, nouns, generation));
    });
  };
}

/** One generation per document at a time: throws GENERATION_IN_PROGRESS while another runs. */
export async function exclusively<Result>(
  { store, documents }: GenerateDeps,
  caller: Caller,
  documentId: Id,
  work: () => Promise<Result>,
): Promise<Result> {
  const { id, title } = await documents.get(caller, documentId);
  return store.exclusively(`generate:${id}`, work, () => generationInProgress(title));
}

export async function propose(
  { documents, generator }: GenerateDeps,
  caller: Caller,
  input: GenerateInput,
  signal: AbortSignal | undefined,
): Promise<Generation> {
  const document = await documents.get(caller, input.documentId);
  const content = await documents.content(caller, document.id, document.version);
  const blocks = await documents.blocks(caller, document.id);
  const { includeBlockTypes: types, mode = generator.hasModel ? 'model' : 'rules' } = input;
  if (mode === 'model' && !generator.hasModel) throw noModel();
  const strict = input.mode === 'model';
  const asked = { name: document.source.name, content, blocks, mode, strict, by: caller };
  const proposal = await generator.propose(types ? { ...asked, includeBlockTypes: types } : asked, signal);
  if (signal?.aborted) throw generationCancelled();
  if (proposal.tickets.length === 0) throw noBlocks(document.title, blocks, types);
  return { caller, input, document, blocks, proposal };
}

async function keep(deps: GenerateDeps, nouns: Nouns, generation: Generation): Promise<Generated> {
  const { caller, input, document, blocks, proposal } = generation;
  const plan = await planInside(deps, nouns, generation);
  const confirmed = input.confirmed === true && isPersonDeciding(caller);
  if (input.startOver) requireStartOver(plan, document, confirmed);
  requireConfirmation(plan.create.length, document, confirmed);
  const { mutate, clock, ids } = deps;
  const making = { ids, addTickets: createAddTickets(deps), appendEvents: createAppendEvents(deps) };
  const writing = { nouns, scope: scopeOf(caller), mutate, clock, ...making };
  const narrowed = input.includeBlockTypes !== undefined;
  const written = await writeGeneration(writing, { plan, document, blocks, narrowed });
  if (input.startOver) await startOver(writing, { plan, document, blocks, drafts: proposal.tickets });
  const counts = {
    created: plan.create.length,
    reused: plan.reused,
    superseded: plan.supersede.length,
    markedStale: input.startOver ? countStartOver(plan).asked : countAsked(plan),
  };
  deps.log.info('tickets generated', { documentId: document.id, ...counts });
  const { parked, coverage, readiness, questions } = proposal;
  const live = await ticketsOfDocument(nouns, document, blocks);
  const said = warnings(proposal.warnings, blocks, input.includeBlockTypes);
  return {
    ...{ document, blocks, parked, coverage, readiness, questions, ...counts },
    tickets: await viewTickets(nouns, caller.workspaceId, live),
    warnings: [...said, ...written.warnings, ...tellLeft(plan, input)],
    ...(plan.isKnown ? await tellNews(nouns, plan, written.created, live) : {}),
  };
}

async function tellNews(
  nouns: Nouns,
  plan: GenerationPlan,
  created: Parameters<typeof tellChanges>[1],
  live: readonly Ticket[],
) {
  const { workspaceId } = live[0] ?? { workspaceId: '' };
  const again = [...plan.recalled.offered, ...plan.recalled.pending].map(({ ticket }) => ticket.id);
  const ended = await nouns.tickets.list(workspaceId, { ids: again, deleted: true });
  const tickets = [...live, ...ended.filter(isDeclined)];
  return {
    changes: tellChanges(plan, created),
    proposals: await tellProposals(nouns, workspaceId, plan, { created, tickets }),
  };
}

/** What nobody will see on the board, in a sentence each. */
function tellLeft({ left, recalled }: GenerationPlan, { startOver: restored }: GenerateInput): string[] {
  const more = left.length === 1 ? 'requirement was' : 'requirements were';
  const said = left.length > 0 ? [`${left.length} more ${more} left out, as you asked.`] : [];
  const keys = recalled.declined.map(({ ticket }) => ticket.key);
  if (keys.length === 0 || restored) return said;
  return [...said, `Left out because you discarded or merged their tickets: ${keys.join(', ')}.`];
}

/** Throws STALE when the document changed meanwhile, and NO_BLOCKS when the limits leave nothing of it. */
export async function planInside(
  { ids }: GenerateDeps,
  nouns: Nouns,
  { document, blocks, input, proposal }: Generation,
): Promise<GenerationPlan> {
  const { workspaceId, id } = document;
  const stored = await nouns.documents.get(workspaceId, id);
  if (stored?.version !== document.version) throw documentChanged(document.title);
  const all = await nouns.tickets.list(workspaceId, { documentId: id, deleted: true });
  const generated = all.filter((ticket) => ticket.origin.kind === 'generated');
  const live = generated.filter(({ deletedAt }) => deletedAt === null);
  const { includeBlockTypes: include, limits = {}, decisions = [] } = input;
  if (limitDrafts(proposal.tickets, limits, blocks).length === 0) {
    throw nothingWithinLimits(document.title, proposal.tickets, blocks);
  }
  return planGeneration({
    ...{ blocks, drafts: proposal.tickets, decisions },
    ...(include ? { include } : {}),
    tickets: include ? await ofBlockTypes(nouns, workspaceId, live, include) : live,
    ended: generated.filter(isDeclined),
    traces: await nouns.traces.ofDocument(workspaceId, id),
    links: await liveEdges(nouns, workspaceId),
    limit: (drafts) => limitDrafts(drafts, limits, blocks),
    nextId: () => ids.next(),
  });
}
