/** Sorts tickets into the groups of a report, each with the reason it is there. */
import type { Period } from '../domain/period.ts';
import type { ReportGroup, ReportGroupName, ReportReason, ReportRow } from '../domain/status-report.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { TicketView } from '../domain/ticket-view.ts';

/** What stands around the tickets: those they wait for, by key, the people, and the time the report is about. */
export type Ground = {
  needs: ReadonlyMap<string, Ticket>;
  nameOf(assigneeId: string): string;
  period: Period | null;
  /** ISO time. */
  now: string;
};

type Sorter = (view: TicketView, ground: Ground) => { reason: ReportReason | null } | null;

const member = { reason: null };

const sorters: Record<ReportGroupName, Sorter> = {
  done: ({ ticket: { work } }, { period }) => {
    const at = work.status === 'done' ? work.completedAt : null;
    const isInside = at !== null && (!period || (period.from <= at && at < period.to));
    return isInside ? { reason: { kind: 'since', at } } : null;
  },
  in_progress: ({ ticket: { work } }) =>
    work.status === 'in_progress'
      ? { reason: work.startedAt ? { kind: 'since', at: work.startedAt } : null }
      : null,
  blocked: ({ ticket: { work } }) =>
    work.status === 'blocked'
      ? { reason: work.blocker ? { kind: 'blocker', text: work.blocker.text, since: work.blocker.at } : null }
      : null,
  waiting(view, ground) {
    if (isFinished(view.ticket) || view.ticket.work.status === 'blocked') return null;
    const tickets = openNeeds(view, ground).map(({ key, title, work: { status } }) => ({
      key,
      title,
      status,
    }));
    return tickets.length > 0 ? { reason: { kind: 'needs', tickets } } : null;
  },
  push_failed: ({ ticket: { review } }) =>
    review.status === 'push_failed'
      ? { reason: review.pushError ? { kind: 'error', text: review.pushError } : null }
      : null,
  to_review: ({ ticket: { review } }) => (review.status === 'generated' ? member : null),
  approved: ({ ticket: { review } }) => (review.status === 'reviewed' ? member : null),
  ready: (view, ground) =>
    view.ticket.work.status === 'open' &&
    view.ticket.review.status !== 'generated' &&
    openNeeds(view, ground).length === 0
      ? member
      : null,
  overdue: ({ ticket }, { now }) => {
    const at = ticket.planning.slaDueAt;
    return !at || isFinished(ticket) || at >= now ? null : { reason: { kind: 'since', at } };
  },
  longest_open: ({ ticket }) =>
    isFinished(ticket) ? null : { reason: { kind: 'since', at: ticket.createdAt } },
};

export function isFinished({ work }: Ticket): boolean {
  return work.status === 'done' || work.status === 'cancelled';
}

function openNeeds({ dependsOn }: TicketView, { needs }: Ground): Ticket[] {
  return dependsOn.flatMap((key) => needs.get(key) ?? []).filter((ticket) => !isFinished(ticket));
}

/** The named groups that hold tickets, each with the most pressing ticket first, or the oldest where age is asked about. */
export function groupTickets(
  views: readonly TicketView[],
  names: readonly ReportGroupName[],
  ground: Ground,
): ReportGroup[] {
  return names
    .map((name) => ({ name, rows: rowsOf(views, name, ground) }))
    .filter(({ rows }) => rows.length > 0);
}

function rowsOf(views: readonly TicketView[], name: ReportGroupName, ground: Ground): ReportRow[] {
  const rows = views.flatMap((view): ReportRow[] => {
    const found = sorters[name](view, ground);
    const { assigneeId } = view.ticket.work;
    return found
      ? [{ view, ...found, assignee: assigneeId === null ? null : ground.nameOf(assigneeId) }]
      : [];
  });
  return rows.sort(name === 'longest_open' ? byAge : byPriority);
}

/** Ids rise with time. */
function byAge({ view: one }: ReportRow, { view: other }: ReportRow): number {
  return one.ticket.id.localeCompare(other.ticket.id);
}

/** An unset priority comes last; the older of two equal ones first. */
function byPriority({ view: one }: ReportRow, { view: other }: ReportRow): number {
  return (
    (one.ticket.priority || 5) - (other.ticket.priority || 5) || one.ticket.id.localeCompare(other.ticket.id)
  );
}
