/** Complete domain objects for the store contract; each call makes new ids, and what matters to a test is overridden. */
import type { Approval } from '../../src/domain/approval.ts';
import type { Comment } from '../../src/domain/comment.ts';
import { emptyFocus, type PendingAction, type ReviewBoard } from '../../src/domain/conversation.ts';
import type { Block, BlockTicketLink, Document, DocumentVersion } from '../../src/domain/document.ts';
import type { DomainEvent } from '../../src/domain/event.ts';
import { createIdSource, type Id } from '../../src/domain/ids.ts';
import type { TicketLink } from '../../src/domain/links.ts';
import type { Member } from '../../src/domain/principal.ts';
import type { Intent, Push } from '../../src/domain/push.ts';
import type { Schedule } from '../../src/domain/schedule.ts';
import { type ExternalRef, newWork, type Ticket } from '../../src/domain/ticket.ts';
import type { ModelUse } from '../../src/domain/usage.ts';
import type { Inbound } from '../../src/ports/surface.ts';

const ids = createIdSource(Date.now);
export const newId = (): Id => ids.next();

const at = '2026-11-21T09:00:00.000Z';
const maria = { kind: 'user' as const, id: 'maria', name: 'Maria' };
const destination = { id: 'linear:ENG', tracker: 'linear', label: 'Linear › Engineering', sandbox: true };
/** Text that an encoding, a quoting or a JSON column could spoil. */
export const awkward = 'naïve “quotes” \'single\' \\ back\u2028slash 🚀 {"a":1} %_ $1';

export function aMember(workspaceId: Id, over: Partial<Member> = {}): Member {
  return {
    id: newId(),
    workspaceId,
    name: 'Maria',
    roles: ['owner'],
    identities: [],
    createdAt: at,
    ...over,
  };
}

export function aDocument(workspaceId: Id, over: Partial<Document> = {}): Document {
  return {
    id: newId(),
    workspaceId,
    title: awkward,
    type: 'prd',
    status: 'draft',
    version: 0,
    source: { kind: 'file', name: 'onboarding.md' },
    recommendationId: null,
    insightIds: [],
    skipped: [],
    createdBy: maria,
    createdAt: at,
    updatedAt: at,
    deletedAt: null,
    ...over,
  };
}

export function aVersion(documentId: Id, over: Partial<DocumentVersion> = {}): DocumentVersion {
  return {
    documentId,
    version: 0,
    content: `# Title\n\n${awkward}\n`,
    contentHash: 'hash',
    via: 'ingest',
    note: null,
    received: null,
    cuts: { split: [], joined: [] },
    conflicts: [],
    createdBy: maria,
    createdAt: at,
    ...over,
  };
}

export function aBlock(document: Document, over: Partial<Block> = {}): Block {
  return {
    id: newId(),
    workspaceId: document.workspaceId,
    documentId: document.id,
    version: document.version,
    type: 'requirement',
    title: null,
    content: awkward,
    contentHash: 'hash',
    lines: [3, 4],
    headingPath: ['Title', 'with "quotes", commas'],
    order: 0,
    edited: false,
    ...over,
  };
}

export function aTicket(workspaceId: Id, over: Partial<Ticket> = {}): Ticket {
  const id = newId();
  return {
    id,
    workspaceId,
    key: `FEAT-2026-${Number.parseInt(id.slice(-8), 16)}`,
    type: 'feature',
    title: 'Sign in with SSO',
    description: awkward,
    criteria: [{ text: awkward, met: null, origin: 'document' }],
    labels: ['needs, comma', '"quoted"', ''.padEnd(3, '{}')],
    priority: 2,
    effort: null,
    parentId: null,
    review: { status: 'generated', by: null, at: null, pushError: null, stale: false },
    work: newWork(),
    planning: { nodeType: 'work', effortRange: [1, 3], estimatedHours: null, suggestedAfter: [] },
    execution: null,
    coordination: null,
    stage: null,
    origin: {
      kind: 'generated',
      madeBy: 'rules',
      documentId: null,
      documentVersion: 0,
      primaryBlockId: null,
      sourceLines: [3, 4],
      sourceQuote: awkward,
      sourceKey: 'FR-1',
    },
    version: 1,
    createdBy: maria,
    createdAt: at,
    updatedAt: at,
    archivedAt: null,
    deletedAt: null,
    ...over,
  };
}

export function aTrace(ticket: Ticket, block: Block, over: Partial<BlockTicketLink> = {}): BlockTicketLink {
  return {
    id: newId(),
    workspaceId: ticket.workspaceId,
    blockId: block.id,
    ticketId: ticket.id,
    documentId: block.documentId,
    documentVersion: block.version,
    contentHash: block.contentHash,
    lines: [3],
    createdAt: at,
    ...over,
  };
}

export function aLink(source: Ticket, target: Ticket, over: Partial<TicketLink> = {}): TicketLink {
  return {
    id: newId(),
    workspaceId: source.workspaceId,
    type: 'blocks',
    sourceId: source.id,
    targetId: target.id,
    declaredOn: 'source',
    createdBy: 'maria',
    createdAt: at,
    ...over,
  };
}

export function aRef(ticket: Ticket, over: Partial<ExternalRef> = {}): ExternalRef {
  return {
    ticketId: ticket.id,
    workspaceId: ticket.workspaceId,
    tracker: 'linear',
    destination: destination.id,
    externalId: newId(),
    externalKey: 'ENG-1',
    url: 'https://linear.app/acme/issue/ENG-1',
    rawStatus: 'Todo',
    sandbox: true,
    syncedAt: null,
    createdAt: at,
    ...over,
  };
}

export function aBoard(workspaceId: Id, over: Partial<ReviewBoard> = {}): ReviewBoard {
  return {
    id: newId(),
    workspaceId,
    threadId: null,
    documentId: null,
    title: 'Onboarding',
    ticketIds: [],
    page: 1,
    destination,
    pushRequested: false,
    pushId: null,
    rev: 1,
    shown: { a: 'hash' },
    createdAt: at,
    ...over,
  };
}

export function anApproval(ticket: Ticket, over: Partial<Approval> = {}): Approval {
  return {
    id: newId(),
    workspaceId: ticket.workspaceId,
    ticketId: ticket.id,
    contentHash: 'hash',
    destination: destination.id,
    approvedBy: 'maria',
    approvedByName: 'Maria',
    approvedAt: at,
    usedAt: null,
    pushId: null,
    voidedAt: null,
    links: [],
    ...over,
  };
}

export function aPush(workspaceId: Id, over: Partial<Push> = {}): Push {
  return {
    id: newId(),
    workspaceId,
    threadId: null,
    boardId: null,
    destination,
    requestedBy: 'maria',
    requestedByName: 'Maria',
    createdAt: at,
    finishedAt: null,
    cancelledAt: null,
    ...over,
  };
}

export function anIntent(push: Push, ticket: Ticket, over: Partial<Intent> = {}): Intent {
  return {
    id: newId(),
    pushId: push.id,
    workspaceId: push.workspaceId,
    ticketId: ticket.id,
    destination: push.destination.id,
    marker: 'marker',
    uuid: newId(),
    contentHash: 'hash',
    op: 'create',
    link: null,
    existing: null,
    payload: {
      title: ticket.title,
      body: awkward,
      type: ticket.type,
      priority: ticket.priority,
      labels: ticket.labels,
      estimate: null,
      parentExternalId: null,
    },
    waitsFor: null,
    order: 0,
    state: 'planned',
    epoch: 0,
    owner: null,
    attempts: 0,
    sentAt: null,
    notBefore: null,
    reason: null,
    adopted: false,
    updatedAt: at,
    ...over,
  };
}

export function anEvent(workspaceId: Id, over: Partial<DomainEvent> = {}): DomainEvent {
  return {
    id: newId(),
    type: 'BoardChanged',
    workspaceId,
    ticketId: null,
    documentId: null,
    boardId: null,
    pushId: null,
    capabilityId: null,
    runId: null,
    actor: maria,
    occurredAt: at,
    version: null,
    causationId: null,
    payload: {},
    ...over,
  };
}

export function aMessage(over: Partial<Extract<Inbound, { kind: 'message' }>> = {}): Inbound {
  return {
    surface: 'terminal',
    eventId: newId(),
    thread: 'main',
    actor: { externalId: 'U1', name: 'Maria' },
    at,
    kind: 'message',
    text: awkward,
    attachments: [{ name: 'a.md', mediaType: 'text/markdown', base64: 'IyBI' }],
    ...over,
  };
}

export function aSchedule(workspaceId: Id, threadId: Id, over: Partial<Schedule> = {}): Schedule {
  return {
    id: newId(),
    workspaceId,
    threadId,
    kind: 'blocked',
    text: null,
    cadence: { weekdays: [1, 0], monthDay: null, hour: 9, minute: 0 },
    dueAt: at,
    takenAt: null,
    createdBy: maria,
    createdAt: at,
    ...over,
  };
}

export function aComment(ticket: Ticket, over: Partial<Comment> = {}): Comment {
  return {
    id: newId(),
    workspaceId: ticket.workspaceId,
    ticketId: ticket.id,
    text: awkward,
    mention: null,
    author: maria,
    createdAt: at,
    ...over,
  };
}

export function aProposal(workspaceId: Id, over: Partial<PendingAction> = {}): PendingAction {
  return {
    id: newId(),
    workspaceId,
    threadId: null,
    batchId: newId(),
    tool: 'discard-tickets',
    input: { keys: ['FEAT-2026-001'] },
    preview: 'Discard one ticket',
    status: 'pending',
    ...{ userEdits: null, reason: null, result: null, error: null, executedAt: null },
    requestedBy: 'agent:docket',
    resolvedBy: null,
    createdAt: at,
    resolvedAt: null,
    ...over,
  };
}

export function anAnswer(workspaceId: Id, over: Partial<ModelUse> = {}): ModelUse {
  return {
    id: newId(),
    workspaceId,
    operation: 'converse',
    model: 'gpt-5-mini',
    tier: 'standard',
    effort: 'medium',
    inputTokens: 1000,
    outputTokens: 200,
    cachedTokens: 400,
    reasoningTokens: 50,
    estimated: false,
    costMicros: 812.5,
    personId: newId(),
    personName: 'Ann',
    threadId: null,
    runId: null,
    at,
    ...over,
  };
}

export { at as sampleTime, emptyFocus };
