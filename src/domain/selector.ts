/** The one way to say which tickets are meant, in chat, tools, REST and the command line. */
import * as z from 'zod';
import { type Priority, parsePriority } from './priority.ts';
import { ReviewStatus, type Ticket, TicketType, WorkStatus } from './ticket.ts';

/** P0 to P3, or any other name of a priority. */
export const PriorityWord = z.string().refine((word) => parsePriority(word) !== null, 'not a priority');

/** What a ticket may be without. */
export const MissingField = z.enum([
  'criteria',
  'estimate',
  'priority',
  'labels',
  'description',
  'assignee',
  'due',
]);
export type MissingField = z.infer<typeof MissingField>;

const filters = {
  /** A number as shown on the last list, a key, an id or its first 8+ characters, a tracker's key, or a URL. */
  ids: z.array(z.string().min(1)).optional(),
  priority: z.array(PriorityWord).optional(),
  review: z.array(ReviewStatus).optional(),
  not_review: z.array(ReviewStatus).optional(),
  status: z.array(WorkStatus).optional(),
  type: z.array(TicketType).optional(),
  label: z.array(z.string()).optional(),
  block_type: z.array(z.string()).optional(),
  /** Members by name, `me` for the person who asks, null for nobody. */
  assignee: z.array(z.string().nullable()).optional(),
  /** Without any of these; several must all be missing. */
  missing: z.array(MissingField).optional(),
  /** When unfinished tickets are due, in words: "this week", "by friday", "overdue". */
  due: z.string().optional(),
  /** Words that must all occur in title, description or labels. */
  query: z.string().optional(),
  all: z.boolean().optional(),
  /** The tickets the last answer in this thread was about. */
  last: z.boolean().optional(),
};

/** Filters of one selector narrow each other; `or` adds, `except` takes away from the whole. An empty one means `last`. */
export const TicketSelector = z.object({
  ...filters,
  or: z.object(filters).optional(),
  except: z.object(filters).optional(),
});
export type TicketSelector = z.infer<typeof TicketSelector>;
export type TicketFilter = Omit<TicketSelector, 'or' | 'except'>;

/** True when the ticket passes every filter that needs no context (`ids`, `all`, `last`, `block_type`, `assignee` and `due` are resolved elsewhere). */
export function passesFilter(ticket: Ticket, filter: TicketFilter): boolean {
  const priorities = filter.priority?.map(parsePriority);
  const text = [ticket.title, ticket.description, ...ticket.labels].join('\n').toLowerCase();
  const review = ticket.review.status;
  return (
    (!priorities || priorities.includes(ticket.priority as Priority)) &&
    (!filter.review || (review !== null && filter.review.includes(review))) &&
    (!filter.not_review || review === null || !filter.not_review.includes(review)) &&
    (!filter.status || filter.status.includes(ticket.work.status)) &&
    (!filter.type || filter.type.includes(ticket.type)) &&
    (!filter.label || filter.label.some((label) => hasLabel(ticket, label))) &&
    (!filter.missing || filter.missing.every((field) => isMissing(ticket, field))) &&
    (!filter.query || words(filter.query).every((word) => text.includes(word)))
  );
}

const absent: Record<MissingField, (ticket: Ticket) => boolean> = {
  criteria: ({ criteria }) => criteria.length === 0,
  estimate: ({ effort, planning }) => effort === null && planning.effortRange === null,
  priority: ({ priority }) => priority === 0,
  labels: ({ labels }) => labels.length === 0,
  description: ({ description }) => description.trim() === '',
  assignee: ({ work }) => work.assigneeId === null,
  due: ({ planning }) => !planning.slaDueAt,
};

function isMissing(ticket: Ticket, field: MissingField): boolean {
  return absent[field](ticket);
}

function hasLabel(ticket: Ticket, label: string): boolean {
  return ticket.labels.some((own) => own.toLowerCase() === label.toLowerCase());
}

function words(query: string): string[] {
  return query.toLowerCase().split(/\s+/).filter(Boolean);
}
