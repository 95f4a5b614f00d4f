/** Carries deeds on tickets over to their tools. */
import { TicketType } from '../../domain/ticket.ts';
import type { Select } from '../intent.ts';
import { describeUnable } from '../phrases.ts';
import type { Call } from '../plan.ts';
import { type KnownTicket, refOf, type Situation } from '../situation.ts';
import { ticketsMatching } from '../slots/queries.ts';
import { toTickets } from '../to-selector.ts';
import { type Args, type Carry, document, each, most, one, present, selecting } from './carry.ts';

const create: Carry = ({ title, type, priority, assignee, source }) => {
  if (source !== undefined || title === undefined) return describeUnable('create_from_talk');
  if (type !== undefined && !TicketType.safeParse(type).success) return describeUnable('select_type');
  const calls = one('create_ticket', { title, type, priority });
  return assignee === undefined
    ? calls
    : [...calls, { tool: 'assign_tickets', args: { select: { last: true }, assignee } }];
};

const editable = ['title', 'description', 'priority', 'type', 'effort', 'labels'];

/** What one ticket is to have afterwards; additions count from what it has now. */
function edited({ set, add, remove, change }: Args, situation: Situation, ref: string): Args | string {
  const fields = { ...(set as Args | undefined) };
  const foreign = Object.keys(fields).find((field) => !editable.includes(field));
  if (foreign) return describeUnable(`edit_${foreign}`);
  const ticket = [...situation.tickets, ...situation.others].find(
    ({ n, key }) => String(n) === ref || key === ref,
  );
  const { acceptance, ...added } = { ...(add as Args | undefined) };
  if (acceptance !== undefined) fields.add_criteria = acceptance;
  if (Object.keys(added).length > 0 || remove) {
    const labels = ticket && relabelled(ticket, added, remove as Args | undefined);
    if (!labels) return describeUnable('edit_lists');
    fields.labels = labels;
  }
  if (change) {
    const priority = ticket && stepped(ticket, String((change as Args).priority));
    if (!priority) return describeUnable('edit_steps');
    fields.priority = priority;
  }
  return present({ ...fields, effort: sizeOf(fields.effort) });
}

/** Null when something else than labels is to be added or taken away. */
function relabelled({ labels }: KnownTicket, add: Args = {}, remove: Args = {}): string[] | null {
  const more = add.labels as string[] | undefined;
  const fewer = remove.labels as string[] | undefined;
  if (!more && !fewer) return null;
  return [...new Set([...labels, ...(more ?? [])])].filter((label) => !fewer?.includes(label));
}

const priorities = ['P3', 'P2', 'P1', 'P0'];

function stepped({ priority }: KnownTicket, step: string): string | null {
  const at = priorities.indexOf(priority ?? '');
  return at < 0 ? null : priorities[Math.min(3, Math.max(0, at + (step === '+1' ? 1 : -1)))]!;
}

const sizes: Record<string, string> = { XS: 'trivial', S: 'small', M: 'medium', L: 'large', XL: 'xlarge' };

function sizeOf(effort: unknown): string | undefined {
  return effort === undefined ? undefined : (sizes[String(effort)] ?? String(effort));
}

/** Who has a ticket, how far it is and when it is due are deeds of their own beside the edit of what it says. */
const edit: Carry = (args, situation) => {
  const tickets = toTickets(args.select as Select | undefined, situation);
  if (typeof tickets === 'string') return tickets;
  const { assignee, status, due, ...set } = { ...(args.set as Args | undefined) };
  if (status === 'draft') return describeUnable('edit_draft');
  const select = { ids: tickets };
  const content = { ...args, set };
  const calls = hasContent(content) ? editAll(content, tickets, situation) : [];
  if (typeof calls === 'string') return calls;
  if (assignee !== undefined) calls.push({ tool: 'assign_tickets', args: { select, assignee } });
  if (status !== undefined) calls.push({ tool: 'move_tickets', args: { select, status } });
  if (due !== undefined) calls.push({ tool: 'set_due_date', args: { select, due } });
  return calls;
};

function hasContent({ set, add, remove, change }: Args): boolean {
  return [set, add, remove, change].some((fields) => Object.keys((fields ?? {}) as Args).length > 0);
}

/** One call where all of them are to say the same afterwards, so that one undo takes it back. */
function editAll(args: Args, tickets: readonly string[], situation: Situation): Call[] | string {
  const fields: Args[] = [];
  for (const ticket of tickets) {
    const changed = edited(args, situation, ticket);
    if (typeof changed === 'string') return changed;
    fields.push(changed);
  }
  const same = fields.every((some) => JSON.stringify(some) === JSON.stringify(fields[0]));
  return same && tickets.length > 1
    ? one('edit_ticket', { select: { ids: tickets }, ...fields[0] })
    : tickets.flatMap((ticket, at) => one('edit_ticket', { ticket, ...fields[at] }));
}

const trace: Carry = (args, situation) =>
  args.coverage
    ? one('show_coverage', { only: args.only, about: args.about })
    : each('trace_ticket')(args, situation);

/** Words that no ticket of the last list has are looked for in all of them; many tickets are a list. */
const show: Carry = (args, situation) => {
  if (args.field === 'assignee')
    return selecting('report_status', () => ({ kind: 'progress', fields: ['assignee'] }))(args, situation);
  const { query, ...others } = (args.select ?? {}) as Select;
  const unknown =
    query !== undefined && Object.keys(others).length === 0 && ticketsMatching(query, situation).length === 0;
  if (unknown) return one('list_tickets', { select: { query } });
  const tickets = toTickets(args.select as Select | undefined, situation);
  return Array.isArray(tickets) && tickets.length > most
    ? selecting('list_tickets')(args, situation)
    : each('show_ticket')(args, situation);
};

function ends({ from, on }: Args, situation: Situation): Args {
  const refs = (numbers: unknown) => (numbers as number[]).map((n) => refOf(n, situation));
  return { from: refs(from), on: refs(on) };
}

/** A rehearsal looks at all of them where none was named: what is not approved would stay. */
const push: Carry = ({ select, tracker, dry_run }, situation) => {
  if (!dry_run) return selecting('push_tickets', () => ({ tracker }))({ select }, situation);
  const { status, ...others } = (select ?? {}) as Select;
  const isNamed = Object.keys(others).length > 0 || status?.join() !== 'approved';
  return selecting('preview_push', () => ({ tracker }))(isNamed ? { select } : {}, situation);
};

export const ticketCarriers: Record<string, Carry> = {
  list_tickets: selecting('list_tickets', ({ doc }, situation) => (doc ? document(doc, situation) : {})),
  count_tickets: selecting('count_tickets', ({ by }) => ({ by })),
  show_ticket: show,
  trace,
  create_ticket: create,
  edit_ticket: edit,
  split_ticket: each('split_ticket', ({ into, by }) => ({ into, by })),
  merge_tickets: selecting('merge_tickets', ({ title }) => ({ title })),
  delete_tickets: selecting('discard_tickets'),
  reject_tickets: selecting('discard_tickets'),
  approve_tickets: selecting('request_review'),
  request_review: selecting('request_review'),
  show_board: () => one('request_review'),
  push_tickets: push,
  sync_tracker: selecting('sync_tickets'),
  find_duplicates: selecting('find_duplicates', ({ tracker }) => ({ tracker })),
  comment_ticket: selecting('comment_ticket', ({ text, mention }) => ({ text, mention })),
  link_tickets: (args, situation) => one('link_tickets', { ...ends(args, situation), kind: args.kind }),
  unlink_tickets: (args, situation) => one('unlink_tickets', ends(args, situation)),
  show_graph: selecting('show_graph', ({ view }) => ({ view })),
  estimate: selecting('estimate', ({ scale }) => ({ scale: scale === 'fibonacci' ? 'points' : scale })),
};
