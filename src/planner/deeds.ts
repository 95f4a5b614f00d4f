/** Decides which parts of a message ask for something, and in which order it is to be done. */

import { readCanon } from './canon.ts';
import { classify, type Guess, toolsOf, type Weights } from './classifier.ts';
import type { Deed } from './deed.ts';
import { featuresOf } from './features.ts';
import { writes } from './intent.ts';
import { attachLooseEnds, isHeld } from './loose-ends.ts';
import { plausible } from './plausible.ts';
import { withoutCourtesies, withoutOpening } from './politeness.ts';
import { isHeldBack } from './restraint.ts';
import { readRulings } from './rulings.ts';
import { isImperative, type Segment, segmentsOf } from './segments.ts';
import type { Situation } from './situation.ts';
import type { Reading } from './slots/read-slots.ts';
import { supportOf } from './words/deed-words.ts';

const idle = /^(?:none|acknowledge|smalltalk|clarify|confirm|cancel|repeat|decline)/;

/** The parts that ask for something; the whole message when its parts say no more than it does. */
export function deedsOf(reading: Reading, situation: Situation, guesses: Guess[], weights: Weights): Deed[] {
  const whole: Deed = {
    reading,
    from: 0,
    to: reading.line.tokens.length,
    after: false,
    request: true,
    ...ranked(guesses.filter((guess) => !/^(?:none|repeat)$/.test(guess.label))),
  };
  const segments = segmentsOf(reading);
  if (segments.length < 2) return [whole];
  const ordered = segments.some((segment) => isImperative(withoutCourtesies(segment.reading.line.text)));
  const parts = attachLooseEnds(
    segments.map((segment) => ({
      ...segment,
      ...labelled(segment.reading, situation, weights),
      request:
        isRequest(segment, reading, ordered) ||
        readCanon(segment.reading) === 'create_ticket' ||
        readRulings(segment.reading, situation) !== null,
    })),
    reading,
  );
  const asked = parts.some((deed) => deed.request && !idle.test(deed.label));
  const acting = parts.filter(
    (deed) =>
      (!idle.test(deed.label) || goesOn(deed)) &&
      !isHeld(deed) &&
      !(/^(?:edit|reject)_ticket/.test(deed.label) && isHeldBack(deed.reading) && !refuses(deed)) &&
      !isDoubtful(deed, reading) &&
      (goesOn(deed) || deed.probability >= threshold(deed, asked)),
  );
  if (acting.length === 0) return [whole];
  const told = acting.filter((deed) => !isMention(deed, reading));
  if (told.length > 0 && told.length < acting.length) acting.splice(0, acting.length, ...told);
  if (acting.length === 1 || !distinct(acting)) return [oneDeed(acting, whole)];
  return inOrder(acting);
}

function refuses({ reading }: Deed): boolean {
  return /\b(?:reject|declin|refus)\w*|\bno\b/.test(reading.line.text);
}

/** "… then the same for checkout". */
function goesOn({ label, reading, from }: Deed): boolean {
  return from > 0 && label === 'repeat' && /\b(?:same|likewise|ditto)\b/.test(reading.line.text);
}

/** A statement beside a request has to be very clear to count as a second one. */
function threshold(deed: Deed, asked: boolean): number {
  if (/^(?:undo|run_workflow|configure)/.test(deed.label)) return 0.7;
  if (deed.request) return 0.35;
  if (!asked) return 0.5;
  const verdict = /^(?:approve|reject|edit|link|unlink|push)_/.test(deed.label) && names(deed);
  return verdict ? 0.8 : Number.POSITIVE_INFINITY;
}

function names({ reading }: Deed): boolean {
  return reading.slots.some((slot) => /^(?:ids|query|ordinal)$/.test(slot.kind));
}

/** "All the P1s look right, approve those": tickets named in passing are not to be listed. */
function isMention({ label, reading, to }: Deed, whole: Reading): boolean {
  const text = reading.line.text;
  return (
    label === 'list_tickets' &&
    to < whole.line.tokens.length &&
    !isAsked(reading, to, whole) &&
    !isImperative(withoutCourtesies(text))
  );
}

/** "10 stuck again?" asks and orders nothing. */
function isDoubtful(deed: Deed, whole: Reading): boolean {
  const text = deed.reading.line.text;
  return (
    isAsked(deed.reading, deed.to, whole) &&
    writes.has(deed.label.split('.')[0]!) &&
    withoutCourtesies(text) === text &&
    !isImperative(text)
  );
}

function isAsked({ line }: Reading, to: number, whole: Reading): boolean {
  return whole.line.tokens[to]?.word === '?' || line.tokens.at(-1)?.word === '?';
}

/** Asked politely, told as an order, put as a question, or so short that it can be nothing else. */
function isRequest({ reading, to }: Segment, whole: Reading, ordered: boolean): boolean {
  const text = withoutOpening(reading.line.text);
  if (text === '') return false;
  const bare = withoutCourtesies(text);
  if (isImperative(bare) || isRuling(reading)) return true;
  if (
    /^(?:i|i'm|i've|i'll|we|we're|we've|he|she|they|it|it's|that's|this is|there's|there|my|our|the|those are|these are|everyone|nobody|someone|turns out|apparently|looks like|seems|honestly|frankly|legal|finance|marketing|leadership|sales|\p{L}+ and (?:i|me|we|\p{L}+) (?:just |already |both )?(?:\p{L}+ed|spoke|met|had|went|were|think|agree|feel)|(?:so ,? ?)?the \w+ (?:is|are|was|were|has|have|team)|[a-z]+ (?:is|was|has) (?:off|out|on|new|away|back|joining|moving|asking|waiting|been))(?!\w)/u.test(
      text,
    )
  ) {
    return (
      bare !== text &&
      /\b(?:could|would|can|will) (?:you|we)\b|\bplease\b|let's|i'd (?:like|love)|^(?:i|we) (?:need|want|wish) (?!to\b)/.test(
        text,
      )
    );
  }
  if (onlySlots(reading) && text !== reading.line.text) return true;
  if (
    /^(?:ok|okay|right|don't you|isn't it|yeah|thanks|thank you|agreed|deal|eh|huh)(?!\w)/.test(text) &&
    reading.slots.length === 0
  )
    return false;
  return (
    /^(?:what|what's|which|how (?:many|much|far|long)|who|whose|where|why)\b/.test(text) ||
    isAsked(reading, to, whole) ||
    bare !== text ||
    (reading.line.tokens.length <= 4 && !ordered) ||
    reading.slots.length >= 2
  );
}

/** "Okay, the rest": an answer and the tickets it is about. */
function onlySlots({ line: { tokens }, slots }: Reading): boolean {
  const inSlot = (at: number) => slots.some((slot) => slot.from <= at && at < slot.to);
  return (
    slots.length > 0 && tokens.every(({ word }, at) => inSlot(at) || /^(?:ok|okay|yes|no|[,.!])$/.test(word))
  );
}

/** "The second is declined", "the rest may go to jira": said of tickets it says what is to become of them. */
function isRuling({ line, slots }: Reading): boolean {
  const [first] = slots;
  if (!first || first.from > 1 || !/^(?:ids|ordinal|query|rest|all|priority)$/.test(first.kind)) return false;
  const words = line.tokens.slice(first.to, first.to + 5).map(({ word }) => word);
  return ruling.test(words.join(' '));
}

const ruling =
  /^(?:tickets? |ones? )?(?:too )?(?:may|shall|should|must|can|has to|have to|ought to|gets?|goes|go to|is to|are to|(?:is|are) (?:hereby |also |therefore |all |both )?(?:to be |being )?(?:approved|accepted|declined|rejected|refused|discarded|deleted|dropped|removed|merged|assigned|closed|done|fine|good|okay|out|a no|a yes))\b/;

/** Parts of one kind are one deed told in several sentences, unless each names its own object. */
function distinct(deeds: Deed[]): boolean {
  const kinds = new Set(deeds.map(({ label }) => (various.test(label) ? label : label.split('.')[0])));
  if (kinds.size > 1) return true;
  const named = deeds.filter((deed) =>
    deed.reading.slots.some((slot) => /^(?:ids|query|ordinal|priority|tracker|pronoun)$/.test(slot.kind)),
  );
  return named.length > 1;
}

/** Tools of which each form is a deed of its own. */
const various = /^(?:report_status|configure|diff_document)\b/;

function oneDeed(acting: Deed[], whole: Deed): Deed {
  const telling = acting.filter(names);
  const deed = (telling.length > 0 ? telling : acting).toSorted((a, b) => b.probability - a.probability)[0]!;
  if (/^acknowledge/.test(whole.label) && deed.probability >= 0.5) return deed;
  const same = whole.label.split('.')[0] === deed.label.split('.')[0];
  if (same) return { ...deed, label: whole.probability > deed.probability ? whole.label : deed.label };
  const margin = deed.request ? 0.15 : 0;
  return whole.probability > deed.probability + margin ? whole : deed;
}

/** "Push 3 after approving it" is done in the other order than it is said. */
function inOrder(deeds: Deed[]): Deed[] {
  const result: Deed[] = [];
  for (const deed of deeds) {
    if (deed.after && result.length > 0) result.splice(result.length - 1, 0, deed);
    else result.push(deed);
  }
  return result;
}

const sameFor = /^(?:(?:then|and|also|now|afterwards|,) )*(?:do )?(?:the )?same (?:again )?(?:for|with|on)\b/;

/** A short form means what it always means; anything else goes by its features. */
function labelled(
  reading: Reading,
  situation: Situation,
  weights: Weights,
): Pick<Deed, 'label' | 'probability' | 'others'> {
  if (sameFor.test(reading.line.text)) return { label: 'repeat', probability: 0.9, others: [] };
  const [ruling] = readRulings(reading, situation) ?? [];
  if (ruling) {
    const label = ruling.tool === 'edit_ticket' ? 'edit_ticket.combo' : ruling.tool;
    return { label, probability: 0.95, others: [] };
  }
  const canon = readCanon(reading);
  if (canon) return { label: canon, probability: 0.95, others: [] };
  const guesses = plausible(classify(featuresOf(reading, situation), weights), reading);
  return named(reading, guesses) ?? ranked(guesses);
}

/** A part that sounds like mere talk but begins with the word of a deed: "comment on both that QA starts on monday". */
function named(reading: Reading, guesses: Guess[]): Pick<Deed, 'label' | 'probability' | 'others'> | null {
  const text = withoutCourtesies(reading.line.text);
  if (guesses[0]?.label !== 'none' || !(isImperative(text) || /^(?:why|who|what|how|which)\b/.test(text)))
    return null;
  const [verb = ''] = text.split(' ');
  const support = supportOf([verb]);
  const deed = guesses.find(
    ({ label, probability }) => probability >= 0.04 && (support.get(label.split('.')[0]!) ?? 0) >= 0.5,
  );
  return deed ? { label: deed.label, probability: 0.6, others: [] } : null;
}

/** The likeliest reading, and the next ones, each of another tool. */
function ranked(guesses: Guess[]): Pick<Deed, 'label' | 'probability' | 'others'> {
  const chosen = best(guesses);
  const others: Guess[] = [];
  let left = guesses.filter((guess) => guess.label.split('.')[0] !== chosen.label.split('.')[0]);
  while (others.length < 3 && left.length > 0) {
    const next = best(left);
    others.push(next);
    left = left.filter((guess) => guess.label.split('.')[0] !== next.label.split('.')[0]);
  }
  return { ...chosen, others };
}

/** The likeliest tool, all its forms taken together, and the likeliest of its forms. */
export function best(guesses: readonly Guess[]): Guess {
  const [tool, probability] = [...toolsOf(guesses)].toSorted((a, b) => b[1] - a[1])[0]!;
  const label = guesses.find((guess) => guess.label.split('.')[0] === tool)!.label;
  return { label, probability };
}
