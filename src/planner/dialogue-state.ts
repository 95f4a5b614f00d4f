/** What a message means because of what came before it: an answer to a question, a yes, a no, "the same for 8". */
import { readCanon } from './canon.ts';
import { readSelect } from './frames/select.ts';
import type { Intent, Select } from './intent.ts';
import { isImperative } from './segments.ts';
import type { Pending, Situation } from './situation.ts';
import { type Reading, slotsOf } from './slots/read-slots.ts';

const yes =
  /^(?:yes|y|ok|okay|sure|yup|go|confirm|confirmed|proceed|do it|absolutely|exactly|correct|right|of course|fine|👍|✅|sounds|perfect|please do|affirmative|make it so|send it|fire|great|lovely|alright|all right|by all means|definitely|indeed|certainly|k)(?!\w)/;
const no =
  /^(?:no|n|not|cancel|stop|abort|wait|hold|nevermind|never|forget|don't|dont|hmm|actually|whoa|hang|scrap|leave|halt|❌|negative|skip|drop it|oh no|on second|uh|nah|let's not|please don't|changed|abandon)(?!\w)/;

/** Further into a short answer: "I so confirm", "permission is withheld". A refusal anywhere outweighs a yes. */
const agreeing =
  /^(?:\w+ ){0,3}(?:confirm(?:ed)?|agree(?:d)?|proceed|go ahead|works for me|let's go|lets go+|fire away|work away|commit|good to go|all good|that works|do that|do so|do it|do the same|just do)\b/;
const refusing =
  /\b(?:withheld|refuse[ds]?|deny|denied|not now|not yet|rather not|not proceed|don't|do not|leave it|drop it|call it off|hold (?:on|off)|hold it|abort|cancel|never ?mind|forget it|another time|later|stop|withdraw|retract|take (?:that|it) back|call(?:ed)? (?:it|that|this) off|changed (?:my|our) mind|thought better|second thoughts?|wrong (?:one|ones|tickets?|list)|on hold|not go (?:through|ahead)|leave (?:it|things|that|them|everything) (?:be|alone|as)|not do (?:that|it|this))\b/;

/** The deeds of a message that answers what Docket asked; null when it is about something else. */
export function answerPending(reading: Reading, situation: Situation): Intent[] | null {
  const { pending } = situation;
  if (!pending) return null;
  return pending.kind === 'clarify'
    ? fillSlot(reading, situation, pending)
    : decide(reading, situation, pending);
}

/** A yes or no, perhaps with a change: "yes but only 1 and 3", "no, to jira instead". */
function decide(reading: Reading, situation: Situation, pending: Pending): Intent[] | null {
  const text = reading.line.text.replace(/^(?:hey |oh |um |uh |well |ah |, )*/, '');
  const agreed = yes.test(text) || (agreeing.test(text) && !refusing.test(text));
  const refused = no.test(text) || (refusing.test(text) && reading.line.tokens.length <= (agreed ? 10 : 20));
  if (!agreed && !refused) return null;
  const changed = changedCall(reading, situation, pending);
  if (changed && (agreed || slotsOf(reading, 'tracker').length > 0)) return [changed];
  if (reading.line.tokens.length > 14 && !agreed) return null;
  return [{ tool: agreed ? 'confirm' : 'cancel', args: {} }];
}

function changedCall(reading: Reading, situation: Situation, pending: Pending): Intent | null {
  const select = readSelect(reading, { ignore: ['tracker', 'pronoun', 'status', 'date'] });
  const tracker = slotsOf(reading, 'tracker').at(-1)?.name;
  const names = select && !(select.all && !select.except);
  if (!names && !tracker) return null;
  const before =
    (pending.args.select as Select | undefined) ??
    (situation.focus.length > 0 ? { last: true } : { status: ['approved'] });
  const spared =
    select?.except ??
    (names &&
    /\b(?:not|without|except|minus|skip|leave out|but)\b/.test(reading.line.text) &&
    !/\bonly|just\b/.test(reading.line.text)
      ? select
      : null);
  const wanted = spared ? { ...before, except: spared } : names ? select : before;
  return { tool: pending.tool, args: { ...pending.args, select: wanted, ...(tracker ? { tracker } : {}) } };
}

/** The missing argument, read from a short answer; null when the answer holds no such thing. */
function fillSlot(
  reading: Reading,
  situation: Situation,
  { tool, args, slot, options }: Pending,
): Intent[] | null {
  if (isAnotherRequest(reading, slot)) return null;
  if (slot === 'tickets' && no.test(reading.line.text)) return [{ tool: 'cancel', args: {} }];
  const option = optionMeant(reading, options);
  const value = slot === null ? null : answers[slot]?.(reading, situation, option);
  if (value === null || value === undefined) return null;
  return [{ tool, args: merge(args, value) }];
}

/** "Undo that" after "Which tickets do you mean?" is a request of its own; a title may begin with any verb. */
function isAnotherRequest(reading: Reading, slot: string | null): boolean {
  const { text } = reading.line;
  const dictated = slot === 'title' || slot === 'what';
  if (refusing.test(text) && !dictated) return true;
  return dictated
    ? readCanon(reading) !== null ||
        no.test(text) ||
        (isImperative(text) && slotsOf(reading, 'ids').length > 0)
    : isImperative(text) || reading.line.tokens.length > 12 || /\?$/.test(text.trim());
}

/** "10 can't start before 8" names tickets, and answers nothing. */
function namesAlone({ line: { tokens }, slots }: Reading): boolean {
  const inSlot = (at: number) => slots.some((slot) => slot.from <= at && at < slot.to);
  const others = tokens.filter((token, at) => !inSlot(at) && !around.test(token.word));
  return others.length <= 1;
}

const around =
  /^(?:[.,!?&+]|the|a|an|ones?|tickets?|number|numbers|please|i|mean|meant|and|or|but|not|without|except|only|just|both|all|of|for|about|with|to|it|is|that|which|yes|um|uh|oh|these|those|them)$/;

type Answer = (
  reading: Reading,
  situation: Situation,
  option: string | null,
) => Record<string, unknown> | null;

const answers: Record<string, Answer> = {
  tracker: (reading, _situation, option) => {
    const tracker = slotsOf(reading, 'tracker').at(-1)?.name ?? option;
    return tracker ? { tracker } : null;
  },
  doc: (reading, _situation, option) => {
    const doc = option ?? slotsOf(reading, 'doc').find((slot) => slot.id)?.id;
    return doc ? { doc } : null;
  },
  tickets: (reading) => {
    const select = namesAlone(reading) ? readSelect(reading) : null;
    return select ? { select } : null;
  },
  assignee: (reading) => {
    const person =
      slotsOf(reading, 'person').at(-1)?.names[0] ??
      (/^(?:me|myself|i)(?!\w)/.test(reading.line.text) ? 'me' : undefined);
    return person ? { set: { assignee: person } } : null;
  },
  priority: (reading) => {
    const priority = slotsOf(reading, 'priority').at(-1)?.values[0] ?? loosePriority(reading.line.text);
    return priority ? { set: { priority } } : null;
  },
  title: (reading) => ({ title: reading.source.trim() }),
  what: (reading) => ({ title: reading.source.trim() }),
  due: (reading) => {
    const date = slotsOf(reading, 'date').at(-1)?.value;
    return date ? { set: { due: date } } : null;
  },
  effort: (reading) => {
    const effort = slotsOf(reading, 'effort').at(-1)?.value ?? slotsOf(reading, 'ids')[0]?.ids[0];
    return effort === undefined ? null : { set: { effort } };
  },
  target: (reading) => {
    const ids = slotsOf(reading, 'ids')[0]?.ids;
    return ids ? { on: ids } : null;
  },
};

function loosePriority(text: string): string | null {
  if (/\b(?:urgent|critical|highest|top)\b/.test(text)) return 'P0';
  if (/\bhigh\b/.test(text)) return 'P1';
  if (/\b(?:medium|normal|mid)\b/.test(text)) return 'P2';
  return /\blow\b/.test(text) ? 'P3' : null;
}

const places: [RegExp, number][] = [
  [/\b(?:first|1st|former)\b|^1$/, 0],
  [/\b(?:second|2nd|latter|last)\b|^2$/, 1],
  [/\b(?:third|3rd)\b|^3$/, 2],
];

function optionMeant({ line }: Reading, options: string[]): string | null {
  const place = places.find(([words]) => words.test(line.text))?.[1];
  const named = options.find((option) => line.text.includes(option.toLowerCase()));
  return named ?? (place === undefined ? null : (options[place] ?? null));
}

function merge(args: Record<string, unknown>, value: Record<string, unknown>): Record<string, unknown> {
  const set = { ...((args.set as object) ?? {}), ...((value.set as object) ?? {}) };
  return { ...args, ...value, ...(Object.keys(set).length > 0 ? { set } : {}) };
}

/** The deed before, done again with what this message names instead. */
export function repeatWith(reading: Reading, situation: Situation, before: Intent): Intent[] {
  const args = { ...before.args };
  const tracker = slotsOf(reading, 'tracker').at(-1)?.name;
  const document = slotsOf(reading, 'doc').find((slot) => slot.id);
  const person = slotsOf(reading, 'person').at(-1)?.names[0];
  const onTickets = 'select' in args || /tickets?$/.test(before.tool);
  const select = onTickets ? repeatSelect(reading, situation, before) : null;
  if (tracker) args.tracker = tracker;
  if (document && 'doc' in args) args.doc = document.id;
  if (person && before.tool === 'edit_ticket' && !select?.assignee)
    args.set = { ...(args.set as object), assignee: person };
  const priority = slotsOf(reading, 'priority').at(-1)?.values[0];
  if (priority && 'priority' in ((args.set ?? {}) as object)) {
    args.set = { ...(args.set as object), priority };
    if (select?.priority) return [{ tool: before.tool, args }];
  }
  for (const [field, value] of [
    ['effort', slotsOf(reading, 'effort').at(-1)?.value],
    ['due', slotsOf(reading, 'date').at(-1)?.value],
  ] as const)
    if (value !== undefined && field in ((args.set ?? {}) as object))
      args.set = { ...(args.set as object), [field]: value };
  if (select && 'select' in args) args.select = select;
  return [{ tool: before.tool, args }];
}

function repeatSelect(reading: Reading, situation: Situation, before: Intent): Select | null {
  if (/(?<!\w)(?:the )?(?:others|other ones|rest)(?!\w)/.test(reading.line.text)) return { focus_rest: true };
  const select = readSelect(reading, {
    ignore: ['pronoun', 'tracker', 'all', ...(before.tool === 'edit_ticket' ? (['person'] as const) : [])],
  });
  if (!select) return situation.focus.length === 1 ? { last: true } : null;
  if (select.except && before.tool === 'list_tickets') return withoutThose(select);
  if (/\b(?:without|except|minus|hide|not)\b/.test(reading.line.text) && select.status)
    return { not_status: select.status };
  return select;
}

function withoutThose({ except, ...select }: Select): Select {
  if (!except?.status) return { ...select, except };
  const { all: _all, ...narrow } = select;
  return { ...narrow, not_status: except.status };
}
