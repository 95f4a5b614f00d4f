/** Joins parts that say nothing on their own to the part they belong to: "…, p1, tom", "sorry, lena", "then linear". */
import type { Deed } from './deed.ts';
import { writes } from './intent.ts';
import { withoutCourtesies } from './politeness.ts';
import { isImperative } from './segments.ts';
import { part, type Reading } from './slots/read-slots.ts';

const correcting =
  /^(?:actually|sorry|er|erm|uh|oops|no|nah|wait|i mean|i meant|scratch that|or rather|rather|make that|make it|not|correction|pardon|i beg your pardon|beg your pardon|apologies|my mistake|better)(?!\w)/;
const attributes = /^(?:priority|person|effort|date|label|tracker)$/;

/** The parts in their order, fewer when some were joined to the one before. */
export function attachLooseEnds(deeds: readonly Deed[], whole: Reading): Deed[] {
  const result: Deed[] = [];
  for (const deed of deeds) {
    const before = result.at(-1);
    if (before && replaces(deed, endsTakingBack(deed, whole))) result.splice(-1, 1, deed);
    else if (onlyTakesBack(deed)) continue;
    else if (before && completes(before, deed)) result[result.length - 1] = extend(before, deed, whole);
    else result.push(before ? continued(before, deed) : deed);
  }
  return result;
}

const takingBack = String.raw`(?:(?:oh|ah|hm+|er+m?|uh+|and|but|,|[.!]) ?)*(?:no,? wait|wait,? no|wait|i mean(?:t)?|scratch that|strike that|or rather|rather|correction|on second thoughts?|make that|oops|whoops|argh|changed my mind|forget (?:that|it)|nvm|never ?mind|let me rephrase|i (?:should have|should've) said|sorry|my bad|my mistake|actually,? no|no,? actually|instead|better)(?!\w)`;
const trailing = new RegExp(`(?:^|[ ,.!;–—-])${takingBack}[ ,.!]*$`);
const takenBack = new RegExp(`^(?:${takingBack}[ ,.!]*)+`);

/** "Ship them! I mean approve them": the order that comes second is meant instead of the one before it. */
function replaces({ reading: { line, slots } }: Deed, cue: boolean): boolean {
  const said = line.text.replace(/ (?=[,.!])/g, '');
  const rest = said
    .replace(takenBack, '')
    .replace(/^(?:actually|no|or)\b[ ,]*(?=.*\b(?:it|them|that|those)\b)/, '');
  if (rest === said && !cue) return false;
  const points = slots.some(({ kind }) =>
    /^(?:ids|pronoun|query|ordinal|all|rest|priority|status|doc)$/.test(kind),
  );
  return points && isImperative(withoutCourtesies(rest)) && !/\b(?:also|too|as well)\b/.test(rest);
}

/** "Reject 2 - wait, no, …": the words before this part. */
function endsTakingBack(deed: Deed, whole: Reading): boolean {
  const before = whole.line.tokens.slice(0, deed.from).map(({ word }) => word);
  return trailing.test(before.join(' ').replace(/ (?=[,.!])/g, ''));
}

/** "Scratch that." asks for nothing itself. */
function onlyTakesBack({ reading: { line, slots } }: Deed): boolean {
  if (/^(?:no|nope|nah)$/.test(line.text)) return true;
  return (
    slots.every(({ kind }) => kind === 'pronoun') &&
    takenBack.test(line.text) &&
    !/[\p{L}\d]/u.test(line.text.replace(/ (?=[,.!])/g, '').replace(takenBack, ''))
  );
}

/** "Don't touch 3" beside a request asks for nothing; "not 4" neither. */
export function isHeld({ reading }: Deed): boolean {
  return /^(?:(?:please|but|and|just|,|however|so|though) )*(?:do not|don't|dont|not|never|no need|let's not|nobody|without|keep your hands|hands off|leave|sit on|park|hold|wait with|wait on|stay off)(?!\w)(?! (?:a|an|the)? ?(?:note|comment|remark))/.test(
    reading.line.text,
  );
}

function extend(before: Deed, deed: Deed, whole: Reading): Deed {
  return { ...before, reading: part(whole, before.from, deed.to), to: deed.to };
}

/** A correction, the attributes of a new ticket, or what a generation is to leave out. */
function completes(before: Deed, deed: Deed): boolean {
  if (hasOnlyAttributes(deed) && correcting.test(deed.reading.line.text)) return true;
  if (before.label === 'approve_tickets' && isBareStatus(deed)) return true;
  if (isAfterthought(deed)) return true;
  const limits = before.label.startsWith('generate_tickets') && has(deed, 'block') && !has(deed, 'doc');
  if (
    limits &&
    /^(?:(?:but|and|please|,) )*(?:skip|ignore|leave out|exclude|omit|drop|no|not|minus|forget)(?!\w)/.test(
      deed.reading.line.text,
    )
  )
    return true;
  if (/^(?:leaving|skipping|excluding|sparing|omitting)\b/.test(deed.reading.line.text)) return true;
  if (before.label === 'create_ticket')
    return (
      deed.reading.slots.length > 0 &&
      !has(deed, 'tracker') &&
      deed.reading.slots.every(({ kind }) => kind === 'type' || attributes.test(kind))
    );
  return before.label.startsWith('generate_tickets') && isHeld(deed) && has(deed, 'block');
}

/** "Please record this dependency", "put it in #shop": said of the deed before. */
function isAfterthought({ reading: { slots, line } }: Deed): boolean {
  return afterthought.test(line.text) && slots.every((slot) => /^(?:pronoun|channel|date)$/.test(slot.kind));
}

const afterthought =
  /^(?:and )?why(?: (?:is that|so|not))?[ ?]*$|^(?:(?:please|kindly|and|also|can you|could you|would you) )*(?:put|write|note|record|make a (?:note|record)|mark|enter|register|keep|save|remember) (?:of )?(?:it|that|this|the same)(?: (?:dependency|link|relation|order|down|so))?(?: (?:as|in|into|to) (?:the |a )?(?:due date|deadline|#\S+))?[ .!]*$/;

/** "1 and 4 are fine. Approved." says one thing twice. */
function isBareStatus({ reading: { slots, line } }: Deed): boolean {
  return line.tokens.length <= 2 && slots.length === 1 && slots[0]!.kind === 'status';
}

/** Going on with the deed before: another field of the same tickets, or a tracker to send them to. */
function continued(before: Deed, deed: Deed): Deed {
  const acts = writes.has(before.label.split('.')[0]!) && !before.label.startsWith('connect');
  const { slots, line } = deed.reading;
  if (acts && slots.length === 1 && has(deed, 'tracker') && line.tokens.length <= 3) {
    return { ...deed, label: 'push_tickets', probability: 0.9, request: true };
  }
  const edits = before.label.startsWith('edit_ticket') && /^(?:list_tickets|edit_ticket)/.test(deed.label);
  if (!edits || !hasOnlyAttributes(deed) || has(deed, 'tracker')) return deed;
  const label = deed.label.startsWith('edit') ? deed.label : 'edit_ticket.combo';
  return { ...deed, label, probability: Math.max(deed.probability, 0.6), request: true };
}

function hasOnlyAttributes({ reading: { slots } }: Deed): boolean {
  return slots.length > 0 && slots.every((slot) => attributes.test(slot.kind));
}

function has({ reading }: Deed, kind: string): boolean {
  return reading.slots.some((slot) => slot.kind === kind);
}
