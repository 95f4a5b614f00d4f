/** Tells whoever reported a bug what becomes of it, in the thread where they did: by signs on the way, in words at its end. */
import { drawReporterCard } from '../cards/bug-report-card.ts';
import type { BugReport } from '../domain/bug-report.ts';
import type { Thread } from '../domain/conversation.ts';
import type { DomainEvent, EventType } from '../domain/event.ts';
import type { Id } from '../domain/ids.ts';
import { isWithin, type Reach } from '../domain/reach.ts';
import type { ExternalRef, Ticket } from '../domain/ticket.ts';
import type { TicketState } from '../ports/surface.ts';
import type { TurnDeps } from './turn.ts';

type Deps = Pick<TurnDeps, 'store' | 'surfaces' | 'outbox' | 'log' | 'clock'>;
type Found = { ticket: Ticket; refs: ExternalRef[] };

const matters: ReadonlySet<EventType> = new Set([
  'TicketCreated',
  'TicketCommented',
  'TicketPushed',
  'TicketStarted',
  'TicketStatusChanged',
  'TicketCompleted',
  'TicketCancelled',
  'TicketSynced',
]);

/** What cannot be told now is logged, and told with the next change of the ticket. */
export async function tellReporters(deps: Deps, events: readonly DomainEvent[], reach: Reach): Promise<void> {
  const told = events.filter(({ type, ticketId }) => ticketId !== null && matters.has(type));
  for (const [workspaceId, own] of Map.groupBy(told, (event) => event.workspaceId)) {
    const ids = new Set(own.map(({ ticketId }) => ticketId!));
    const reports = await deps.store.bugReports.ofTickets(workspaceId, [...ids]);
    for (const [ticketId, ofOne] of Map.groupBy(reports, (report) => report.ticketId!)) {
      await tellOf(deps, { ticketId, workspaceId, reports: ofOne }, reach).catch((error) =>
        deps.log.error('a reporter could not be told', { ticket: ticketId, error }),
      );
    }
  }
}

type Reported = { ticketId: Id; workspaceId: Id; reports: readonly BugReport[] };

async function tellOf(deps: Deps, { ticketId, workspaceId, reports }: Reported, reach: Reach): Promise<void> {
  const { store } = deps;
  const [ticket] = await store.tickets.list(workspaceId, { ids: [ticketId] });
  if (!ticket) return;
  const refs = await store.externalRefs.ofTickets(workspaceId, [ticketId]);
  for (const report of reports) {
    const thread = report.threadId === null ? null : await store.threads.get(workspaceId, report.threadId);
    if (thread && isWithin(reach, thread)) await tellOne(deps, { report, thread }, { ticket, refs });
  }
}

async function tellOne(
  { store, surfaces, outbox, clock }: Deps,
  { report, thread }: { report: BugReport; thread: Thread },
  found: Found,
): Promise<void> {
  const { id, workspaceId } = report;
  const state = stateOf(found.ticket);
  await surfaces.get(thread.surface)?.markThread?.(thread.external, state);
  const isOver = state === 'fixed' || state === 'declined';
  if (!isOver) {
    // It was opened again, so its next end is news.
    if (report.toldAt !== null) await store.bugReports.tell(workspaceId, id, null);
    return;
  }
  if (report.toldAt !== null) return;
  const card = drawReporterCard(report, found);
  // Its place in the record makes it one message, also where this process dies before it is noted.
  await outbox.show(
    thread,
    { card },
    { turn: { id: `reporter ${id} ${found.ticket.version}`, again: true } },
  );
  await store.bugReports.tell(workspaceId, id, clock.now().toISOString());
}

function stateOf({ work, review }: Ticket): TicketState {
  if (work.status === 'done') return 'fixed';
  if (work.status === 'cancelled' || work.status === 'failed') return 'declined';
  if (work.status === 'in_progress' || work.status === 'blocked') return 'in progress';
  return review.status === 'pushed' || review.status === 'synced' ? 'filed' : 'triage';
}
