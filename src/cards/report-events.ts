/** What happened in a time, in people's words. */
import type { EventType } from '../domain/event.ts';
import type { StatusReport } from '../domain/status-report.ts';
import type { CardBlock } from './card.ts';
import { enumerate } from './phrases.ts';

/** In the order of the work; what only Docket itself needs to know is left out. */
const words: Partial<Record<EventType, string>> = {
  DocumentIngested: 'documents read',
  DocumentEdited: 'documents edited',
  TicketsGenerated: 'generations of tickets',
  TicketCreated: 'tickets made',
  TicketDetailsUpdated: 'tickets edited',
  TicketLinked: 'links made',
  TicketUnlinked: 'links removed',
  TicketArchived: 'tickets discarded',
  TicketCommented: 'comments',
  TicketReviewed: 'tickets approved',
  PushStarted: 'pushes begun',
  TicketPushed: 'tickets pushed',
  TicketPushFailed: 'tickets that could not be pushed',
  TicketSynced: 'tickets read from the tracker',
  IssueWriteApproved: 'changes sent to issues',
  TicketStarted: 'tickets started',
  TicketStatusChanged: 'changes of status',
  TicketCompleted: 'tickets finished',
  TicketFailed: 'tickets failed',
  TicketCancelled: 'tickets cancelled',
};

/** Nothing for a report that is about another thing. */
export function drawHappened({ kind, happened }: StatusReport): CardBlock[] {
  if (kind !== 'activity') return [];
  const rows = Object.entries(words).flatMap(([type, said]) => {
    const found = happened.find((one) => one.type === type);
    return found ? [[said, String(found.count), enumerate(found.by)]] : [];
  });
  return rows.length > 0 ? [{ kind: 'table', columns: ['What', 'How many', 'Who'], rows }] : [];
}
