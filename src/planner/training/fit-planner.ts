/** Fits the planner's classifier to phrases and labelled messages: first to whole messages, then also to their parts. */
import { classify, type Weights } from '../classifier.ts';
import { featuresOf, isOfMeaning } from '../features.ts';
import { withoutCourtesies } from '../politeness.ts';
import { isImperative, segmentsOf } from '../segments.ts';
import { readSlots } from '../slots/read-slots.ts';
import { situationIn, type Utterance, type World } from '../utterance.ts';
import { labelOf, partLabelsOf } from './label-of.ts';
import type { Phrase } from './read-sets.ts';
import { type Example, training, trainWeights } from './train-weights.ts';

/** Enough to tell which part of a message asks for which of its deeds. */
const rough = { ...training, epochs: 2 };

/** Deterministic. Messages that answer a question or lean on the one before are left to rules and not learnt. */
export function fitPlanner(
  phrases: readonly Phrase[],
  utterances: readonly Utterance[],
  world: World,
): Weights {
  const written = phrases.map(
    ({ label, text, situation }): Example => ({
      label,
      features: featuresOf(readSlots(text, situation), situation),
      weight: 1,
    }),
  );
  const learnt = utterances.filter(({ context }) => !context.history && !context.pending_clarify);
  const whole = learnt.flatMap((utterance) => wholeExample(utterance, world));
  const first = trainWeights([...written, ...whole].flatMap(alsoByMeaning), rough);
  const parts = learnt.flatMap((utterance) => partExamples(utterance, world, first));
  return trainWeights([...written, ...whole, ...parts].flatMap(alsoByMeaning));
}

/** Each example a second time without its words, so that what words mean is learnt too and carries over to other words. */
function alsoByMeaning(example: Example): Example[] {
  const meaning = example.features.filter(isOfMeaning);
  return [example, { ...example, features: meaning, weight: example.weight * 0.5 }];
}

function labelsOf(utterance: Utterance): string[] {
  return [...new Set(utterance.expected.flatMap((intent) => labelOf(intent) ?? []))];
}

function wholeExample(utterance: Utterance, world: World): Example[] {
  const [label, ...others] = labelsOf(utterance);
  if (!label || others.length > 0) return [];
  const situation = situationIn(world, utterance.context);
  return [{ label, features: featuresOf(readSlots(utterance.text, situation), situation), weight: 1 }];
}

/** Each part of a message is taken for the expected deed it speaks for most, or for none of them; an order that repeats another teaches nothing. */
function partExamples(utterance: Utterance, world: World, weights: Weights): Example[] {
  const situation = situationIn(world, utterance.context);
  const segments = segmentsOf(readSlots(utterance.text, situation));
  const wanted = [...new Set(utterance.expected.flatMap(partLabelsOf))];
  if (segments.length < 2 || wanted.length === 0) return [];
  const parts = segments.map(({ reading }) => {
    const features = featuresOf(reading, situation);
    return {
      features,
      isOrder: isImperative(withoutCourtesies(reading.line.text)),
      tellsMore: reading.slots.some(({ kind }) => /^(?:person|priority|date|label|effort)$/.test(kind)),
      chances: new Map(classify(features, weights).map((guess) => [guess.label, guess.probability])),
    };
  });
  const best = new Map(
    wanted.map((label) => [
      label,
      parts.toSorted((a, b) => (b.chances.get(label) ?? 0) - (a.chances.get(label) ?? 0))[0],
    ]),
  );
  return parts.flatMap(({ features, chances, isOrder, tellsMore }, at) => {
    const own = wanted
      .filter((label) => best.get(label) === parts[at])
      .toSorted((a, b) => (chances.get(b) ?? 0) - (chances.get(a) ?? 0))[0];
    if (own) return [{ features, label: own, weight: 1 }];
    const repeats = isOrder && (tellsMore || wanted.some((label) => (chances.get(label) ?? 0) > 0.05));
    return repeats ? [] : [{ features, label: 'none', weight: 0.5 }];
  });
}
