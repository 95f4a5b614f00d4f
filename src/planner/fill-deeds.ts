/** Fills the arguments of the deeds of a message, each from its own part and, where that leaves something open, from more of it. */
import type { Deed } from './deed.ts';
import { repeatWith } from './dialogue-state.ts';
import { lacksEvidence } from './evidence.ts';
import { fillFrame } from './frames/fill-frame.ts';
import { type Intent, writes } from './intent.ts';
import { takesWhatIsNamed } from './offers.ts';
import { readRulings } from './rulings.ts';
import type { Situation } from './situation.ts';
import { part, type Reading } from './slots/read-slots.ts';
import type { SlotKind } from './slots/slot.ts';
import { supportOf } from './words/deed-words.ts';

/** The deeds in their order; one that lacks an argument only where it is as good as certain or there is no other. */
export function fillAll(deeds: Deed[], whole: Reading, situation: Situation): Intent[] {
  const filled: { deed: Deed; intents: Intent[] }[] = [];
  for (const deed of deeds) {
    const done = filled.filter((one) => !asksBack(one.intents));
    const earlier = filled.flatMap(({ intents }) => intents.flatMap(begun));
    const others = done.map((one) => one.deed);
    filled.push({
      deed,
      intents: fillOne(deed, others, { whole, situation, earlier, alone: deeds.length === 1 }),
    });
  }
  const complete = filled.filter(({ intents }) => !asksBack(intents));
  const kept =
    complete.length > 0
      ? filled.filter(
          ({ deed, intents }) =>
            !asksBack(intents) ||
            (deed.request &&
              deed.probability >= (namesTickets(deed) ? 0.5 : 0.8) &&
              !isDoneBy(complete, deed)),
        )
      : filled;
  return kept.flatMap(({ intents }) => intents);
}

/** What a deed that still lacks something is about: "them" in the words after it are its tickets too. */
function begun(intent: Intent): Intent[] {
  if (intent.tool !== 'clarify') return [intent];
  const about = intent.args.about as Intent | undefined;
  return about?.args.select ? [about] : [];
}

function namesTickets({ reading }: Deed): boolean {
  return reading.slots.some(({ kind }) => /^(?:ids|ordinal|query)$/.test(kind));
}

/** "It swallows a digit. Raise a bug": the report and the request are one deed. */
function isDoneBy(complete: readonly { deed: Deed }[], { label }: Deed): boolean {
  const kind = (one: string) => (one.startsWith('edit_ticket') ? one : one.split('.')[0]);
  return complete.some(({ deed }) => kind(deed.label) === kind(label));
}

type Ground = { whole: Reading; situation: Situation; earlier: Intent[]; alone: boolean };

/** From the part alone; when that leaves something open, from the sentences before it too, and at last from all of it. */
function fillOne(deed: Deed, done: Deed[], ground: Ground): Intent[] {
  const listed = readRulings(deed.reading, ground.situation);
  if (listed && deed.label.startsWith(listed[0]!.tool)) return listed;
  const intents = fillAs(deed, done, ground);
  const said = lacksEvidence(intents, textsOf([deed]), ground.whole) === null;
  if (said && !asksBack(intents)) return intents;
  return fittingOther(deed, done, ground) ?? intents;
}

/** When the likeliest deed lacks what it needs, the next one that lacks nothing is more likely what was meant. */
function fittingOther(deed: Deed, done: Deed[], ground: Ground): Intent[] | null {
  for (const { label, probability } of deed.others) {
    if (probability < deed.probability * lackOfFit) return null;
    if (idle.test(label) || isOverruled(label, deed)) continue;
    const intents = fillAs({ ...deed, label }, done, ground);
    const own =
      intents.length > 0 &&
      !asksBack(intents) &&
      lacksEvidence(intents, textsOf([deed]), ground.whole) === null;
    if (own && intents.every((intent) => takesWhatIsNamed(intent, deed.reading))) return intents;
  }
  return null;
}

/** The deed a person named lacks something: another that changes things, and is named less, is not what they meant. */
function isOverruled(label: string, deed: Deed): boolean {
  const [other, own] = [label, deed.label].map((one) => one.split('.')[0]!);
  const support = supportOf(deed.reading.line.tokens.map(({ word }) => word));
  return writes.has(other!) && (support.get(own!) ?? 0) > (support.get(other!) ?? 0);
}

/** How much less likely a reading becomes when an argument of it is missing. */
const lackOfFit = 0.3;

const idle = /^(?:none|repeat|clarify|acknowledge|smalltalk|decline|confirm|cancel)/;

function fillAs(deed: Deed, done: Deed[], { whole, situation, earlier, alone }: Ground): Intent[] {
  const wider = upTo(whole, deed, done);
  const last = earlier.at(-1);
  if (deed.label === 'repeat' && last) return repeatWith(deed.reading, situation, last);
  const fill = (reading: Reading) => fillFrame(deed.label, { situation, earlier, reading });
  if (alone && wantsAll(deed, whole)) return fill(whole);
  if (/^(?:re)?generate_tickets/.test(deed.label) && limits(wider) && !limits(deed.reading))
    return fill(wider);
  const readings = [deed.reading, wider, ...(alone || deed.after ? [whole] : [])];
  let intents: Intent[] = [];
  for (const reading of readings) {
    intents = fill(reading);
    if (!asksBack(intents) && !(reading === deed.reading && namedBefore(reading, wider))) return intents;
  }
  return intents;
}

/** "Just the risks, make tickets": what is to be left out or taken may be said first. */
function limits({ slots }: Reading): boolean {
  return slots.some(({ kind }) => /^(?:block|priority|type|doc)$/.test(kind));
}

/** A single deed whose document, tracker or limits may stand in any of the sentences. */
function wantsAll({ label, reading }: Deed, whole: Reading): boolean {
  const lacks = (kind: SlotKind) =>
    !reading.slots.some((slot) => slot.kind === kind) && whole.slots.some((slot) => slot.kind === kind);
  if (/^(?:generate_tickets|summarize_document|split_ticket|count_tickets|schedule_report)/.test(label))
    return true;
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
  const owner =
    /\b(?:his|hers|theirs|their|her)\b/.test(own.line.text) && count(wider, 'person') > count(own, 'person');
  return owner || (points && wider.slots.some((slot) => naming.test(slot.kind)));
}

function asksBack(intents: readonly Intent[]): boolean {
  return intents.some((intent) => intent.tool === 'clarify');
}

/** The part with the sentences before it that ask for nothing themselves. */
function upTo(whole: Reading, deed: Deed, done: Deed[]): Reading {
  const from = Math.max(0, ...done.filter((other) => other.to <= deed.from).map((other) => other.to));
  return part(whole, from, deed.to);
}

/** The words of the parts that ask for something. */
export function textsOf(deeds: readonly Deed[]): string {
  return deeds.map((deed) => deed.reading.line.text).join(' . ');
}
