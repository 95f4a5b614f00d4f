/** Puts the generator together: the rules always, and a model to refine them when there is one. */
import { createSideThread } from '../documents/side-thread.ts';
import type { Proposal } from '../domain/draft.ts';
import type { ObjectModel } from '../ports/model.ts';
import { checkTypes } from './block-types.ts';
import type { Generator, GeneratorInput } from './generator.ts';
import type { RulesInput } from './propose-by-rules.ts';

export type GeneratorParts = {
  model: ObjectModel | null;
  /** The body of `prompts/generate-tickets.md`. */
  prompt: string;
};

const thread = createSideThread<RulesInput, Proposal>(new URL('./rules-thread.ts', import.meta.url));

export function createGenerator(parts: GeneratorParts): Generator {
  return {
    hasModel: parts.model !== null,
    async propose(input) {
      checkTypes(input.blocks, input.includeBlockTypes);
      return proposeOffThread(input);
    },
  };
}

function proposeOffThread({ name, content, blocks, includeBlockTypes }: GeneratorInput): Promise<Proposal> {
  return thread.run({ name, content, blocks: [...blocks], includeBlockTypes }, content.length);
}
