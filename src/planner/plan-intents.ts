/** From words to deeds in the planner's own taxonomy: what they say, where they stand in the talk, and how sure that is. */
import { readCanon } from './canon.ts';
import { classify, type Guess, type Weights } from './classifier.ts';
import { correct } from './correct.ts';
import { isSure } from './decide.ts';
import type { Deed } from './deed.ts';
import { deedsOf } from './deeds.ts';
import { answerPending, repeatWith } from './dialogue-state.ts';
import { doubtAbout, vagueness } from './doubts.ts';
import { lacksEvidence } from './evidence.ts';
import { featuresOf } from './features.ts';
import { fillFrame } from './frames/fill-frame.ts';
import type { Intent, Select } from './intent.ts';
import { joinEdits } from './join-edits.ts';
import { readBlockDeed } from './numbered-blocks.ts';
import { type Offer, offersOf, takesWhatIsNamed } from './offers.ts';
import { resumeHeld } from './resume.ts';
import type { Situation } from './situation.ts';
import { part, type Reading, readSlots, slotsOf } from './slots/read-slots.ts';
import type { SlotKind } from './slots/slot.ts';
import { isOverride, vetoFor } from './veto.ts';

export type Understood = {
  intents: Intent[];
  confidence: number;
  /** What a person can choose from where the planner asks, the likeliest first; empty where it does not ask. */
  offers: Offer[];
  /** Why an irreversible deed is not done, or null. */
  vetoed: 'held' | 'question' | null;
  /** Too little certainty to act: the person chooses. */
  unsure: boolean;
};

/** Deterministic and without effects. */
export function planIntents(text: string, context: Situation, weights: Weights): Understood {
  const situation = withAsked(context);
  const reading = readSlots(text, situation);
  const understood = readIntents(reading, situation, weights);
  const question = understood.intents.find((intent) => intent.tool === 'clarify');
  const asks = question !== undefined || understood.unsure || understood.vetoed === 'question';
  if (!asks) return understood;
  const about = understood.unsure ? undefined : (question?.args.about as Intent | undefined);
  const first = about ? { intent: about, lacks: String(question!.args.slot) } : null;
  const offers =
    first && understood.confidence >= settled ? [first] : offersOf(reading, situation, weights, first);
  return { ...understood, offers };
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

function sure(intents: Intent[]): Understood {
  return { intents, confidence: 1, offers: [], vetoed: null, unsure: false };
}

function readIntents(reading: Reading, situation: Situation, weights: Weights): Understood {
  if (reading.source.trim() === '') return sure([withoutWords(situation)]);
  if (isOverride(maskedText(reading)) || isOverride(reading.line.text))
    return sure([{ tool: 'decline', args: { reason: 'unsafe' } }]);
  const answered = answerPending(reading, situation);
  if (answered) return sure(answered);
  const resumed = resumeHeld(reading, situation, (before) => earlierIntents(before, situation, weights));
  if (resumed) return sure(resumed);
  if (wantsRedo(reading, situation)) return sure([{ tool: 'redo', args: {} }]);
  const onBlock = readBlockDeed(reading.source);
  if (onBlock) return checked(sure([onBlock]), reading, situation);
  const canon = readCanon(reading);
  if (canon) return checked(sure(fillFrame(canon, { reading, situation, earlier: [] })), reading, situation);
  const guesses = possible(classify(featuresOf(reading, situation), weights), situation);
  const corrected = correctionOf(reading, situation, weights);
  if (corrected) return checked(sure(corrected), reading, situation);
  const repeated = repeatOf(reading, situation, guesses, weights);
  if (repeated) return checked(sure(repeated), reading, situation);
  const deeds = deedsOf(reading, situation, guesses, weights);
  const intents = handedIn(joinEdits(fillAll(deeds, reading, situation)), situation);
  const confidence = Math.min(...deeds.map((deed) => deed.probability));
  const unsure = !isSure(intents, confidence) || lacksEvidence(intents, textsOf(deeds), reading) !== null;
  if (situation.attachments.length > 0 && (unsure || saysNothing(intents)))
    return sure(fillFrame('ingest_document', { reading, situation, earlier: [] }));
  const quiet = unsure ? harmless(guesses) : null;
  if (quiet) return sure(fillFrame(quiet, { reading, situation, earlier: [] }));
  const understood: Understood = { ...sure(intents), confidence, unsure };
  return checked(understood, reading, situation, textsOf(deeds));
}

/** "Redo": a change that was taken back is to come again. "Redo 4" wants other words for a ticket. */
function wantsRedo({ line }: Reading, { history }: Situation): boolean {
  if (
    /^(?:please )?(?:redo|undo (?:the|that|my last|last) undo|redo (?:the|my) (?:last )?(?:change|edit|undo)|re-do)[ .!?]*$/.test(
      line.text,
    )
  )
    return true;
  const again =
    /^(?:please |no ,? ?)*(?:redo|restore|bring back|put back) (?:it|that|them|this)(?: again)?[ .!?]*$/;
  return again.test(line.text) && /^\W*(?:undo|revert|take (?:it|that) back)\b/i.test(history.at(-1) ?? '');
}

/** Rather than to ask, thanks are taken as thanks and what is none of our business as such, when they are nearly as likely. */
function harmless(guesses: readonly Guess[]): string | null {
  const best = guesses[0]?.probability ?? 0;
  const quiet = guesses.find(({ label }) => /^(?:smalltalk|decline\.out_of_scope)$/.test(label));
  return quiet && quiet.probability >= best * nearly ? quiet.label : null;
}

const nearly = 0.4;

/** A file that comes without an order is handed in. */
function saysNothing([intent, ...others]: Intent[]): boolean {
  return (
    others.length === 0 &&
    /^(?:acknowledge|smalltalk|select_document|clarify)$/.test(intent?.tool ?? 'smalltalk')
  );
}

/** A file that comes with an order about "the document" is that document, and has to be read first. */
function handedIn(intents: Intent[], { attachments }: Situation): Intent[] {
  const [first] = intents;
  const waits =
    first && /^(?:generate_tickets|lint_document|summarize_document|list_open_questions)$/.test(first.tool);
  if (attachments.length === 0 || !waits || first.args.doc !== 'active') return intents;
  return [{ tool: 'ingest_document', args: { doc: 'attachment' } }, ...intents];
}

function textsOf(deeds: readonly Deed[]): string {
  return deeds.map((deed) => deed.reading.line.text).join(' . ');
}

/** Without a question there is nothing to say yes or no to. */
function possible(guesses: Guess[], { pending }: Situation): Guess[] {
  return pending ? guesses : guesses.filter((guess) => !/^(?:confirm|cancel)$/.test(guess.label));
}

/** A message of files alone hands them in. */
function withoutWords({ attachments }: Situation): Intent {
  return attachments.length > 0
    ? { tool: 'ingest_document', args: { doc: 'attachment' } }
    : { tool: 'help', args: {} };
}

/** The message without what it dictates, so that a quoted threat is no threat. */
function maskedText({ source, slots, line }: Reading): string {
  return slots.reduceRight((text, slot) => {
    if (slot.kind !== 'payload') return text;
    const token = line.tokens[slot.from]!;
    return `${text.slice(0, token.start)} … ${text.slice(token.end)}`;
  }, source);
}

/** The veto, and a question instead of a deed that leaves something open. */
function checked(
  understood: Understood,
  reading: Reading,
  situation: Situation,
  words = reading.line.text,
): Understood {
  const looked = lookInstead(understood.intents, words);
  if (looked) return { ...understood, intents: looked };
  const vetoed = vetoFor(understood.intents, words);
  if (vetoed) return { ...understood, vetoed, intents: heldBack(understood.intents, vetoed) };
  for (const intent of understood.intents) {
    const alone = intent === understood.intents[0];
    const slot =
      doubtAbout(intent, reading, situation) ?? (alone ? vagueness(intent, reading, situation) : null);
    if (slot) return { ...understood, intents: [{ tool: 'clarify', args: { slot, about: intent } }] };
  }
  return understood;
}

/** "Is 3 approved?" wants to see it, "5 and 6 are the same, aren't they?" to know. */
function lookInstead(intents: readonly Intent[], words: string): Intent[] | null {
  const [intent] = intents;
  const named = (intent?.args.select as Select | undefined)?.ids;
  if (intents.length !== 1 || !named || vetoFor(intents, words) !== 'question') return null;
  if (intent?.tool === 'merge_tickets')
    return [{ tool: 'find_duplicates', args: { select: { ids: named } } }];
  return intent?.tool === 'approve_tickets'
    ? [{ tool: 'show_ticket', args: { select: { ids: named } } }]
    : null;
}

/** "Don't push" is an order too: not to. */
function heldBack(intents: Intent[], vetoed: 'held' | 'question'): Intent[] {
  if (vetoed === 'question') return [];
  return [{ tool: 'acknowledge', args: { not: intents.map((intent) => intent.tool).slice(0, 1) } }];
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

function correctionOf(reading: Reading, situation: Situation, weights: Weights): Intent[] | null {
  const before = situation.history.at(-1);
  const deed = before === undefined ? undefined : earlierIntents(before, situation, weights).at(-1);
  return correct(reading, situation, deed && isDeed(deed) ? deed : null);
}

function isDeed({ tool }: Intent): boolean {
  return !/^(?:clarify|decline|smalltalk|acknowledge)$/.test(tool);
}

/** What an earlier message of the talk asked for, read with what is known now. */
function earlierIntents(text: string, situation: Situation, weights: Weights): Intent[] {
  const history = situation.history.slice(0, situation.history.lastIndexOf(text));
  return planIntents(text, { ...situation, history, pending: null }, weights).intents;
}

function fillAll(deeds: Deed[], whole: Reading, situation: Situation): Intent[] {
  const filled: { deed: Deed; intents: Intent[] }[] = [];
  for (const deed of deeds) {
    const done = filled.filter((one) => !asksBack(one.intents));
    const earlier = done.flatMap((one) => one.intents);
    const others = done.map((one) => one.deed);
    filled.push({
      deed,
      intents: fillOne(deed, others, { whole, situation, earlier, alone: deeds.length === 1 }),
    });
  }
  const complete = filled.filter(({ intents }) => !asksBack(intents));
  const kept =
    complete.length > 0
      ? filled.filter(({ deed, intents }) => !asksBack(intents) || (deed.request && deed.probability >= 0.8))
      : filled;
  return kept.flatMap(({ intents }) => intents);
}

type Ground = { whole: Reading; situation: Situation; earlier: Intent[]; alone: boolean };

/** From the part alone; when that leaves something open, from the sentences before it too, and at last from all of it. */
function fillOne(deed: Deed, done: Deed[], ground: Ground): Intent[] {
  const intents = fillAs(deed, done, ground);
  const said = lacksEvidence(intents, textsOf([deed]), ground.whole) === null;
  if (said && !asksBack(intents)) return intents;
  return fittingOther(deed, done, ground) ?? intents;
}

/** When the likeliest deed lacks what it needs, the next one that lacks nothing is more likely what was meant. */
function fittingOther(deed: Deed, done: Deed[], ground: Ground): Intent[] | null {
  for (const { label, probability } of deed.others) {
    if (probability < deed.probability * lackOfFit) return null;
    if (idle.test(label)) continue;
    const intents = fillAs({ ...deed, label }, done, ground);
    const own =
      intents.length > 0 &&
      !asksBack(intents) &&
      lacksEvidence(intents, textsOf([deed]), ground.whole) === null;
    if (own && intents.every((intent) => takesWhatIsNamed(intent, deed.reading))) return intents;
  }
  return null;
}

/** How much less likely a reading becomes when an argument of it is missing. */
const lackOfFit = 0.3;

const idle = /^(?:none|repeat|clarify|acknowledge|smalltalk|decline|confirm|cancel)/;

function fillAs(deed: Deed, done: Deed[], { whole, situation, earlier, alone }: Ground): Intent[] {
  const wider = upTo(whole, deed, done);
  const fill = (reading: Reading) => fillFrame(deed.label, { situation, earlier, reading });
  if (alone && wantsAll(deed, whole)) return fill(whole);
  const readings = [deed.reading, wider, ...(alone || deed.after ? [whole] : [])];
  let intents: Intent[] = [];
  for (const reading of readings) {
    intents = fill(reading);
    if (!asksBack(intents) && !(reading === deed.reading && namedBefore(reading, wider))) return intents;
  }
  return intents;
}

/** A single deed whose document, tracker or limits may stand in any of the sentences. */
function wantsAll({ label, reading }: Deed, whole: Reading): boolean {
  const lacks = (kind: SlotKind) =>
    !reading.slots.some((slot) => slot.kind === kind) && whole.slots.some((slot) => slot.kind === kind);
  if (/^(?:generate_tickets|summarize_document|split_ticket|count_tickets)/.test(label)) return true;
  if (/^(?:show_blocks|diff_document)/.test(label) && (lacks('block') || lacks('date'))) return true;
  if (label.startsWith('edit_block')) return count(whole, 'payload') > count(reading, 'payload');
  if (/^(?:push_tickets|sync_tracker)/.test(label)) return lacks('tracker') || lacks('project');
  if (label.startsWith('list_tickets')) return reading.slots.length === 0;
  return /_document|show_blocks|open_questions/.test(label) && lacks('doc');
}

function count({ slots }: Reading, kind: SlotKind): number {
  return slots.filter((slot) => slot.kind === kind).length;
}

const naming = /^(?:ids|ordinal|query)$/;

/** "10 is huge. Split it": what the pronoun stands for was named in a sentence that asks for nothing. */
function namedBefore(own: Reading, wider: Reading): boolean {
  const points =
    own.slots.some((slot) => slot.kind === 'pronoun') && !own.slots.some((slot) => naming.test(slot.kind));
  return points && wider.slots.some((slot) => naming.test(slot.kind));
}

function asksBack(intents: readonly Intent[]): boolean {
  return intents.some((intent) => intent.tool === 'clarify');
}

/** The part with the sentences before it that ask for nothing themselves. */
function upTo(whole: Reading, deed: Deed, done: Deed[]): Reading {
  const from = Math.max(0, ...done.filter((other) => other.to <= deed.from).map((other) => other.to));
  return part(whole, from, deed.to);
}
