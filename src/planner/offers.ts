/** The readings a person can choose from when the planner asks: the likeliest deeds by words and by meaning, each with what was understood. */
import { classify, type Guess, toolsOf, type Weights } from './classifier.ts';
import { lacksEvidence } from './evidence.ts';
import { featuresOf, isOfMeaning } from './features.ts';
import { fillFrame } from './frames/fill-frame.ts';
import type { Intent } from './intent.ts';
import { segmentsOf } from './segments.ts';
import type { Situation } from './situation.ts';
import type { Reading } from './slots/read-slots.ts';
import { supportOf } from './words/deed-words.ts';

/** One of them; `lacks` is the argument that would have to be asked for next, or null. */
export type Offer = { intent: Intent; lacks: string | null };

/** More than are put to a person at once: some may have no tool here. */
const most = 6;

/** Nobody chooses to be refused or to be asked again. */
const silent = /^(?:none|clarify|smalltalk|decline|repeat|confirm|cancel)/;

/** How much a word of the deed's own adds to its probability. */
const wordOfItsOwn = 1.5;
/** What remains of it when it lacks an argument, passes over a number, or has no word that it needs. */
const lessWhen = { lacking: 0.7, passingOver: 0.25, unsaid: 0.3 };

type Ranked = Offer & { score: number };

/** Likeliest first, each of another tool; `first` is the deed whose argument is asked for anyway. */
export function offersOf(
  reading: Reading,
  situation: Situation,
  weights: Weights,
  first: Offer | null,
): Offer[] {
  const ranked = candidates(reading, situation, weights)
    .filter(({ intent }) => intent.tool !== first?.intent.tool)
    .toSorted((a, b) => b.score - a.score)
    .map(({ intent, lacks }): Offer => ({ intent, lacks }));
  return [...(first ? [first] : []), ...ranked].slice(0, most);
}

/** The whole message and each of its parts may say what is wanted. */
function candidates(reading: Reading, situation: Situation, weights: Weights): Ranked[] {
  const parts = segmentsOf(reading).map((segment) => segment.reading);
  const readings = parts.length > 1 ? [reading, ...parts] : [reading];
  const best = new Map<string, Ranked>();
  for (const one of readings) {
    for (const ranked of rank(one, situation, weights)) {
      const known = best.get(ranked.intent.tool);
      if (!known || known.score < ranked.score) best.set(ranked.intent.tool, ranked);
    }
  }
  return [...best.values()];
}

function rank(reading: Reading, situation: Situation, weights: Weights): Ranked[] {
  const guesses = guessesOf(reading, situation, weights);
  const support = supportOf(reading.line.tokens.map((token) => token.word));
  return [...toolsOf(guesses)].map(([tool, probability]): Ranked => {
    const { label } = guesses.find((guess) => guess.label.split('.')[0] === tool)!;
    const offer = withoutQuestion(fillFrame(label, { reading, situation, earlier: [] }), tool);
    const believed = (probability + 0.002) * (1 + wordOfItsOwn * (support.get(tool) ?? 0));
    return { ...offer, score: believed * fit(offer, reading) };
  });
}

/** By words and meanings, and by meanings alone: whoever uses words of their own means the same things by them. */
function guessesOf(reading: Reading, situation: Situation, weights: Weights): Guess[] {
  const features = featuresOf(reading, situation);
  const byMeaning = new Map(
    classify(features.filter(isOfMeaning), weights).map(({ label, probability }) => [label, probability]),
  );
  return classify(features, weights)
    .filter(({ label }) => !silent.test(label))
    .map(({ label, probability }) => ({
      label,
      probability: (probability + (byMeaning.get(label) ?? 0)) / 2,
    }))
    .toSorted((a, b) => b.probability - a.probability);
}

/** The deed a frame filled, or as much of it as could be filled. */
function withoutQuestion([intent]: Intent[], tool: string): Offer {
  if (intent?.tool === tool) return { intent, lacks: null };
  const about = intent?.args.about as Intent | undefined;
  const lacks = intent?.tool === 'clarify' ? String(intent.args.slot) : 'intent';
  return { intent: about ?? { tool, args: {} }, lacks };
}

function fit({ intent, lacks }: Offer, reading: Reading): number {
  return (
    (lacks === null ? 1 : lessWhen.lacking) *
    (takesWhatIsNamed(intent, reading) ? 1 : lessWhen.passingOver) *
    (lacksEvidence([intent], reading.line.text, reading) === null ? 1 : lessWhen.unsaid)
  );
}

/** A deed that passes over the numbers a person gave is not what they meant. */
export function takesWhatIsNamed({ args }: Intent, { slots }: Reading): boolean {
  const named = slots.flatMap((slot) => (slot.kind === 'ids' ? slot.ids : []));
  const taken = JSON.stringify(args);
  return named.every((id) => new RegExp(`\\b${id}\\b`).test(taken));
}
