/** New tickets: their keys from atomic counters, their rows, and the events that tell of them. */

import { effortHours } from '../domain/effort-hours.ts';
import { executionOf } from '../domain/execution.ts';
import { formatKey, type Id } from '../domain/ids.ts';
import {
  keyPrefix,
  newWork,
  nodeTypeOf,
  type OriginFacet,
  type ReviewStatus,
  type Ticket,
} from '../domain/ticket.ts';
import type { Clock, IdSource } from '../ports/clock.ts';
import type { Nouns } from '../ports/store.ts';
import { createAppendEvents, type EventDraft, type WriteScope } from './append-events.ts';
import { createMutate } from './mutate.ts';
import { followChange } from './neighbours.ts';
import { recordChanges } from './record-change.ts';
import { assignedEvent } from './work.ts';

export type NewTicket = Pick<
  Ticket,
  'id' | 'type' | 'title' | 'description' | 'criteria' | 'labels' | 'priority' | 'effort' | 'parentId'
> & {
  /** Null for a ticket that needs no review before a push, `reviewed` where a gate let it be made from what a person approved (ruling C-23). */
  review: Extract<ReviewStatus, 'generated' | 'reviewed'> | null;
  origin: OriginFacet;
  effortRange: [number, number] | null;
  suggestedAfter: Id[];
  /** A member's id, or an agent's. */
  assigneeId: string | null;
  assigneeType?: 'agent' | 'user';
  execution?: Ticket['execution'];
  coordination?: Ticket['coordination'];
  stage?: Ticket['stage'];
  /** Of planning, what is said from the start. */
  planned?: Partial<
    Pick<Ticket['planning'], 'estimatedHours' | 'slaDueAt' | 'projectId' | 'lane' | 'horizon'>
  >;
  /** Of a ticket that was kept elsewhere: its key, how far it was, and since when it is there (U-21). */
  key?: string;
  work?: Ticket['work'];
  createdAt?: string;
  updatedAt?: string;
};

export type AddTickets = (nouns: Nouns, scope: WriteScope, drafts: readonly NewTicket[]) => Promise<Ticket[]>;

/**
 * Inserts tickets in the order given, so parents come before their children, and appends TicketCreated for each,
 * followed by TicketAssigned where it has an assignee. Call it with the nouns of a transaction.
 */
export function createAddTickets(deps: { clock: Clock; ids: IdSource }): AddTickets {
  const appendEvents = createAppendEvents(deps);
  const mutate = createMutate(deps);
  return async (nouns, scope, drafts) => {
    const now = deps.clock.now();
    const year = await yearThere(nouns, scope.workspaceId, now);
    const tickets: Ticket[] = [];
    for (const draft of drafts) {
      const key = await keyOf(nouns, scope, draft, year);
      const ticket = buildTicket(draft, scope, key, now.toISOString());
      await nouns.tickets.insert(ticket);
      tickets.push(ticket);
    }
    const made = tickets.map(({ id, version }) => ({
      subject: 'ticket' as const,
      subjectId: id,
      before: null,
      version,
    }));
    await recordChanges(deps, nouns, scope, made);
    await appendEvents(nouns, scope, tickets.flatMap(creationEvents));
    for (const ticket of firstBelow(tickets))
      await followChange({ deps, mutate, nouns, scope }, null, ticket);
    return tickets;
  };
}

/** A key that is given stays, and no later ticket gets its number. */
async function keyOf(nouns: Nouns, { workspaceId }: WriteScope, draft: NewTicket, year: number) {
  const prefix = keyPrefix(draft.type);
  if (draft.key === undefined)
    return formatKey(prefix, year, await nouns.tickets.nextNumber(workspaceId, prefix, year));
  const [own, of, number] = draft.key.split('-');
  await nouns.tickets.reserveNumbers(workspaceId, own!, Number(of), Number(number));
  return draft.key;
}

/** One new ticket for each parent that was there before: its status follows its children. */
function firstBelow(tickets: readonly Ticket[]): Ticket[] {
  const made = new Set(tickets.map(({ id }) => id));
  const below = tickets.filter(({ parentId }) => parentId !== null && !made.has(parentId));
  return [...new Map(below.map((ticket) => [ticket.parentId, ticket])).values()];
}

/** The year in the workspace's time zone, where it may already be next year (U-20). */
async function yearThere(nouns: Nouns, workspaceId: Id, now: Date): Promise<number> {
  const workspace = await nouns.workspaces.get(workspaceId);
  const timeZone = workspace?.timeZone ?? 'UTC';
  return Number(
    new Intl.DateTimeFormat('en', { timeZone, year: 'numeric', calendar: 'gregory' }).format(now),
  );
}

/** The row of a new ticket; nothing is stored. */
export function buildTicket(draft: NewTicket, scope: WriteScope, key: string, at: string): Ticket {
  const { review, origin, effortRange, suggestedAfter, assigneeId, assigneeType, planned, work, ...core } =
    draft;
  return {
    ...core,
    workspaceId: scope.workspaceId,
    key,
    review: {
      ...{ status: review, pushError: null, stale: false },
      by: review === 'reviewed' ? 'gate' : null,
      at: review === 'reviewed' ? at : null,
    },
    work: {
      ...(work ?? newWork()),
      assigneeId,
      assigneeType: assigneeType ?? 'user',
      ...(assigneeId === null ? {} : { assignedAt: at }),
    },
    planning: {
      nodeType: nodeTypeOf(draft.type),
      effortRange,
      estimatedHours: effortHours(draft.effort),
      suggestedAfter,
      ...planned,
    },
    execution: draft.execution ?? null,
    coordination: draft.coordination ?? null,
    stage: draft.stage ?? null,
    origin,
    version: 1,
    createdBy: scope.actor,
    createdAt: draft.createdAt ?? at,
    updatedAt: draft.updatedAt ?? at,
    archivedAt: null,
    deletedAt: null,
  };
}

function creationEvents(ticket: Ticket): EventDraft[] {
  const about = { ticketId: ticket.id, documentId: ticket.origin.documentId };
  const created: EventDraft = {
    type: 'TicketCreated',
    ...about,
    payload: { key: ticket.key, title: ticket.title, type: ticket.type },
  };
  const delegation = executionOf(ticket).delegation;
  const delegated: EventDraft = {
    type: 'TicketDelegated',
    ...about,
    payload: { parentTicketId: ticket.parentId, delegatedByAgentId: delegation?.byAgentId ?? null },
  };
  const assigned = ticket.work.assigneeId === null ? [] : [{ ...about, ...assignedEvent(ticket, null) }];
  return [created, ...(delegation ? [delegated] : []), ...assigned];
}
