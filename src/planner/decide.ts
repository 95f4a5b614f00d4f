/** Whether to act or to ask: little certainty is enough to show something, much is needed for what cannot be taken back. */
import { type Intent, irreversible, writes } from './intent.ts';

/** Below this the planner asks. From 0 to 1. */
export const certainty = { read: 0.22, write: 0.36, irreversible: 0.45 };

/** True when the planner is sure enough of all deeds to begin. */
export function isSure(intents: readonly Intent[], confidence: number): boolean {
  return confidence >= Math.max(...intents.map(needed), 0);
}

function needed({ tool }: Intent): number {
  if (irreversible.has(tool)) return certainty.irreversible;
  return writes.has(tool) ? certainty.write : certainty.read;
}
