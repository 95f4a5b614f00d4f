/** Priority as one integer, and every spelling people and documents use for it (spec 05, 7.3). */
import * as z from 'zod';

/** 0 none, 1 urgent, 2 high, 3 medium, 4 low: Linear's own numbers. */
export const Priority = z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3), z.literal(4)]);
export type Priority = z.infer<typeof Priority>;

export const priorityNames = ['none', 'urgent', 'high', 'medium', 'low'] as const;

const spellings: Record<string, Priority> = {
  none: 0,
  'no priority': 0,
  unset: 0,
  urgent: 1,
  critical: 1,
  blocker: 1,
  highest: 1,
  p0: 1,
  high: 2,
  p1: 2,
  medium: 3,
  normal: 3,
  p2: 3,
  low: 4,
  lowest: 4,
  p3: 4,
  p4: 4,
};

/** Null when the word is no priority. */
export function parsePriority(word: string): Priority | null {
  return spellings[word.trim().toLowerCase()] ?? null;
}

/** `P0` to `P3`, or null when unset (S0-11). */
export function priorityCode(priority: Priority): 'P0' | 'P1' | 'P2' | 'P3' | null {
  return priority === 0 ? null : (`P${priority - 1}` as 'P0');
}

/** `P1 (High)` as written into an issue body; an unset priority is pushed as P2 (spec 05, 7.3). */
export function priorityInBody(priority: Priority): string {
  return { 0: 'P2 (Medium)', 1: 'P0 (Critical)', 2: 'P1 (High)', 3: 'P2 (Medium)', 4: 'P3 (Low)' }[priority];
}
