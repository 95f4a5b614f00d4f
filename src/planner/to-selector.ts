/** Turns tickets as spoken of into the selector that tools take. */
import { type ReviewStatus, TicketType, WorkStatus } from '../domain/ticket.ts';
import type { Select } from './intent.ts';
import { describeUnable } from './phrases.ts';
import { refOf, type Situation } from './situation.ts';
import { ticketsMatching } from './slots/queries.ts';

const reviews: Record<string, ReviewStatus[]> = {
  draft: ['generated'],
  approved: ['reviewed'],
  pushed: ['pushed', 'synced'],
  failed: ['push_failed'],
};

type Filter = Record<string, unknown>;

/** The selector, or the sentence that says which part of the request cannot be selected by. */
export function toSelector(select: Select, situation: Situation): Filter | string {
  const filter = toFilter(select, situation);
  if (typeof filter === 'string') return filter;
  for (const side of ['except', 'or'] as const) {
    const nested = select[side];
    if (!nested) continue;
    const inner = toFilter(nested, situation);
    if (typeof inner === 'string') return inner;
    filter[side] = inner;
  }
  return filter;
}

function toFilter(select: Select, situation: Situation): Filter | string {
  const unable = unableTo(select);
  if (unable) return describeUnable(unable);
  if (select.focus_rest) return { last: true };
  const ids = namedIn(select, situation);
  const filter: Filter = {
    ids,
    priority: select.priority,
    review: select.status?.flatMap((state) => reviews[state] ?? []),
    not_review: select.not_status?.flatMap((state) => reviews[state] ?? []),
    status: select.status?.filter((state) => !reviews[state]),
    type: select.type,
    label: select.label,
    assignee: select.assignee?.map((name) => name?.replace(/^\?/, '') ?? null),
    missing: select.missing?.map((field) => (field === 'acceptance' ? 'criteria' : field)),
    due: select.due,
    block_type: select.block,
    ...(select.query ? byWords(select.query, situation) : {}),
    all: select.all,
    last: select.last,
  };
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => !isEmpty(value)));
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === false || (Array.isArray(value) && value.length === 0);
}

/** The part of a selection that no tool can filter by yet; left out it would widen the deed. */
function unableTo({ epic, type, status = [], not_status = [] }: Select): string | null {
  if (epic) return 'select_epic';
  if (type?.some((name) => !TicketType.safeParse(name).success)) return 'select_type';
  if ([...status, ...not_status].includes('rejected')) return 'select_rejected';
  if (not_status.some((state) => !reviews[state])) return 'select_not';
  return status.every((state) => reviews[state] || WorkStatus.safeParse(state).success)
    ? null
    : 'select_rejected';
}

/** A ticket of the last list that the words fit is named by its number: "the login bug" may be called differently. */
function byWords(query: string, situation: Situation): Filter {
  const found = ticketsMatching(query, situation);
  return found.length > 0 ? { ids: found.map((n) => refOf(n, situation)) } : { query };
}

/** Each ticket a person means, for tools that take one; a sentence when they cannot be told one by one. */
export function toTickets(select: Select | undefined, situation: Situation): string[] | string {
  if (!select) return describeUnable('no_ticket');
  const named = namedIn(select, situation);
  if (named.length > 0) return named;
  if (select.last || select.all || select.focus_rest) {
    const shown =
      select.last && situation.focus.length > 0
        ? situation.focus
        : situation.tickets.map((ticket) => ticket.n);
    return shown.length > 0 ? shown.map(String) : describeUnable('no_list');
  }
  if (select.missing || select.due) return describeUnable('each_missing');
  const found = select.query ? ticketsMatching(select.query, situation) : null;
  const owners = select.assignee?.map(
    (name) => (name === 'me' ? situation.user : name)?.toLowerCase() ?? null,
  );
  const fits = [...situation.tickets, ...situation.others].filter(
    (ticket) =>
      (!select.priority || select.priority.includes(ticket.priority ?? '')) &&
      (!select.status || select.status.includes(ticket.status)) &&
      (!select.type || select.type.includes(ticket.type)) &&
      (!select.label || select.label.some((label) => ticket.labels.includes(label))) &&
      (!owners || owners.includes(ticket.assignee?.toLowerCase() ?? null)) &&
      (found ? found.includes(ticket.n) : situation.tickets.includes(ticket)),
  );
  return fits.length > 0 ? fits.map((ticket) => refOf(ticket.n, situation)) : describeUnable('no_match');
}

function namedIn({ ids = [], keys = [] }: Select, situation: Situation): string[] {
  return [...ids.map((n) => refOf(n, situation)), ...keys];
}
