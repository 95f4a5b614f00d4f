/** Several changes to the same tickets in one message are one edit. */
import type { Intent, Select } from './intent.ts';
import type { Situation } from './situation.ts';
import { ticketsMatching } from './slots/queries.ts';

/** "Set 4 to P0, assign it to tom" becomes one deed with two fields. */
export function joinEdits(intents: readonly Intent[], situation: Situation): Intent[] {
  const joined: Intent[] = [];
  for (const intent of intents) {
    const before = joined.at(-1);
    const one = before && joinTwo(before, intent, situation);
    if (one) joined[joined.length - 1] = one;
    else joined.push({ ...intent });
  }
  return joined;
}

/** What two orders in a row are together; null when they are two deeds. */
function joinTwo(left: Intent, right: Intent, situation: Situation): Intent | null {
  const select = right.args.select as Select | undefined;
  if (isOfThread(left, right)) return withArgs(right, { doc: 'thread' });
  if (isPictured(left, right)) return withArgs(right, { select: left.args.select });
  if (exceptsMore(left, right))
    return withArgs(left, { select: { ...(left.args.select as Select), except: select!.except } });
  if (isRestart(left, right))
    return { tool: 'regenerate_tickets', args: { doc: right.args.doc ?? 'active', mode: 'full' } };
  if (completesNew(left, right)) return withArgs(left, right.args.set as object);
  if (asksWhoHas(left, right)) return withArgs(left, { fields: ['assignee'] });
  if (isEcho(left, right) || asksAgain(left, right, situation)) return left;
  const edits = left.tool === 'edit_ticket' && right.tool === 'edit_ticket' && sameTickets(left, right);
  return edits ? { tool: 'edit_ticket', args: join(left.args, right.args) } : null;
}

function withArgs({ tool, args }: Intent, more: object): Intent {
  return { tool, args: { ...args, ...more } };
}

/** "Go through this thread and make tickets": the thread is what they come from. */
function isOfThread(left: Intent, right: Intent): boolean {
  return (
    left.tool === 'ingest_document' &&
    left.args.doc === 'thread' &&
    right.tool === 'generate_tickets' &&
    right.args.doc === 'active'
  );
}

/** "What is 10 waiting for, show me the chain": one picture. */
function isPictured(left: Intent, right: Intent): boolean {
  const { ids } = (left.args.select ?? {}) as Select;
  return (
    left.tool === 'report_status' &&
    left.args.kind === 'blocked' &&
    ids !== undefined &&
    right.tool === 'show_graph' &&
    right.args.select === undefined
  );
}

/** "1-5 look fine, go ahead and approve except 3": the exception is one to what came before. */
function exceptsMore(left: Intent, right: Intent): boolean {
  const { all, last, except, ...others } = (right.args.select ?? {}) as Select;
  const { ids } = (left.args.select ?? {}) as Select;
  return (
    left.tool === right.tool &&
    Object.keys(others).length === 0 &&
    (all ?? last) === true &&
    except?.ids !== undefined &&
    ids !== undefined &&
    except.ids.every((id) => ids.includes(id))
  );
}

/** "A new bug: …, and give it to Tom": who has it and how urgent it is are said of the new one. */
function completesNew(left: Intent, right: Intent): boolean {
  const { select, set, ...others } = right.args as { select?: Select; set?: Record<string, unknown> };
  const fields = Object.keys(set ?? {});
  return (
    left.tool === 'create_ticket' &&
    left.args.title !== undefined &&
    right.tool === 'edit_ticket' &&
    select?.last === true &&
    Object.keys(others).length === 0 &&
    fields.every((field) => /^(?:priority|assignee|type)$/.test(field))
  );
}

/** "1 is too big, break it up", "10 waits no more for 3, remove that" asks once; "open 3 and show me all of it" too. */
function isEcho(left: Intent, right: Intent): boolean {
  const select = right.args.select as Select | undefined;
  if (right.tool === 'delete_tickets' && select?.last && /^(?:unlink_tickets|edit_block)$/.test(left.tool))
    return true;
  if (left.tool === 'show_ticket' && right.tool === 'list_tickets') return select?.all === true;
  return (
    left.tool === right.tool &&
    left.tool !== 'edit_ticket' &&
    (select?.last === true || JSON.stringify(left.args) === JSON.stringify(right.args))
  );
}

/** "What is overdue, and who has it?": one report. */
function asksWhoHas(left: Intent, right: Intent): boolean {
  const { fields, field, select } = right.args as { fields?: string[]; field?: string; select?: Select };
  const asks =
    (right.tool === 'report_status' && fields?.join() === 'assignee') ||
    (right.tool === 'show_ticket' && field === 'assignee');
  const isSame = !select || select.last || JSON.stringify(select) === JSON.stringify(left.args.select);
  return left.tool === 'report_status' && asks && isSame;
}

/** "Why does 6 exist? Who asked for autocomplete?": the same tickets by other words. */
function asksAgain(left: Intent, right: Intent, situation: Situation): boolean {
  if (left.tool !== right.tool || !/^(?:trace|show_ticket|estimate|find_duplicates)$/.test(left.tool))
    return false;
  const [one, other] = [left, right].map(({ args }) => {
    const { ids, query } = (args.select ?? {}) as Select;
    return (ids ?? (query ? ticketsMatching(query, situation) : [])).toSorted((a, b) => a - b).join();
  });
  return one !== '' && one === other;
}

/** "Drop them all and generate again" is one deed: to start over. */
function isRestart(left: Intent, right: Intent): boolean {
  const dropped = left.args.select as Select | undefined;
  const wide = dropped !== undefined && (dropped.all === true || dropped.last === true) && !dropped.except;
  return left.tool === 'delete_tickets' && wide && /^(?:re)?generate_tickets$/.test(right.tool);
}

function sameTickets(left: Intent, right: Intent): boolean {
  return JSON.stringify(left.args.select) === JSON.stringify(right.args.select);
}

function join(left: Record<string, unknown>, right: Record<string, unknown>): Record<string, unknown> {
  const merged: Record<string, unknown> = { ...left };
  for (const [part, fields] of Object.entries(right)) {
    merged[part] = part === 'select' ? fields : { ...((left[part] as object) ?? {}), ...(fields as object) };
  }
  return merged;
}
