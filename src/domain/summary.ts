/** A document in short: its own words, point by point. */
import * as z from 'zod';
import { Document } from './document.ts';

export const Audience = z.enum(['everyone', 'exec', 'engineering', 'design', 'support']);
export type Audience = z.infer<typeof Audience>;

export const SummaryWish = z.object({
  audience: Audience,
  /** How many points, at most. */
  points: z.int().min(1).max(12),
  /** One paragraph instead of a list. */
  prose: z.boolean(),
});
export type SummaryWish = z.infer<typeof SummaryWish>;

/** `lines` are where the words stand; empty for a count. */
export const SummaryPoint = z.object({ label: z.string(), text: z.string(), lines: z.array(z.int()) });
export type SummaryPoint = z.infer<typeof SummaryPoint>;

export const Summary = z.object({
  document: Document,
  wish: SummaryWish,
  points: z.array(SummaryPoint),
  /** What a reader would expect and the document does not say. */
  missing: z.array(z.string()),
});
export type Summary = z.infer<typeof Summary>;
