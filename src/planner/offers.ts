/** The readings a person can choose from when the planner asks, each with what it would do. */
import { likeliest } from './decide.ts';
import { fillFrame } from './frames/fill-frame.ts';
import type { Intent } from './intent.ts';
import type { Understood } from './plan-intents.ts';
import { answerOf } from './score.ts';
import type { Situation } from './situation.ts';
import { readSlots } from './slots/read-slots.ts';

/** Likeliest first, at most three; empty when nothing is asked. */
export function offersOf(text: string, situation: Situation, understood: Understood): Intent[] {
  const { intents, offered } = answerOf(understood);
  const about = intents.find((intent) => intent.tool === 'clarify')?.args.about as Intent | undefined;
  const labels = likeliest(understood.guesses);
  const reading = readSlots(text, situation);
  return offered.map((tool) => {
    if (about?.tool === tool) return about;
    const label = labels.find((one) => one.split('.')[0] === tool) ?? tool;
    return withoutQuestion(fillFrame(label, { reading, situation, earlier: [] }), tool);
  });
}

/** The deed a frame filled, or as much of it as could be filled. */
function withoutQuestion([intent]: Intent[], tool: string): Intent {
  if (intent?.tool === tool) return intent;
  return (intent?.args.about as Intent | undefined) ?? { tool, args: {} };
}
