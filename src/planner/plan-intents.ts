/** From words to deeds in the planner's own taxonomy: what they say, where they stand in the talk, and how sure that is. */
import { readCanon } from './canon.ts';
import { readCapabilityWords } from './capability-words.ts';
import { checked } from './check-deeds.ts';
import { classify, type Guess, type Weights } from './classifier.ts';
import { correct, exchanges, selfCorrected } from './correct.ts';
import { isSure } from './decide.ts';
import { deedsOf } from './deeds.ts';
import { answerPending, repeatWith } from './dialogue-state.ts';
import { lacksEvidence } from './evidence.ts';
import { featuresOf } from './features.ts';
import { fillAll, textsOf } from './fill-deeds.ts';
import { fillFrame } from './frames/fill-frame.ts';
import type { Intent, Select } from './intent.ts';
import { joinEdits } from './join-edits.ts';
import { readBlockDeed } from './numbered-blocks.ts';
import { offersOf } from './offers.ts';
import {
  handedIn,
  harmless,
  isForbidding,
  maskedText,
  pointsOnly,
  saysNothing,
  wantsRedo,
  withoutWords,
} from './plain-cases.ts';
import { plausible } from './plausible.ts';
import { restrain } from './restraint.ts';
import { resumeHeld } from './resume.ts';
import { withoutRetractions } from './retractions.ts';
import { readRulings } from './rulings.ts';
import { isImperative } from './segments.ts';
import type { Situation } from './situation.ts';
import { type Reading, readSlots, slotsOf } from './slots/read-slots.ts';
import { sure, type Understood } from './understood.ts';
import { isOverride } from './veto.ts';
import { supportOf } from './words/deed-words.ts';
import { readWorkDeed } from './work-deeds.ts';

/** Deterministic and without effects. */
export function planIntents(text: string, context: Situation, weights: Weights): Understood {
  const situation = withAsked(context);
  const reading = readSlots(withoutRetractions(text), situation);
  const read = restrained(readIntents(reading, situation, weights), reading, situation);
  const understood =
    situation === context
      ? read
      : { ...read, intents: read.intents.map((intent) => onThese(intent, situation.focus)) };
  const question = understood.intents.find((intent) => intent.tool === 'clarify');
  const asks = question !== undefined || understood.unsure || understood.vetoed === 'question';
  if (!asks) return understood;
  const about = understood.unsure ? undefined : (question?.args.about as Intent | undefined);
  const first = about ? { intent: about, lacks: String(question!.args.slot) } : null;
  const offers =
    first && understood.confidence >= settled ? [first] : offersOf(reading, situation, weights, first);
  return { ...understood, offers };
}

/** What was understood without what the message itself holds back; nothing is begun where the two disagree. */
function restrained(understood: Understood, reading: Reading, situation: Situation): Understood {
  if (exchanges(reading) || understood.vetoed) return understood;
  const { intents, held } = restrain(understood.intents, reading, situation);
  if (held.length === 0) return { ...understood, intents };
  return intents.length > 0 ? { ...understood, intents } : { ...understood, intents, unsure: true };
}

/** Sure enough of a deed that lacks an argument to offer no other. From 0 to 1. */
const settled = 0.85;

/** While a question waits, "them" are the tickets of the message it was about. */
function withAsked(situation: Situation): Situation {
  const before = situation.history.at(-1);
  if (!situation.asked || before === undefined) return situation;
  const named = slotsOf(readSlots(before, situation), 'ids').flatMap((slot) => slot.ids);
  const known = named.filter((id) => situation.tickets.some(({ n }) => n === id));
  return known.length > 0 ? { ...situation, focus: [...new Set(known)] } : situation;
}

function onThese({ tool, args }: Intent, ids: number[]): Intent {
  const { last, ...select } = (args.select ?? {}) as Select;
  return last ? { tool, args: { ...args, select: { ...select, ids } } } : { tool, args };
}

function readIntents(reading: Reading, situation: Situation, weights: Weights): Understood {
  const settledFirst = byRule(reading, situation, weights);
  if (settledFirst) return settledFirst;
  const guesses = possible(
    plausible(classify(featuresOf(reading, situation), weights), reading),
    reading,
    situation,
  );
  const again = correctionOf(reading, situation, weights) ?? repeatOf(reading, situation, guesses, weights);
  if (again) return checked(sure(again), reading, situation);
  if (pointsOnly(reading))
    return { ...sure([{ tool: 'clarify', args: { slot: 'intent' } }]), confidence: 0, unsure: true };
  return byGuess(reading, situation, guesses, weights);
}

/** What the words mean whatever the classifier thinks: orders about rules, answers, short forms. Null leaves it to the classifier. */
function byRule(reading: Reading, situation: Situation, weights: Weights): Understood | null {
  if (reading.source.trim() === '') return sure([withoutWords(situation)]);
  if (isOverride(maskedText(reading)) || isOverride(reading.line.text))
    return sure([{ tool: 'decline', args: { reason: 'unsafe' } }]);
  const mended = mendedWithin(reading, situation, weights);
  if (mended) return checked(sure(mended), reading, situation);
  const answered =
    answerPending(reading, situation) ??
    resumeHeld(reading, situation, (before) => earlierIntents(before, situation, weights));
  if (answered) return sure(answered);
  if (wantsRedo(reading, situation)) return sure([{ tool: 'redo', args: {} }]);
  const onCapability = readCapabilityWords(reading.source, situation);
  if (onCapability) return sure([onCapability]);
  const rulings = readRulings(reading, situation);
  if (rulings) return checked(sure(rulings), reading, situation);
  const onBlock = readBlockDeed(reading.source);
  if (onBlock) return checked(sure([onBlock]), reading, situation);
  const onWork = readWorkDeed(reading.source);
  if (onWork) return sure([onWork]);
  if (isForbidding(reading)) return sure(fillFrame('acknowledge', { reading, situation, earlier: [] }));
  const canon = exchanges(reading) && situation.history.length > 0 ? null : readCanon(reading);
  return canon
    ? checked(sure(fillFrame(canon, { reading, situation, earlier: [] })), reading, situation)
    : null;
}

/** The deeds the classifier finds in the parts of the message, looked over for what nobody asked for. */
function byGuess(reading: Reading, situation: Situation, guesses: Guess[], weights: Weights): Understood {
  const deeds = deedsOf(reading, situation, guesses, weights);
  const intents = handedIn(joinEdits(fillAll(deeds, reading, situation), situation), reading, situation);
  const confidence = Math.min(...deeds.map((deed) => deed.probability));
  const support = supportOf(reading.line.tokens.map((token) => token.word));
  const unsure =
    !isSure(intents, confidence, support) || lacksEvidence(intents, textsOf(deeds), reading) !== null;
  if (situation.attachments.length > 0 && (unsure || saysNothing(intents)))
    return sure(fillFrame('ingest_document', { reading, situation, earlier: [] }));
  const quiet = unsure ? harmless(guesses) : null;
  if (quiet) return sure(fillFrame(quiet, { reading, situation, earlier: [] }));
  return checked({ ...sure(intents), confidence, unsure }, reading, situation, textsOf(deeds));
}

const suspicious =
  /\b(?:bypass\w*|overrid\w*|disregard|ignor\w*|sudo|force|admin\w*|jailbreak\w*|guard ?rails|pretend\w*|secrets?|passwords?|tokens?|credentials?|creds|api|env|prompt|hidden|instructions?|skip\w*|without|behalf|behind|boss|owner|role|act|obey|follow|rules?|keys?|config)\b/;

/** Without a question there is nothing to say yes or no to, and without a word for it nothing unsafe. */
function possible(guesses: Guess[], { line }: Reading, { pending }: Situation): Guess[] {
  const isSuspicious = suspicious.test(line.text);
  return guesses.filter(
    ({ label }) =>
      (pending !== null || !/^(?:confirm|cancel)$/.test(label)) &&
      (isSuspicious || label !== 'decline.unsafe'),
  );
}

/** "And 6?": the deed of the message before, on something else. */
function repeatOf(
  reading: Reading,
  situation: Situation,
  guesses: Guess[],
  weights: Weights,
): Intent[] | null {
  const before = situation.history.at(-1);
  if (!before || reading.line.tokens.length > 18) return null;
  const chance = guesses.find((guess) => guess.label === 'repeat')?.probability ?? 0;
  const elliptic =
    /^(?:and|also|same|ditto|likewise|now|only|just|without|what about|how about|and how about|oh and)\b|\b(?:too|as well|same treatment|same thing|likewise)\b/.test(
      reading.line.text,
    );
  if (chance < (elliptic ? 0.12 : 0.35)) return null;
  const deed = earlierIntents(before, situation, weights).at(-1);
  return deed && isDeed(deed) ? repeatWith(reading, situation, deed) : null;
}

const apology = /^(.+?)[.,;!?–—-]+\s+(?:oops|sorry|no wait|wait|scratch that|correction)\b[,.!]?\s+(.+)$/is;

/** "Approve 4; sorry, wrong line, approve 5": the second order takes the place of the first. */
function saidAnew(reading: Reading, situation: Situation, weights: Weights): Intent[] | null {
  const [, first = '', second = ''] = apology.exec(reading.source.trim()) ?? [];
  const clause = second.split(/,\s+/).at(-1) ?? '';
  if (!isImperative(clause.toLowerCase())) return null;
  const plans = [first, clause].map((text) => planIntents(text, { ...situation, pending: null }, weights));
  const [one, other] = plans.map(({ intents }) => intents);
  const isSame = one?.length === 1 && other?.length === 1 && one[0]!.tool === other[0]!.tool;
  return isSame && isDeed(other[0]!) && plans.every(({ unsure }) => !unsure) ? other : null;
}

/** The deed of the first half of a message, on what its second half says was meant. */
function mendedWithin(reading: Reading, situation: Situation, weights: Weights): Intent[] | null {
  const anew = saidAnew(reading, situation, weights);
  if (anew) return anew;
  const said = selfCorrected(reading);
  if (!said || !/\p{L}{3}.* |\d/u.test(said.first)) return null;
  const { intents, unsure } = planIntents(said.first, { ...situation, pending: null }, weights);
  const [before] = intents;
  if (unsure || !before || intents.length > 1 || !isDeed(before)) return null;
  const again = repeatWith(readSlots(said.meant, situation), situation, before);
  return JSON.stringify(again) === JSON.stringify(intents) ? null : again;
}

function correctionOf(reading: Reading, situation: Situation, weights: Weights): Intent[] | null {
  const before = situation.history.at(-1);
  const deed = before === undefined ? undefined : earlierIntents(before, situation, weights).at(-1);
  return correct(reading, situation, deed && isDeed(deed) ? deed : null);
}

function isDeed({ tool }: Intent): boolean {
  return !/^(?:clarify|decline|smalltalk|acknowledge|confirm|cancel)$/.test(tool);
}

/** What an earlier message of the talk asked for, read with what is known now. */
function earlierIntents(text: string, situation: Situation, weights: Weights): Intent[] {
  const history = situation.history.slice(0, situation.history.lastIndexOf(text));
  return planIntents(text, { ...situation, history, pending: null }, weights).intents;
}
