/** Puts the generator together: the rules always, and a model to refine them when there is one. */
import { readOutline } from '../documents/read-outline.ts';
import { splitLines } from '../documents/structure-document.ts';
import type { ObjectModel } from '../ports/model.ts';
import type { Generator } from './generator.ts';
import { proposeByRules } from './propose-by-rules.ts';

export type GeneratorParts = {
  model: ObjectModel | null;
  /** The body of `prompts/generate-tickets.md`. */
  prompt: string;
};

export function createGenerator(parts: GeneratorParts): Generator {
  return {
    hasModel: parts.model !== null,
    async propose(input) {
      const outline = await readOutline(input.content);
      return proposeByRules({ ...input, outline, original: splitLines(input.content) });
    },
  };
}
