/** Where the work stands: read from tickets, their dependencies and what happened, with nothing guessed. */
import { agentTitle } from '../domain/agent-role.ts';
import { DocketError } from '../domain/errors.ts';
import type { DomainEvent } from '../domain/event.ts';
import type { Id } from '../domain/ids.ts';
import { type Period, readPeriod, sinceLastWorkday } from '../domain/period.ts';
import type { Caller } from '../domain/principal.ts';
import type { TicketSelector } from '../domain/selector.ts';
import { type ReportGroupName, ReportKind, type StatusReport } from '../domain/status-report.ts';
import { type Ticket, WorkStatus } from '../domain/ticket.ts';
import type { TicketView } from '../domain/ticket-view.ts';
import type { Clock } from '../ports/clock.ts';
import type { Store } from '../ports/store.ts';
import type { Tickets } from '../tickets/tickets.ts';
import { type Ground, groupTickets, isFinished } from './group-tickets.ts';

export type ReportWish = {
  kind: ReportKind;
  /** Absent means all that the thread is about. */
  select?: TicketSelector | undefined;
  /** In people's words: "this week". */
  period?: string | undefined;
  fields?: readonly string[] | undefined;
};

export type ReportDeps = { store: Store; tickets: Pick<Tickets, 'select'>; clock: Clock };

const groupsOf: Record<ReportKind, readonly ReportGroupName[]> = {
  summary: ['in_progress', 'blocked', 'push_failed'],
  standup: ['done', 'in_progress', 'blocked', 'push_failed'],
  progress: ['in_progress', 'blocked', 'push_failed', 'ready', 'waiting', 'to_review', 'done'],
  blocked: ['blocked', 'waiting'],
  overdue: ['overdue', 'longest_open'],
  done: ['done'],
  readiness: ['push_failed', 'to_review', 'approved'],
  next: ['push_failed', 'blocked', 'to_review', 'ready'],
  activity: [],
};

/** Throws INVALID_INPUT for a period that names no time, and what `select` throws for names that are no tickets. */
export async function readReport(deps: ReportDeps, caller: Caller, wish: ReportWish): Promise<StatusReport> {
  const { store, tickets, clock } = deps;
  const { workspaceId } = caller;
  const now = clock.now();
  const zone = (await store.workspaces.get(workspaceId))?.timeZone ?? 'UTC';
  const period = periodOf(wish, now, zone);
  const views = await tickets.select(caller, wish.select ?? { all: true });
  const ground = await readGround(deps, caller, views, { period, now: now.toISOString() });
  const events = period ? await store.events.between(workspaceId, period) : [];
  return {
    kind: wish.kind,
    zone,
    at: now.toISOString(),
    document: wish.select?.ids ? null : await focusedDocument(store, caller),
    isSelection: wish.select !== undefined,
    total: views.length,
    ...countTickets(views),
    groups: groupTickets(asked(wish, views), dateable(groupsIn(wish), views), ground),
    period,
    happened: tellEvents(wish.select ? ofTickets(events, views) : events),
    syncedAt: lastSync(views),
    sandbox: views.some(({ refs }) => refs.some((ref) => ref.sandbox)),
    fields: [...(wish.fields ?? [])],
  };
}

/** A summary of a time tells what was done in it too. */
function groupsIn({ kind, period }: ReportWish): readonly ReportGroupName[] {
  return kind === 'summary' && period !== undefined ? ['done', ...groupsOf.summary] : groupsOf[kind];
}

/** Who works on what is told of those that somebody has. */
function asked({ kind, fields }: ReportWish, views: readonly TicketView[]): readonly TicketView[] {
  const isOfPeople = kind === 'progress' && fields?.includes('assignee') && views.length > 1;
  return isOfPeople ? views.filter(({ ticket }) => ticket.work.assigneeId !== null) : views;
}

/** Where no ticket has a due date, those open the longest stand for what is late. */
function dateable(
  names: readonly ReportGroupName[],
  views: readonly TicketView[],
): readonly ReportGroupName[] {
  const isDated = views.some(({ ticket }) => ticket.planning.slaDueAt);
  return isDated ? names.filter((name) => name !== 'longest_open') : names;
}

function periodOf({ kind, period }: ReportWish, now: Date, zone: string): Period | null {
  if (period !== undefined) return readPeriod(period, now, zone) ?? refusePeriod(period);
  if (kind === 'standup') return sinceLastWorkday(now, zone);
  if (kind === 'activity') return readPeriod('today', now, zone);
  return kind === 'done' ? readPeriod('this week', now, zone) : null;
}

function refusePeriod(words: string): never {
  throw new DocketError('INVALID_INPUT', {
    message: `"${words}" is no time I know.`,
    remedy: `Say for example today, yesterday, this week, last month, last 7 days or since monday. Reports are: ${ReportKind.options.join(', ')}.`,
  });
}

async function readGround(
  { store, tickets }: ReportDeps,
  caller: Caller,
  views: readonly TicketView[],
  { period, now }: Pick<Ground, 'period' | 'now'>,
): Promise<Ground> {
  const needs = new Map(views.map(({ ticket }) => [ticket.key, ticket]));
  const outside = new Set(views.flatMap(({ dependsOn }) => dependsOn.filter((key) => !needs.has(key))));
  const others = outside.size > 0 ? await tickets.select(caller, { ids: [...outside] }) : [];
  for (const { ticket } of others) needs.set(ticket.key, ticket);
  const members = await store.members.list(caller.workspaceId);
  const names = new Map<string, string>(members.map(({ id, name }) => [id, name]));
  return { needs, period, now, nameOf: (id) => names.get(id) ?? agentTitle(id.replace(/^agent:/, '')) };
}

async function focusedDocument(
  store: Store,
  { workspaceId, threadId }: Caller,
): Promise<StatusReport['document']> {
  const thread = threadId ? await store.threads.get(workspaceId, threadId) : null;
  const id = thread?.focus.documentId;
  const document = id ? await store.documents.get(workspaceId, id) : null;
  return document && { id: document.id, title: document.title };
}

function countTickets(views: readonly TicketView[]): Pick<StatusReport, 'work' | 'review'> {
  const tickets = views.map(({ ticket }) => ticket);
  const of = (fits: (ticket: Ticket) => boolean) => tickets.filter(fits).length;
  const reviewed = (...names: string[]) => of(({ review }) => names.includes(review.status ?? ''));
  const statuses = WorkStatus.options.map((status) => [status, of(({ work }) => work.status === status)]);
  return {
    work: Object.fromEntries(statuses),
    review: {
      toReview: reviewed('generated'),
      stale: of((ticket) => ticket.review.stale && !isFinished(ticket)),
      approved: reviewed('reviewed'),
      pushFailed: reviewed('push_failed'),
      pushed: reviewed('pushed', 'synced'),
    },
  };
}

function ofTickets(events: readonly DomainEvent[], views: readonly TicketView[]): DomainEvent[] {
  const ids = new Set<Id | null>(views.map(({ ticket }) => ticket.id));
  return events.filter((event) => ids.has(event.ticketId));
}

function tellEvents(events: readonly DomainEvent[]): StatusReport['happened'] {
  return [...Map.groupBy(events, (event) => event.type)].map(([type, same]) => ({
    type,
    count: same.length,
    by: [...new Set(same.map(({ actor }) => actor.name))],
  }));
}

function lastSync(views: readonly TicketView[]): string | null {
  const times = views.flatMap(({ refs }) => refs.flatMap(({ syncedAt }) => syncedAt ?? []));
  return times.sort().at(-1) ?? null;
}
