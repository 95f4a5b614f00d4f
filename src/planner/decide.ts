/** Whether to act or to ask: little certainty is enough to show something, much is needed for what cannot be taken back. */
import { type Intent, irreversible, writes } from './intent.ts';

/** Below this the planner asks. From 0 to 1. */
export const certainty = { read: 0.22, write: 0.36, irreversible: 0.45 };

/** How much of it is enough when the words name the deed as well. */
const named = 0.75;

/** True when the planner is sure enough of all deeds to begin. `support` says how much words alone speak for a deed. */
export function isSure(
  intents: readonly Intent[],
  confidence: number,
  support: ReadonlyMap<string, number>,
): boolean {
  const isNamed = intents.every(({ tool }) => (support.get(tool) ?? 0) >= 0.5);
  return confidence >= Math.max(...intents.map(needed), 0) * (isNamed ? named : 1);
}

function needed({ tool }: Intent): number {
  if (irreversible.has(tool)) return certainty.irreversible;
  return writes.has(tool) ? certainty.write : certainty.read;
}
