/** Tickets, boards and pushes as cards and surfaces get them, small and with every field settable. */
import type { Destination } from '../../src/domain/approval.ts';
import type { Document } from '../../src/domain/document.ts';
import { undecided } from '../../src/domain/duplicate.ts';
import type { BoardRow, BoardView, PushView } from '../../src/domain/publication-view.ts';
import type { Intent, IntentState } from '../../src/domain/push.ts';
import { type ExternalRef, newWork, type Ticket } from '../../src/domain/ticket.ts';
import type { TicketView } from '../../src/domain/ticket-view.ts';

export const at = '2026-05-04T09:30:00.000Z';

/** The same UUID for the same number. */
export function idOf(number: number): string {
  return `018f0000-0000-7000-8000-${String(number).padStart(12, '0')}`;
}

const ana = { kind: 'user' as const, id: idOf(900), name: 'Ana' };

export const linear: Destination = {
  id: 'linear:ENG',
  tracker: 'linear',
  label: 'Linear › Engineering',
  sandbox: true,
};

export function makeDocument(over: Partial<Document> = {}): Document {
  return {
    id: idOf(1),
    workspaceId: idOf(0),
    title: 'Onboarding PRD',
    type: 'prd',
    status: 'draft',
    version: 0,
    source: { kind: 'file', name: 'onboarding-prd.md' },
    recommendationId: null,
    insightIds: [],
    skipped: [],
    createdBy: ana,
    createdAt: at,
    updatedAt: at,
    deletedAt: null,
    ...over,
  };
}

export function makeTicket(number: number, over: Partial<Ticket> = {}): Ticket {
  return {
    id: idOf(100 + number),
    workspaceId: idOf(0),
    key: `FEAT-2026-${String(number).padStart(3, '0')}`,
    type: 'story',
    title: `Ticket ${number}`,
    description: '',
    criteria: [],
    labels: [],
    priority: 2,
    effort: null,
    parentId: null,
    review: { status: 'generated', by: null, at: null, pushError: null, stale: false },
    work: newWork(),
    planning: { nodeType: 'work', effortRange: null, estimatedHours: null, suggestedAfter: [] },
    origin: {
      kind: 'generated',
      madeBy: 'rules',
      documentId: idOf(1),
      documentVersion: 0,
      primaryBlockId: null,
      sourceLines: [10 + number],
      sourceQuote: null,
      sourceKey: null,
    },
    version: 1,
    createdBy: ana,
    createdAt: at,
    updatedAt: at,
    archivedAt: null,
    deletedAt: null,
    ...over,
  };
}

export function viewOf(ticket: Ticket, over: Partial<TicketView> = {}): TicketView {
  return { ticket, refs: [], dependsOn: [], suggestedAfter: [], parentKey: null, assignee: null, ...over };
}

/** `ENG-<number>` in the sandbox. */
export function makeRef(ticket: Ticket, number: number, over: Partial<ExternalRef> = {}): ExternalRef {
  return {
    ticketId: ticket.id,
    workspaceId: ticket.workspaceId,
    tracker: 'linear',
    destination: linear.id,
    externalId: idOf(500 + number),
    externalKey: `ENG-${number}`,
    url: `http://127.0.0.1:4010/docket/issue/ENG-${number}`,
    rawStatus: null,
    sandbox: true,
    syncedAt: null,
    createdAt: at,
    ...over,
  };
}

export function rowOf(view: TicketView, over: Partial<BoardRow> = {}): BoardRow {
  return { view, approvedBy: null, problem: null, duplicates: null, ...over };
}

/** Counts follow from the rows: approved by someone, pushed, failed, or to review. */
export function makeBoard(
  rows: BoardRow[],
  over: Partial<BoardView['board']> = {},
  pageSize = 10,
): BoardView {
  const statusOf = ({ view, approvedBy, duplicates }: BoardRow) => {
    const status = view.ticket.review.status;
    if (status === 'pushed' || status === 'synced') return 'pushed';
    if (duplicates?.decision?.choice === 'skip') return 'skipped';
    if (undecided(duplicates).length > 0) return 'undecided';
    if (approvedBy === null) return 'toReview';
    return status === 'push_failed' ? 'failed' : 'approved';
  };
  const counts = { toReview: 0, approved: 0, pushed: 0, failed: 0, undecided: 0, skipped: 0 };
  for (const row of rows) counts[statusOf(row)] += 1;
  return {
    board: {
      id: idOf(2),
      workspaceId: idOf(0),
      threadId: null,
      documentId: idOf(1),
      title: 'Onboarding PRD',
      ticketIds: rows.map((row) => row.view.ticket.id),
      page: 1,
      destination: linear,
      pushRequested: true,
      pushId: null,
      rev: 1,
      shown: {},
      createdAt: at,
      ...over,
    },
    document: makeDocument(),
    rows,
    pageSize,
    pages: Math.max(1, Math.ceil(rows.length / pageSize)),
    counts,
    gaps: [],
    forecast: null,
    notice: null,
  };
}

/** One row per state; confirmed rows have an issue. */
export function makePush(states: IntentState[], over: Partial<PushView> = {}): PushView {
  const rows = states.map((state, index) => {
    const ticket = makeTicket(index + 1);
    const refs = state === 'confirmed' ? [makeRef(ticket, index + 1)] : [];
    return { intent: makeIntent(ticket, state), view: viewOf(ticket, { refs }), links: [], attention: false };
  });
  const of = (...wanted: IntentState[]) => states.filter((state) => wanted.includes(state)).length;
  return {
    push: {
      id: idOf(3),
      workspaceId: idOf(0),
      threadId: null,
      boardId: idOf(2),
      destination: linear,
      requestedBy: ana.id,
      requestedByName: ana.name,
      createdAt: at,
      finishedAt: null,
      cancelledAt: null,
    },
    rows,
    counts: {
      confirmed: of('confirmed'),
      failed: of('failed'),
      unknown: of('unknown'),
      waiting: of('planned', 'sending'),
      cancelled: of('cancelled'),
      linked: 0,
      unlinked: 0,
      linking: 0,
    },
    seconds: [],
    skipped: [],
    finished: of('planned', 'sending', 'unknown') === 0,
    ...over,
  };
}

function makeIntent(ticket: Ticket, state: IntentState): Intent {
  return {
    id: idOf(700),
    pushId: idOf(3),
    workspaceId: ticket.workspaceId,
    ticketId: ticket.id,
    destination: linear.id,
    marker: 'm',
    uuid: idOf(701),
    contentHash: 'h',
    payload: {
      title: ticket.title,
      body: '',
      type: ticket.type,
      priority: ticket.priority,
      labels: [],
      estimate: null,
      parentExternalId: null,
    },
    op: 'create',
    link: null,
    existing: null,
    waitsFor: null,
    order: 0,
    state,
    epoch: 0,
    owner: null,
    attempts: 0,
    sentAt: null,
    notBefore: null,
    reason: state === 'failed' ? 'Linear refused it: the label “api” is archived.' : null,
    adopted: false,
    updatedAt: at,
  };
}
