/** What models used: one record per answer, and their sums. */
import * as z from 'zod';
import { Id } from './ids.ts';
import { ModelEffort, ModelOperation, ModelTier } from './model-choice.ts';

const Tokens = z.int().nonnegative();

/** What one answer used. `cached` is part of `input`, and `reasoning` of `output`. */
export const TokenCount = z.object({
  input: Tokens,
  output: Tokens,
  cached: Tokens,
  reasoning: Tokens,
  /** The server did not count, and the length of the texts did. */
  estimated: z.boolean(),
});
export type TokenCount = z.infer<typeof TokenCount>;

export const ModelUse = z.object({
  id: Id,
  workspaceId: Id,
  operation: ModelOperation,
  model: z.string(),
  tier: ModelTier,
  effort: ModelEffort,
  inputTokens: Tokens,
  outputTokens: Tokens,
  cachedTokens: Tokens,
  reasoningTokens: Tokens,
  estimated: z.boolean(),
  /** Millionths of a dollar; null when the model has no known price or the tokens were not counted. */
  costMicros: z.number().nonnegative().nullable(),
  personId: z.string(),
  personName: z.string(),
  threadId: Id.nullable(),
  runId: z.string().nullable(),
  at: z.iso.datetime(),
});
export type ModelUse = z.infer<typeof ModelUse>;

export const UsageBy = z.enum(['operation', 'model', 'tier', 'effort', 'person', 'day']);
export type UsageBy = z.infer<typeof UsageBy>;

/** Sums over some answers. */
export const UsageSum = z.object({
  /** What they have in common: a model's name, a person's, an ISO day. */
  name: z.string(),
  calls: z.int(),
  input: z.int(),
  output: z.int(),
  cached: z.int(),
  reasoning: z.int(),
  /** Of the answers whose cost is known. */
  costMicros: z.number(),
  /** Answers whose cost is not known. */
  unpriced: z.int(),
});
export type UsageSum = z.infer<typeof UsageSum>;

export const UsageReport = z.object({
  /** ISO time; null for all time. */
  since: z.string().nullable(),
  by: UsageBy,
  total: UsageSum,
  rows: z.array(UsageSum),
});
export type UsageReport = z.infer<typeof UsageReport>;

export function addUsage(sums: readonly UsageSum[], name: string): UsageSum {
  const nothing = { calls: 0, input: 0, output: 0, cached: 0, reasoning: 0, costMicros: 0, unpriced: 0 };
  return sums.reduce(
    (total, one) => ({
      name,
      calls: total.calls + one.calls,
      input: total.input + one.input,
      output: total.output + one.output,
      cached: total.cached + one.cached,
      reasoning: total.reasoning + one.reasoning,
      costMicros: total.costMicros + one.costMicros,
      unpriced: total.unpriced + one.unpriced,
    }),
    { name, ...nothing },
  );
}

/** Dollars per million tokens, by kind; cached input costs what input costs unless its own price is given. */
export type ModelPrice = { input: number; output: number; cached: number };

/** A dollar per million tokens is a millionth of a dollar per token. Null without a price, or a count, to reckon with. */
export function costOf(tokens: TokenCount, price: ModelPrice | undefined): number | null {
  if (!price || tokens.estimated) return null;
  const fresh = Math.max(0, tokens.input - tokens.cached);
  return fresh * price.input + tokens.cached * price.cached + tokens.output * price.output;
}
