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

function hasUnknownNumber({ ids, except }: Select, { tickets }: Situation): boolean {
  if (tickets.length === 0) return false;
  const known = new Set(tickets.map((ticket) => ticket.n));
  return [...(ids ?? []), ...(except?.ids ?? [])].some((id) => !known.has(id));
}

/** "The payment ticket" when there are two. */
function fitsSeveral(query: string, reading: Reading, situation: Situation): boolean {
  const slot = slotsOf(reading, 'query').find((one) => one.value === query);
  if (!slot || slot.plural || situation.tickets.length === 0) return false;
  const found = ticketsMatching(query, situation).length;
  const said = reading.line.tokens
    .slice(slot.from, slot.to)
    .map((token) => token.word)
    .join(' ');
  return found > 1 ? /\b(?:ticket|one|story|bug|task|issue)$/.test(said) : found === 0;
}

/** "Assign 3 to bob": nobody here is called that. */
function namesStranger(intent: Intent, reading: Reading): boolean {
  const set = intent.args.set as Record<string, unknown> | undefined;
  if (set && set.assignee !== undefined) return false;
  return set === undefined && slotsOf(reading, 'person').length === 0 && /\bassign\b/.test(reading.line.text);
}
