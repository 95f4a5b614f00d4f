/** Finds what makes a planned deed doubtful: a ticket that is not there, a name that fits several, a person nobody knows. */
import { type Intent, type Select, writes } from './intent.ts';
import type { Situation } from './situation.ts';
import { ticketsMatching } from './slots/queries.ts';
import { type Reading, slotsOf } from './slots/read-slots.ts';

/** The argument that has to be asked for, or null when the deed is clear. */
export function doubtAbout(intent: Intent, reading: Reading, situation: Situation): string | null {
  const select = intent.args.select as Select | undefined;
  if (select && hasUnknownNumber(select, situation)) return 'tickets';
  if (select?.query && writes.has(intent.tool) && fitsSeveral(select.query, reading, situation))
    return 'tickets';
  if (intent.tool === 'edit_ticket' && namesStranger(intent, reading)) return 'assignee';
  return null;
}

/** As `doubtAbout`, for one ticket asked for where several were last shown. Holds for a deed that follows no other. */
export function vagueness(intent: Intent, reading: Reading, situation: Situation): string | null {
  const select = intent.args.select as Select | undefined;
  if (intent.tool === 'merge_tickets' && select?.last && situation.focus.length > few) return 'tickets';
  return select && meansOne(intent, reading) && meansSeveral(select, situation) ? 'tickets' : null;
}

/** More than anybody means by "merge them". */
const few = 5;

const aboutOne = /^(?:edit_ticket|split_ticket|show_ticket|trace|delete_tickets|reject_tickets)$/;
const singular = /^(?:it|this|that|(?:this|that) (?:one|ticket|story|bug|guy))$/;

/** "Rename it" means one ticket, and no two tickets get the same title. */
function meansOne({ tool, args }: Intent, reading: Reading): boolean {
  if ((args.set as Record<string, unknown> | undefined)?.title !== undefined) return true;
  if (reading.slots.some(({ kind }) => /^(?:ids|ordinal|query)$/.test(kind))) return false;
  const pronouns = slotsOf(reading, 'pronoun').map((slot) => wordsOf(reading, slot.from, slot.to));
  return aboutOne.test(tool) && pronouns.length > 0 && pronouns.every((words) => singular.test(words));
}

function meansSeveral({ last, ids, ...others }: Select, { focus }: Situation): boolean {
  if (Object.keys(others).length > 0) return false;
  return last ? focus.length > 1 : (ids?.length ?? 0) > 1;
}

function hasUnknownNumber({ ids, except }: Select, { tickets, others }: Situation): boolean {
  if (tickets.length === 0) return false;
  const known = new Set([...tickets, ...others].map((ticket) => ticket.n));
  return [...(ids ?? []), ...(except?.ids ?? [])].some((id) => !known.has(id));
}

/** "The payment ticket" when there are two. */
function fitsSeveral(query: string, reading: Reading, situation: Situation): boolean {
  const slot = slotsOf(reading, 'query').find((one) => one.value === query);
  if (!slot || slot.plural || situation.tickets.length === 0) return false;
  const found = ticketsMatching(query, situation).length;
  const said = wordsOf(reading, slot.from, slot.to);
  const before = wordsOf(reading, Math.max(0, slot.from - 3), slot.from);
  const isOne =
    /\b(?:ticket|one|story|bug|task|issue)$/.test(said) ||
    /\b(?:ticket|one|story|bug) (?:of|about|for|on|regarding)(?: the)?$/.test(before);
  return found > 1 ? isOne : found === 0;
}

function wordsOf({ line }: Reading, from: number, to: number): string {
  return line.tokens
    .slice(from, to)
    .map((token) => token.word)
    .join(' ');
}

/** "Assign 3 to bob": nobody here is called that. */
function namesStranger(intent: Intent, reading: Reading): boolean {
  const set = intent.args.set as Record<string, unknown> | undefined;
  if (set && set.assignee !== undefined) return false;
  return set === undefined && slotsOf(reading, 'person').length === 0 && /\bassign\b/.test(reading.line.text);
}
