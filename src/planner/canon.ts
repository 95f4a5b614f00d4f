/** The documented short forms, each of which always means the same: "push <tracker>", "why 3?", "show 4". */
import { abstract } from './abstract.ts';
import { forms } from './canon-forms.ts';
import { helpTopicOf } from './frames/help-topics.ts';
import { asksForOne } from './plausible.ts';
import { withoutCourtesies, withoutOpening } from './politeness.ts';
import { isImperative, segmentsOf } from './segments.ts';
import type { Reading } from './slots/read-slots.ts';

/** The label of the short form the message is, or null when it is none. */
export function readCanon(reading: Reading): string | null {
  if (isPaste(reading)) return 'ingest_document';
  if (isRestart(reading)) return 'regenerate_tickets.full';
  if (isOkay(reading)) return 'approve_tickets';
  if (asksHow(reading)) return 'help.topic';
  if (isDeclined(reading)) return 'reject_tickets';
  if (isReport(reading)) return 'create_ticket';
  const text = abstract(reading).replace(hesitation, '').replace(/ \?$/, '').trim();
  const asked = abstract(reading).trim();
  const goesOn = /[.!?;\n]\s+\S/.test(reading.source.trim());
  const fits = ([label, form]: [string, RegExp]) =>
    (form.test(text) || form.test(asked)) &&
    !(label === 'generate_tickets' && asksForOne(reading)) &&
    !(goesOn && form.source.endsWith('.*)?$')) &&
    !(label === 'run_workflow' && goesOnWithOrder(reading));
  return forms.find(fits)?.[0] ?? null;
}

const hesitation =
  /^(?:(?:(?:no |oh )?wait(?! (?:with|on|for|until|till|a|before))|hm+|m+|oh|ah+|ooh|ugh|omg|well|um+|uh+|er+m*|honestly)(?!\w)[ ,.!]*)+(?=\S)/;

/** "The second is declined on the grounds of cost": what is said of tickets is done to them. */
function isDeclined({ slots: [named, verdict], line: { tokens, text } }: Reading): boolean {
  if (!named || named.from > 1 || !/^(?:ids|ordinal|query)$/.test(named.kind)) return false;
  const between = tokens
    .slice(named.to, verdict?.from)
    .map(({ word }) => word)
    .join(' ');
  return (
    verdict?.kind === 'status' &&
    verdict.values.join() === 'rejected' &&
    /^(?:is|are|stands?)(?: (?:hereby|also|therefore|however))?$/.test(between) &&
    !/\?|\b(?:why|by mistake|by accident|not)\b/.test(text)
  );
}

const how =
  /\bhow (?:(?:do|does|can|would|should|could|might) (?:i|one|we|you|people|someone|docket|it|the bot|this)\b|to\b|(?:are|is|do|does|would) (?:the )?\w+ (?:being )?(?:identified|detected|found|recogni[sz]ed|determined|calculated|computed|decided|handled|made|created|generated|work|works|done|tracked)\b|\w+ing works|(?:the )?\w+ (?:is|are|gets?) (?:being )?\w+ed\b)/;

/** "How do I split a ticket", "explain how duplicates are found": about the deed, and not the deed itself. */
function asksHow({ line, slots }: Reading): boolean {
  const named = slots.some((slot) => /^(?:ids|ordinal|query|pronoun|priority|status)$/.test(slot.kind));
  const text = withoutCourtesies(withoutOpening(line.text));
  return (
    !named &&
    how.test(text) &&
    /^(?:please )?(?:explain|describe|tell|show|remind|teach|how|i |we |wondering|any idea)/.test(text) &&
    helpTopicOf(text) !== null
  );
}

/** "Bug!! cannot pay with amex", "spike on passkeys": the kind of ticket and what it is about, without a verb. */
function isReport(reading: Reading): boolean {
  const { line, slots } = reading;
  if (line.tokens.some(({ word }) => word === '?')) return false;
  // What it says after that are numbers of what happened, and not of tickets.
  if (told.test(line.text)) return !goesOnWithOrder(reading);
  if (slots.some(({ kind }) => /^(?:ids|ordinal)$/.test(kind))) return false;
  return report.test(line.text) && !goesOnWithOrder(reading);
}

const told =
  /^(?:there(?:'s| is)|we have|we've got|i(?:'ve)? found) (?:a|an|another) (?:new )?bug ?[:,–—-] (?:\S+ ){2,}\S/;

/** "Run the bug workflow on 1 and approve 2": what comes after has a verb of its own. */
function goesOnWithOrder(reading: Reading): boolean {
  return segmentsOf(reading)
    .slice(1)
    .some((segment) => isImperative(withoutCourtesies(segment.reading.line.text)));
}

const report =
  /^(?:(?:new|another|small|quick|a|one more|urgent|p ?[0-3]) )*(?:(?:bug|defect)(?: report)?(?: from \S+)? ?(?:!|:|-|–|—|,) |(?:spike|chore|story|task) (?:on|about|to) (?!(?:the |a )?(?:list|board|top|bottom|left|right)\b))(?:! )*(?:payload|\S+ \S+)/;

/** "Ok 3 but not 5": an okay and tickets, and nothing else. */
function isOkay({ slots, line: { tokens } }: Reading): boolean {
  const [first] = slots;
  const lead = /^(?:to|for|on|with)$/.test(tokens[1]?.word ?? '') ? 2 : 1;
  if (tokens[0]?.word !== 'okay' || first?.from !== lead) return false;
  const inSlot = (at: number) => slots.some((slot) => slot.from <= at && at < slot.to);
  const others = tokens.filter((_, at) => at >= lead && !inSlot(at));
  return (
    slots.every((slot) => /^(?:ids|rest|query|ordinal)$/.test(slot.kind)) &&
    others.every((token) => /^(?:but|not|and|please|[,.!])$/.test(token.word))
  );
}

/** Throwing all away to make it again is one deed, and not the deletion it begins with. */
function isRestart({ slots, line }: Reading): boolean {
  const narrow = slots.some((slot) => /^(?:ids|query|priority|status|ordinal|tracker)$/.test(slot.kind));
  return !narrow && restart.test(line.text);
}

const restart =
  /^(?!.*(?:don't|do not|never)).*\b(?:discard|drop|throw|scrap|delete|wipe|bin|toss|nuke|trash|kill|dump)\b.*\b(?:all|everything|lot|whole|them|these|set)\b.*\b(?:again|anew|from zero|from scratch|start over|afresh|regenerate|generate new)\b/;

/** A pasted document, unless tickets are asked for from it. */
function isPaste({ slots, line }: Reading): boolean {
  const pasted = slots.some(
    (slot) => slot.kind === 'payload' && slot.form === 'code' && slot.value.length > 20,
  );
  return pasted && !/\b(?:tickets?|stor(?:y|ies)|backlog|tasks?|bugs?|summar|comment|export)/.test(line.text);
}
