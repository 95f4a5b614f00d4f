/** From words to deeds in the planner's own taxonomy: what they say, where they stand in the talk, and how sure that is. */
import { readCanon } from './canon.ts';
import { classify, type Guess, toolsOf, type Weights } from './classifier.ts';
import { answerPending, repeatWith } from './dialogue-state.ts';
import { featuresOf } from './features.ts';
import { fillFrame } from './frames/fill-frame.ts';
import type { Intent } from './intent.ts';
import { joinEdits } from './join-edits.ts';
import { type Segment, segmentsOf } from './segments.ts';
import { part, type Reading, readSlots } from './slots/read-slots.ts';
import type { Situation } from './situation.ts';
import { isOverride, vetoFor } from './veto.ts';

export type Understood = {
  intents: Intent[];
  confidence: number;
  /** The likeliest readings of the whole message, for a question with choices. */
  guesses: Guess[];
  vetoed: string | null;
};

/** What a part of the message asks for. */
type Deed = Segment & { label: string; probability: number };

const idle = /^(?:none|acknowledge|smalltalk|clarify|confirm|cancel|repeat)/;

/** Deterministic and without effects. */
export function planIntents(text: string, situation: Situation, weights: Weights): Understood {
  const reading = readSlots(text, situation);
  const sure = (intents: Intent[]): Understood => ({ intents, confidence: 1, guesses: [], vetoed: null });
  if (isOverride(maskedText(reading))) return sure([{ tool: 'decline', args: { reason: 'unsafe' } }]);
  const answered = answerPending(reading, situation);
  if (answered) return sure(answered);
  const canon = readCanon(reading);
  if (canon) return guarded(sure(fillFrame(canon, { reading, situation, earlier: [] })), reading);
  const guesses = classify(featuresOf(reading, situation), weights);
  const repeated = repeatOf(reading, situation, guesses, weights);
  if (repeated) return guarded({ ...sure(repeated), guesses }, reading);
  const deeds = deedsOf(reading, situation, guesses, weights);
  const intents = joinEdits(fillAll(deeds, reading, situation));
  const confidence = Math.min(...deeds.map((deed) => deed.probability));
  return guarded({ intents, confidence, guesses, vetoed: null }, reading);
}

/** The message without what it dictates, so that a quoted threat is no threat. */
function maskedText({ source, slots, line }: Reading): string {
  return slots.reduceRight((text, slot) => {
    if (slot.kind !== 'payload' || slot.form === 'code') return text;
    const token = line.tokens[slot.from]!;
    return `${text.slice(0, token.start)} … ${text.slice(token.end)}`;
  }, source);
}

function guarded(understood: Understood, reading: Reading): Understood {
  const vetoed = vetoFor(understood.intents, reading);
  return vetoed ? { ...understood, vetoed } : understood;
}

/** "And 6?": the deed of the message before, on something else. */
function repeatOf(reading: Reading, situation: Situation, guesses: Guess[], weights: Weights): Intent[] | null {
  const before = situation.history.at(-1);
  if (!before || reading.line.tokens.length > 14) return null;
  const chance = guesses.find((guess) => guess.label === 'repeat')?.probability ?? 0;
  if (chance < 0.3) return null;
  const earlier = planIntents(before, { ...situation, history: situation.history.slice(0, -1), pending: null }, weights);
  const deed = earlier.intents.at(-1);
  return deed && !/^(?:clarify|decline|smalltalk|acknowledge)$/.test(deed.tool) ? repeatWith(reading, situation, deed) : null;
}

/** The parts that ask for something; the whole message when its parts say no more than it does. */
function deedsOf(reading: Reading, situation: Situation, guesses: Guess[], weights: Weights): Deed[] {
  const whole: Deed = { reading, from: 0, to: reading.line.tokens.length, after: false, ...best(guesses) };
  const segments = segmentsOf(reading);
  if (segments.length < 2) return [whole];
  const parts = segments.map((segment) => ({ ...segment, ...best(classify(featuresOf(segment.reading, situation), weights)) }));
  const acting = parts.filter((deed) => !idle.test(deed.label) && deed.probability >= 0.4);
  const tools = new Set(acting.map((deed) => deed.label.split('.')[0]));
  if (tools.size === 0) return [whole];
  if (acting.length === 1 || (tools.size === 1 && !distinct(acting))) return [oneDeed(acting, whole)];
  return ordered(acting);
}

/** Parts of one kind are one deed told in several sentences, unless each names its own object. */
function distinct(deeds: Deed[]): boolean {
  const named = deeds.filter((deed) => deed.reading.slots.some((slot) => /^(?:ids|query|ordinal|priority|tracker)$/.test(slot.kind)));
  return named.length > 1;
}

function oneDeed(acting: Deed[], whole: Deed): Deed {
  const deed = acting.toSorted((a, b) => b.probability - a.probability)[0]!;
  const agrees = whole.label.split('.')[0] === deed.label.split('.')[0];
  if (agrees) return { ...deed, label: whole.probability > deed.probability ? whole.label : deed.label };
  if (idle.test(whole.label) && !/^(?:none|smalltalk)/.test(whole.label)) return whole.probability > deed.probability ? whole : deed;
  return whole.probability > deed.probability + 0.15 ? whole : deed;
}

/** "Push 3 after approving it" is done in the other order than it is said. */
function ordered(deeds: Deed[]): Deed[] {
  const result: Deed[] = [];
  for (const deed of deeds) {
    if (deed.after && result.length > 0) result.splice(result.length - 1, 0, deed);
    else result.push(deed);
  }
  return result;
}

function best(guesses: Guess[]): Guess {
  const tools = toolsOf(guesses);
  const tool = [...tools].toSorted((a, b) => b[1] - a[1])[0]!;
  const label = guesses.find((guess) => guess.label.split('.')[0] === tool[0])!.label;
  return { label, probability: tool[1] };
}

function fillAll(deeds: Deed[], whole: Reading, situation: Situation): Intent[] {
  const intents: Intent[] = [];
  for (const deed of deeds) {
    const scene = { situation, earlier: intents };
    const narrow = fillFrame(deed.label, { ...scene, reading: deed.reading });
    const lacking = narrow.some((intent) => intent.tool === 'clarify') && deed.reading !== whole;
    const wider = lacking ? fillFrame(deed.label, { ...scene, reading: deeds.length === 1 ? whole : upTo(whole, deed, deeds) }) : narrow;
    intents.push(...wider);
  }
  return intents;
}

/** The part with the sentences before it that ask for nothing themselves. */
function upTo(whole: Reading, deed: Deed, deeds: Deed[]): Reading {
  const from = Math.max(0, ...deeds.filter((other) => other.to <= deed.from).map((other) => other.to));
  return part(whole, from, deed.to);
}
