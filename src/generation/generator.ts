/** Turns a structured document into a proposal of tickets, by rules or with a model. */
import type { Block } from '../domain/document.ts';
import type { Proposal } from '../domain/draft.ts';

export type GeneratorInput = {
  /** The file's name or the document's title, for documents without one of their own. */
  name: string;
  content: string;
  /** Blocks as stored, which may have been retyped by a person; their types win over the structurer's. */
  blocks: readonly Block[];
  /** Only these types; absent means S0-16's default. */
  includeBlockTypes?: readonly string[];
  mode: 'rules' | 'model';
};

export type Generator = {
  /** Whether a model is configured, so that `mode: 'model'` means something. */
  hasModel: boolean;
  /**
   * `proposal.blocks` are the given blocks in the same order, so `blockIndexes` point at what is stored.
   * By rules it is deterministic: the same input gives the same bytes.
   * Throws GENERATION_FAILED when a model's answers were unusable three times; nothing is stored either way.
   */
  propose(input: GeneratorInput, signal?: AbortSignal): Promise<Proposal>;
};
