/** Corrections ("no, the other one", "sorry, I meant 5"): the deed before, on what was meant, and taken back where it was done. */
import { repeatWith } from './dialogue-state.ts';
import type { Intent, Select } from './intent.ts';
import type { Situation } from './situation.ts';
import { ticketsMatching } from './slots/queries.ts';
import { type Reading, slotsOf } from './slots/read-slots.ts';
import type { SlotKind } from './slots/slot.ts';

const leads = `(?:(?:no|nope|nah|wait|sorry|oops|whoops|actually|hmm|argh|ah|oh|my bad|my mistake|hang on|nein|non|perdón|pardon|ich meine|ich meinte),? ?(?:[,.!] ?)?)`;
const meant = new RegExp(String.raw`^${leads}*(?:i |we )?(?:mean|meant|was thinking of|talking about)\b`);
const notThat = new RegExp(String.raw`^${leads}*(?:not (?:that|this|it)(?: one)?|wrong (?:one|ticket))\b`);
const bareLead =
  /^(?:(?:better )?make (?:it|that)|rather|sorry|oops|whoops|actually|wait|argh|my bad|my mistake|(?:no|nope|nah|nein|oh no),)/;
const otherOne = new RegExp(
  `^${leads}*(?:i |we )?(?:mean(?:t)? )?(?:the|das|die|der|l')? ?(?:other(?: one| ticket)?|andere)[ .!]*$`,
);

const named: readonly SlotKind[] = [
  'ids',
  'ordinal',
  'query',
  'priority',
  'tracker',
  'person',
  'effort',
  'date',
];
const filler =
  /^(?:make|better|no|nope|nah|nein|oh|wait|sorry|oops|whoops|actually|argh|my|bad|mistake|not|that|this|it|one|ones|the|i|we|mean|meant|ticket|number|rather|instead|please|to|as|should|be|[,.!—-])$/;

/** Deeds that `undo` takes back. */
const local =
  /^(?:edit_ticket|delete_tickets|reject_tickets|split_ticket|link_tickets|unlink_tickets|comment_ticket)$/;

/** `before` is what the message before asked for, if anything. Null when this message corrects nothing. */
export function correct(reading: Reading, situation: Situation, before: Intent | null): Intent[] | null {
  if (otherOne.test(reading.line.text))
    return before ? onOther(situation, before) : [{ tool: 'clarify', args: { slot: 'tickets' } }];
  if (!before) return null;
  if (before.tool === 'schedule_report') return onSchedule(reading, before);
  if (before.tool === 'link_tickets' && reversing.test(reading.line.text)) return reversed(before);
  const exchanged = exchangedIn(reading, before);
  if (exchanged) return takenBack(exchanged, before, situation);
  if (!isCorrection(reading)) return null;
  const [again] = repeatWith(reading, situation, before);
  return again && isOther(again, before) ? takenBack(again, before, situation) : null;
}

const oneForAnother = new RegExp(
  `^${leads}*(?:not (?:#|t-)?(\\d+) ?(?:,|but|-|;|\\.) ?(?:rather |instead )?(?:#|t-)?(\\d+)|(?:#|t-)?(\\d+) ?,? ?(?:and )?not (?:#|t-)?(\\d+))(?: please)?[ .!]*$`,
);

/** True for one number in place of another, which only an earlier message explains. */
export function exchanges({ line }: Reading): boolean {
  return oneForAnother.test(line.text);
}

/** "Not 5, 6" after "approve 5": the other number is meant. */
function exchangedIn({ line }: Reading, before: Intent): Intent | null {
  const [, wrong, right, meant, spared] = oneForAnother.exec(line.text) ?? [];
  const ids = (before.args.select as Select | undefined)?.ids;
  const out = Number(wrong ?? spared);
  if (!ids?.includes(out)) return null;
  return {
    tool: before.tool,
    args: { ...before.args, select: { ids: ids.map((id) => (id === out ? Number(right ?? meant) : id)) } },
  };
}

const within =
  /^(.+?)\s*[.,;!?–—-]*\s+((?:(?:oh|no|wait|sorry|oops|whoops|argh|actually|hang on|my bad|ach)[,.!]?\s+)*i (?:mean|meant)\s+.+)$/is;

/** "Set 5 to P0. Sorry, I meant 6": what was said first, and what was meant instead; null without such words. */
export function selfCorrected({ source }: Reading): { first: string; meant: string } | null {
  const [, first, meant] = within.exec(source.trim()) ?? [];
  return first && meant ? { first, meant } : null;
}

const ending =
  /^(?:please |ok |okay |and |then |now )*(?:stop|cancel|end|drop|forget) (?:it|that|this|them)(?: again| please)*[ .!]*$/;
const changing = new RegExp(
  `^${leads}*(?:make (?:that|it)|rather|better|change (?:it|that) to|on|at|not)\\b`,
);

/** "Actually make that tuesday", "stop it": said of the report or reminder that was just asked for. */
function onSchedule(reading: Reading, { tool, args }: Intent): Intent[] | null {
  const { cadence } = args as { cadence?: string };
  const stop: Intent = { tool, args: { op: 'stop', ...(cadence ? { cadence } : {}) } };
  if (ending.test(reading.line.text)) return [stop];
  const said = slotsOf(reading, 'cadence').at(-1)?.value ?? slotsOf(reading, 'date').at(-1)?.value;
  if (!said || reading.line.tokens.length > 8 || !changing.test(reading.line.text)) return null;
  if (!cadence) return [{ tool, args: { ...args, when: said } }];
  const time = /\d/.test(said) ? '' : (/ \d.*$/.exec(cadence)?.[0] ?? '');
  return [stop, { tool, args: { ...args, cadence: `${said}${time}` } }];
}

const reversing =
  /\b(?:other way (?:a?round)|vice versa|the opposite|reverse(?:d)? (?:it|that)|andersrum|umgekehrt|à l'envers|al revés|ao contrário)\b/;

function reversed({ tool, args: { from, on, ...more } }: Intent): Intent[] {
  return [
    { tool: 'unlink_tickets', args: { from, on } },
    { tool, args: { ...more, from: on, on: from } },
  ];
}

function isCorrection(reading: Reading): boolean {
  const { text, tokens } = reading.line;
  const slots = reading.slots.filter((slot) => named.includes(slot.kind));
  if (slots.length === 0 || tokens.length > 14) return false;
  if (meant.test(text) || notThat.test(text)) return true;
  const inSlot = (at: number) => slots.some((slot) => slot.from <= at && at < slot.to);
  return (
    bareLead.test(text.replace(' ,', ',')) &&
    tokens.every((token, at) => inSlot(at) || filler.test(token.word))
  );
}

function isOther(again: Intent, before: Intent): boolean {
  return JSON.stringify(again.args) !== JSON.stringify(before.args);
}

/** Of two that could have been meant the one that was not; else the person says which. */
function onOther(situation: Situation, before: Intent): Intent[] {
  const { query } = (before.args.select ?? {}) as Select;
  const done = numbersOf(before) ?? situation.focus;
  const could = query ? ticketsMatching(query, situation) : situation.tickets.map((ticket) => ticket.n);
  const left = could.filter((n) => !done.includes(n));
  const { select: _select, ...args } = before.args;
  if (left.length !== 1)
    return [{ tool: 'clarify', args: { slot: 'tickets', about: { tool: before.tool, args } } }];
  return takenBack({ tool: before.tool, args: { ...args, select: { ids: left } } }, before, situation);
}

/** The change of the message before stands only where the talk moved on to its tickets; then it is undone first. */
function takenBack(again: Intent, before: Intent, { focus }: Situation): Intent[] {
  const done = numbersOf(before);
  const stood = local.test(before.tool) && done !== null && done.join() === focus.join();
  const elsewhere = JSON.stringify(again.args.select) !== JSON.stringify(before.args.select);
  return stood && elsewhere ? [{ tool: 'undo', args: {} }, again] : [again];
}

function numbersOf({ args }: Intent): number[] | null {
  return (args.select as Select | undefined)?.ids ?? null;
}
