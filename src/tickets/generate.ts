/** Generation: from a document's blocks to tickets that wait for review, once per block content, all or nothing. */
import type { Documents } from '../documents/documents.ts';
import type { Block, Document } from '../domain/document.ts';
import type { Proposal } from '../domain/draft.ts';
import type { Id } from '../domain/ids.ts';
import { type Caller, isPersonDeciding, requireWriter } from '../domain/principal.ts';
import type { Generated } from '../domain/ticket-view.ts';
import type { Generator } from '../generation/generator.ts';
import type { Clock, IdSource } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { Nouns, Store } from '../ports/store.ts';
import { createAppendEvents, scopeOf } from './append-events.ts';
import { createAddTickets } from './create.ts';
import type { Mutate } from './mutate.ts';
import { countAsked, planGeneration } from './plan-generation.ts';
import {
  documentChanged,
  generationCancelled,
  generationInProgress,
  noBlocks,
  noModel,
  requireConfirmation,
  warnings,
} from './refuse-generation.ts';
import { ofBlockTypes, ticketsOfDocument } from './sources.ts';
import { tellChanges, tellProposals } from './tell-changes.ts';
import { viewTickets } from './view.ts';
import { writeGeneration } from './write-generation.ts';

export type GenerateInput = {
  documentId: Id;
  includeBlockTypes?: string[];
  mode?: 'rules' | 'model';
  confirmed?: boolean;
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

type Generation = {
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
    const { id, title } = await deps.documents.get(caller, input.documentId);
    const work = async () => {
      const generation = await propose(deps, caller, input, signal);
      return deps.store.transact((nouns) => keep(deps, nouns, generation));
    };
    return deps.store.exclusively(`generate:${id}`, work, () => generationInProgress(title));
  };
}

async function propose(
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
  const asked = { name: document.source.name, content, blocks, mode, strict };
  const proposal = await generator.propose(types ? { ...asked, includeBlockTypes: types } : asked, signal);
  if (signal?.aborted) throw generationCancelled();
  if (proposal.tickets.length === 0) throw noBlocks(document.title, blocks, types);
  return { caller, input, document, blocks, proposal };
}

async function keep(deps: GenerateDeps, nouns: Nouns, generation: Generation): Promise<Generated> {
  const { caller, input, document, blocks, proposal } = generation;
  const { workspaceId } = caller;
  const stored = await nouns.documents.get(workspaceId, document.id);
  if (stored?.version !== document.version) throw documentChanged(document.title);
  const plan = await planInside(nouns, generation);
  requireConfirmation(plan.create.length, document, input.confirmed === true && isPersonDeciding(caller));
  const { mutate, clock, ids } = deps;
  const making = { ids, addTickets: createAddTickets(deps), appendEvents: createAppendEvents(deps) };
  const written = await writeGeneration(
    { nouns, scope: scopeOf(caller), mutate, clock, ...making },
    { plan, drafts: proposal.tickets, document, blocks },
  );
  const counts = {
    created: plan.create.length,
    reused: plan.reused,
    superseded: plan.supersede.length,
    markedStale: countAsked(plan),
  };
  deps.log.info('tickets generated', { documentId: document.id, ...counts });
  const { parked, coverage, readiness, questions } = proposal;
  const live = await ticketsOfDocument(nouns, document, blocks);
  const { created } = written;
  return {
    ...{ document, blocks, parked, coverage, readiness, questions, ...counts },
    tickets: await viewTickets(nouns, workspaceId, live),
    warnings: [...warnings(proposal.warnings, blocks, input.includeBlockTypes), ...written.warnings],
    ...(plan.isKnown
      ? { changes: tellChanges(plan, created), proposals: tellProposals(plan, created, live) }
      : {}),
  };
}

async function planInside(nouns: Nouns, { document, blocks, input, proposal }: Generation) {
  const { workspaceId, id } = document;
  const live = await nouns.tickets.list(workspaceId, { documentId: id });
  const generated = live.filter((ticket) => ticket.origin.kind === 'generated');
  const traces = await nouns.traces.ofDocument(workspaceId, id);
  const types = input.includeBlockTypes;
  const tickets = types ? await ofBlockTypes(nouns, workspaceId, generated, types) : generated;
  return planGeneration({ blocks, drafts: proposal.tickets, tickets, traces });
}
