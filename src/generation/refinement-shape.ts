/** The shape of a model's answer: drafts by their refs, refined, and requirements the rules missed. */
import * as z from 'zod';

export const Refinement = z.strictObject({
  /** The draft this refines; null for a requirement that no draft covers. */
  ref: z.string().nullable(),
  title: z.string(),
  type: z.enum(['story', 'feature', 'task', 'bug', 'doc', 'qa', 'security', 'tech_debt']),
  notes: z.array(z.string()),
  criteria: z.array(z.string()),
  effort: z.enum(['trivial', 'small', 'medium', 'large', 'xlarge']),
  lines: z.array(z.int()),
  /** Refs of drafts that the lines say must be done first. */
  depends_on: z.array(z.string()),
});
export type Refinement = z.infer<typeof Refinement>;

export const RefinementsShape = z.strictObject({ tickets: z.array(Refinement) });
export type Refinements = z.infer<typeof RefinementsShape>;
