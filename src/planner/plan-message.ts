/** From a person's words to the calls they ask for: the pure core of the planner. */
import type { DialogueContext } from '../domain/dialogue.ts';
import type { Weights } from './classifier.ts';
import type { Intent } from './intent.ts';
import type { Choice, Plan } from './plan.ts';
import { planIntents, type Understood } from './plan-intents.ts';
import { askFor, askWhich } from './questions.ts';
import { type Pending, type Situation, situationOf } from './situation.ts';
import { carryOver } from './to-tools.ts';
import fitted from './weights.json' with { type: 'json' };

const weights: Weights = fitted;

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
  const bound = new Set(toolNames);
  const asked = questionBefore(situation, bound);
  const choice = asked?.question ? choiceMeant(text, asked.question.choices) : null;
  if (choice)
    return { calls: choice.calls, question: null, vetoed: null, say: '', confidence: 1, intents: [] };
  const now = { ...situation, pending: asked ? pendingOf(asked) : null };
  return planCalls(text, understand(text, now), now, bound);
}

/** The plan of the message before, when it ended in a question: its answer may come now. Recomputed, so nothing is kept. */
function questionBefore(situation: Situation, bound: ReadonlySet<string>): Plan | null {
  const before = situation.history.at(-1);
  if (before === undefined) return null;
  const then = { ...situation, history: situation.history.slice(0, -1) };
  const plan = planCalls(before, understand(before, then), then, bound);
  return plan.question ? plan : null;
}

function pendingOf({ intents, question }: Plan): Pending | null {
  const asked = intents.find((intent) => intent.tool === 'clarify');
  const about = asked?.args.about as Intent | undefined;
  if (!about) return null;
  const options = question?.choices.map((choice) => choice.label) ?? [];
  return { kind: 'clarify', tool: about.tool, args: about.args, slot: String(asked?.args.slot), options };
}

/** A choice by its number or its words. */
function choiceMeant(text: string, choices: readonly Choice[]): Choice | null {
  const said = text.trim().toLowerCase().replace(/[.!]$/, '');
  const place = ['1', '2', '3'].indexOf(said);
  const ordinal = ['the first one', 'the second one', 'the third one'].indexOf(
    said.replace(/^(first|second|third)( one)?$/, 'the $1 one'),
  );
  return (
    choices[Math.max(place, ordinal)] ?? choices.find((choice) => choice.label.toLowerCase() === said) ?? null
  );
}

/** The same in the planner's own taxonomy, for scoring: no tool has to exist. */
export function understand(text: string, situation: Situation): Understood {
  return planIntents(text, situation, weights);
}

function planCalls(
  text: string,
  understood: Understood,
  situation: Situation,
  bound: ReadonlySet<string>,
): Plan {
  const { intents, confidence, guesses, vetoed } = understood;
  const plan: Plan = { calls: [], question: null, vetoed: null, say: '', confidence, intents };
  const asking = { text, situation, guesses, bound };
  if (vetoed) return { ...plan, vetoed: vetoes[vetoed] };
  if (understood.unsure) return { ...plan, question: askWhich(asking) };
  for (const intent of intents) {
    if (intent.tool === 'clarify') {
      const question = askFor(
        String(intent.args.slot),
        (intent.args.about as Intent | undefined) ?? null,
        asking,
      );
      return { ...plan, calls: [], question };
    }
    const { calls, say } = carryOver(intent, situation, bound);
    plan.calls.push(...calls);
    if (say !== null) plan.say = say;
    if (calls.length === 0) break;
  }
  return plan;
}

const vetoes: Record<NonNullable<Understood['vetoed']>, string> = {
  held: 'Understood, nothing is done. Tickets reach a tracker only after someone presses Approve on a card.',
  question:
    'Nothing was done, because that was a question. Say it as a request, for example "push 3 to linear".',
};
