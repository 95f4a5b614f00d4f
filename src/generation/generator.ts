/** Turns a structured document into a proposal of tickets, by rules or with a model. */
import type { Block } from '../domain/document.ts';
import type { Proposal } from '../domain/draft.ts';
import type { Caller } from '../domain/principal.ts';

export type GeneratorInput = {
  /** The file's name or the document's title, for documents without one of their own. */
  name: string;
  content: string;
  /** Blocks as stored, which may have been retyped by a person; their types win over the structurer's. */
  blocks: readonly Block[];
  /** Only these types; absent means S0-16's default. */
  includeBlockTypes?: readonly string[];
  mode: 'rules' | 'model';
  /** Where the model fails there is GENERATION_FAILED; otherwise the rules stand in for it and a warning says so. */
  strict?: boolean;
  /** For whom the model works, which decides on the model and on what it may use. */
  by?: Caller;
};

/** A proposal by the rules whose drafts a model is to write anew. */
export type RefineInput = Omit<GeneratorInput, 'mode'> & {
  proposal: Proposal;
  /** Only these drafts; then none is added either. */
  refs?: ReadonlySet<string>;
  /** What a person wants of them, in their words. */
  instruction?: string;
};

export type Generator = {
  /** Whether a model is configured, so that `mode: 'model'` means something. */
  hasModel: boolean;
  /**
   * `proposal.blocks` are the given blocks in the same order, so `blockIndexes` point at what is stored.
   * By rules it is deterministic: the same input gives the same bytes.
   * Throws GENERATION_FAILED when the model failed and `strict` was said; nothing is stored either way.
   */
  propose(input: GeneratorInput, signal?: AbortSignal): Promise<Proposal>;
  /** The proposal refined as `propose` would; unchanged without a model. Throws as `propose`. */
  refine(input: RefineInput, signal?: AbortSignal): Promise<Proposal>;
};
