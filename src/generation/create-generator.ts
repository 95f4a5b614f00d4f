/** Puts the generator together: the rules always, and a model to refine them when there is one. */
import { detectLanguage } from '../documents/language.ts';
import { createSideThread } from '../documents/side-thread.ts';
import { splitLines } from '../documents/structure-text.ts';
import type { Proposal } from '../domain/draft.ts';
import type { Caller } from '../domain/principal.ts';
import type { Memo } from '../ports/memo.ts';
import type { Hired, ObjectModel } from '../ports/model.ts';
import { checkTypes } from './block-types.ts';
import type { Generator, GeneratorInput } from './generator.ts';
import type { RulesInput } from './propose-by-rules.ts';
import { refineWithModel } from './refine-with-model.ts';

export type GeneratorParts = {
  model: ObjectModel | null;
  /** The body of `prompts/generate-tickets.md`. */
  prompt: string;
  /** Where a model's answers are kept; absent or null to ask it each time. */
  memo?: Memo | null;
  /** Tokens that one run may use; 200,000 unless given. */
  tokenLimit?: number;
  /** The model that works for this caller; `model` for everybody unless given. */
  hire?(by: Caller): Promise<Hired>;
};

const thread = createSideThread<RulesInput, Proposal>(new URL('./rules-thread.ts', import.meta.url));

export function createGenerator(parts: GeneratorParts): Generator {
  const refine: Generator['refine'] = async ({ proposal, ...input }, signal) => {
    const { prompt, memo = null } = parts;
    if (parts.model === null) return proposal;
    const usual = { model: parts.model, tokenLimit: parts.tokenLimit ?? 200_000 };
    const { model, tokenLimit } = input.by && parts.hire ? await parts.hire(input.by) : usual;
    const { content, blocks, refs, instruction, strict = false } = input;
    const blockTypes = input.includeBlockTypes ?? [...new Set(blocks.map((block) => block.type))];
    const reading = { lines: splitLines(content), language: detectLanguage(content), blockTypes };
    const wish = { ...(refs ? { refs } : {}), ...(instruction ? { instruction } : {}) };
    return refineWithModel(
      { model, prompt, memo, tokenLimit, proposal, strict, ...reading, ...wish },
      signal,
    );
  };
  return {
    hasModel: parts.model !== null,
    refine,
    async propose(input, signal) {
      checkTypes(input.blocks, input.includeBlockTypes);
      const proposal = await proposeOffThread(input);
      return input.mode === 'rules' ? proposal : refine({ ...input, proposal }, signal);
    },
  };
}

function proposeOffThread({ name, content, blocks, includeBlockTypes }: GeneratorInput): Promise<Proposal> {
  return thread.run({ name, content, blocks: [...blocks], includeBlockTypes }, content.length);
}
