/** A part of a message and what it asks for. */
import type { Guess } from './classifier.ts';
import type { Segment } from './segments.ts';

/**
 * `request` is false for a mere statement: "legal signed off". `probability` is that of the tool, from 0 to 1; `others` are
 * the readings that come after it.
 */
export type Deed = Segment & { label: string; probability: number; request: boolean; others: Guess[] };
