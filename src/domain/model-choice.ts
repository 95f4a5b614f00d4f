/** Which model a piece of work deserves and how hard it thinks (S0-67): what is asked for, what is set, what holds. */
import * as z from 'zod';

/** Routing and short answers, the usual, documents as a whole. */
export const ModelTier = z.enum(['fast', 'standard', 'deep']);
export type ModelTier = z.infer<typeof ModelTier>;

export const ModelEffort = z.enum(['low', 'medium', 'high', 'max']);
export type ModelEffort = z.infer<typeof ModelEffort>;

export const ModelChoice = z.object({ tier: ModelTier, effort: ModelEffort });
export type ModelChoice = z.infer<typeof ModelChoice>;

/** A choice with the name its model has at the server. */
export const ChosenModel = ModelChoice.extend({ model: z.string() });
export type ChosenModel = z.infer<typeof ChosenModel>;

/** What a person asks of the model in one message or one thread. */
export const ModelWish = z
  .object({
    tier: ModelTier,
    effort: ModelEffort,
    /** One step more than what holds otherwise, `effort` included. */
    harder: z.literal(true),
  })
  .partial();
export type ModelWish = z.infer<typeof ModelWish>;

/** What a model is asked for: to lead a conversation, or to write tickets from a document. */
export const ModelOperation = z.enum(['converse', 'generate']);
export type ModelOperation = z.infer<typeof ModelOperation>;

const usual: Record<ModelOperation, ModelChoice> = {
  converse: { tier: 'standard', effort: 'medium' },
  generate: { tier: 'deep', effort: 'medium' },
};

/**
 * A wish wins over what was set, and that over what is usual for the work. The fast tier goes no further than `high`: there
 * `max` becomes `high` without a word.
 */
export function chooseModel(
  operation: ModelOperation,
  set: Partial<ModelChoice>,
  wish: ModelWish = {},
): ModelChoice {
  const tier = wish.tier ?? set.tier ?? usual[operation].tier;
  const base = wish.effort ?? set.effort ?? usual[operation].effort;
  const effort = wish.harder ? stepUp(base) : base;
  return { tier, effort: tier === 'fast' && effort === 'max' ? 'high' : effort };
}

function stepUp(effort: ModelEffort): ModelEffort {
  const { options } = ModelEffort;
  return options[options.indexOf(effort) + 1] ?? 'max';
}

/** The later wish wins; naming an effort ends an earlier "harder". */
export function addWish(earlier: ModelWish, later: ModelWish): ModelWish {
  const { harder, ...named } = earlier;
  return { ...named, ...(harder && later.effort === undefined ? { harder } : {}), ...later };
}
