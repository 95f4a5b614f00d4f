/** Which tools a message seems to need, for a model that is not shown all of them with every question. */
import type { DialogueContext } from '../domain/dialogue.ts';
import type { Weights } from './classifier.ts';
import { offersOf } from './offers.ts';
import { understand } from './plan-message.ts';
import { situationOf } from './situation.ts';
import { readSlots } from './slots/read-slots.ts';
import { carryOver } from './to-tools.ts';
import fitted from './weights.json' with { type: 'json' };

/**
 * Names of bound tools, the likeliest first: those of the plan, then those of the readings after it. Deterministic; empty
 * when nothing in the message speaks for any. `said` are the person's earlier messages, oldest first.
 */
export function rankTools(
  text: string,
  context: DialogueContext,
  toolNames: readonly string[],
  said: string[] = [],
): string[] {
  const situation = situationOf(context, said);
  const bound = new Set(toolNames);
  const { intents } = understand(text, situation);
  const others = offersOf(readSlots(text, situation), situation, fitted as Weights, null);
  const readings = [...intents.map((intent) => ({ intent, lacks: null })), ...others];
  const named = readings.flatMap(({ intent, lacks }) => [
    ...(lacks === null ? carryOver(intent, situation, bound).calls.map(({ tool }) => tool) : []),
    intent.tool,
  ]);
  return [...new Set(named)].filter((name) => bound.has(name));
}
