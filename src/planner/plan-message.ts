/** From a person's words to the deeds they ask for: the pure core of the planner. */
import type { DialogueContext } from '../domain/dialogue.ts';
import { readCanon } from './canon.ts';
import { fillFrame } from './frames/fill-frame.ts';
import type { Intent } from './intent.ts';
import type { Plan } from './plan.ts';
import { type Situation, situationOf } from './situation.ts';
import { readSlots } from './slots/read-slots.ts';
import { carryOver } from './to-tools.ts';

/**
 * Plans with the tools that are bound. Deterministic and without effects. `said` are the person's earlier messages in
 * the thread, oldest first.
 */
export function planMessage(
  text: string,
  context: DialogueContext,
  toolNames: readonly string[],
  said: string[] = [],
): Plan {
  const situation = situationOf(context, said);
  const { intents, confidence } = planIntents(text, situation);
  return planCalls(intents, situation, new Set(toolNames), confidence);
}

/** The deeds of a message in the planner's own taxonomy. */
export function planIntents(text: string, situation: Situation): { intents: Intent[]; confidence: number } {
  const intents: Intent[] = [];
  for (const clause of text.split(/\s+(?:and then|then|and)\s+(?=push|generate|send|show)/i)) {
    const reading = readSlots(clause, situation);
    const label = readCanon(reading);
    if (label) intents.push(...fillFrame(label, { reading, situation, earlier: intents }));
  }
  return intents.length > 0
    ? { intents, confidence: 1 }
    : { intents: [{ tool: 'clarify', args: { slot: 'intent' } }], confidence: 0 };
}

function planCalls(
  intents: Intent[],
  situation: Situation,
  bound: ReadonlySet<string>,
  confidence: number,
): Plan {
  const plan: Plan = { calls: [], question: null, vetoed: null, say: '', confidence, intents };
  for (const intent of intents) {
    if (intent.tool === 'clarify') {
      plan.question = {
        text: 'What should I do? For example: "generate tickets", "list tickets" or "push to linear".',
        choices: [],
      };
      break;
    }
    const { calls, say } = carryOver(intent, situation, bound);
    if (say !== null) {
      plan.say = say;
      break;
    }
    plan.calls.push(...calls);
  }
  return plan;
}
