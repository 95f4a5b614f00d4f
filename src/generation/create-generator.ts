/** Puts the generator together: the rules always, and a model to refine them when there is one. */
import { detectLanguage } from '../documents/language.ts';
import { createSideThread } from '../documents/side-thread.ts';
import { splitLines } from '../documents/structure-text.ts';
import type { Proposal } from '../domain/draft.ts';
import type { ObjectModel } from '../ports/model.ts';
import { checkTypes } from './block-types.ts';
import type { Generator, GeneratorInput } from './generator.ts';
import type { RulesInput } from './propose-by-rules.ts';
import { refineWithModel } from './refine-with-model.ts';

export type GeneratorParts = {
  model: ObjectModel | null;
  /** The body of `prompts/generate-tickets.md`. */
  prompt: string;
};

const thread = createSideThread<RulesInput, Proposal>(new URL('./rules-thread.ts', import.meta.url));

export function createGenerator(parts: GeneratorParts): Generator {
  return {
    hasModel: parts.model !== null,
    async propose(input, signal) {
      checkTypes(input.blocks, input.includeBlockTypes);
      const proposal = await proposeOffThread(input);
      if (input.mode === 'rules' || parts.model === null) return proposal;
      const blockTypes = input.includeBlockTypes ?? [...new Set(input.blocks.map((block) => block.type))];
      const lines = splitLines(input.content);
      const language = detectLanguage(input.content);
      return refineWithModel(
        { model: parts.model, prompt: parts.prompt, proposal, lines, language, blockTypes },
        signal,
      );
    },
  };
}

function proposeOffThread({ name, content, blocks, includeBlockTypes }: GeneratorInput): Promise<Proposal> {
  return thread.run({ name, content, blocks: [...blocks], includeBlockTypes }, content.length);
}
