/** Tickets as a service: generate from a document, find, show, edit, discard and explain them. */
import type { Comment } from '../domain/comment.ts';
import type { CoverageLine, CoverageMap } from '../domain/coverage.ts';
import type { Id } from '../domain/ids.ts';
import type { TicketLink } from '../domain/links.ts';
import type { Caller } from '../domain/principal.ts';
import type { TicketSelector } from '../domain/selector.ts';
import type { TicketEdit } from '../domain/ticket.ts';
import type { Chain, TicketView, Trace } from '../domain/ticket-view.ts';
import type { AgentWork } from './agent-work.ts';
import type { Arranging } from './arrange.ts';
import type { CarryingOut } from './carry-out.ts';
import type { Following } from './follow-document.ts';
import type { ImportingRecords } from './import-records.ts';
import type { TicketFilters } from './page-tickets.ts';
import type { Relating } from './relate.ts';
import type { StepTracking } from './track-step.ts';

export type Tickets = AgentWork &
  Relating &
  Arranging &
  CarryingOut &
  Following &
  ImportingRecords &
  StepTracking & {
    /**
     * Tickets a selector means, in the order of the thread's list. Throws NOT_FOUND naming the first id that is none, and
     * AMBIGUOUS when one fits several.
     */
    select(caller: Caller, selector: TicketSelector): Promise<TicketView[]>;
    /** One by any of its names. Throws NOT_FOUND and AMBIGUOUS. */
    find(caller: Caller, name: string): Promise<TicketView>;
    /** As `pageTickets`. */
    page(
      caller: Caller,
      filters: TicketFilters,
      part: { limit: number; offset: number },
    ): Promise<{ tickets: TicketView[]; total: number }>;
    /** In the order asked for. Throws NOT_FOUND for the first that is missing or deleted. */
    view(caller: Caller, ids: readonly Id[]): Promise<TicketView[]>;
    /** In document order. Throws NOT_FOUND for a document that is none. */
    ofDocument(caller: Caller, documentId: Id): Promise<TicketView[]>;
    /** Edits content. Voids standing approvals, and a reviewed ticket is `generated` again. Throws VERSION_CONFLICT, TICKET_ALREADY_PUSHED. */
    edit(caller: Caller, id: Id, edit: TicketEdit, expectedVersion?: number): Promise<TicketView>;
    /**
     * Soft-deletes. A person's deed only (HUMAN_APPROVAL_REQUIRED). Pushed tickets are refused and left as they are:
     * `refused` says why, per key. Children go to the nearest parent that stays.
     */
    discard(
      caller: Caller,
      ids: readonly Id[],
    ): Promise<{ discarded: TicketView[]; refused: { key: string; why: string }[] }>;
    /** Every link that begins or ends at one of these tickets. */
    links(caller: Caller, ids: readonly Id[]): Promise<TicketLink[]>;
    /** What was written about one ticket, oldest first. */
    comments(caller: Caller, id: Id): Promise<Comment[]>;
    /** Of a ticket by any of its names, also a discarded one. Throws NOT_FOUND and AMBIGUOUS. */
    trace(caller: Caller, name: string): Promise<Trace>;
    /** As `trace`, of live tickets and without their history. Throws NOT_FOUND. */
    chains(caller: Caller, ids: readonly Id[]): Promise<Chain[]>;
    /** What became of each line of the document's current version. Throws NOT_FOUND. */
    coverage(caller: Caller, documentId: Id): Promise<CoverageMap>;
    /** The lines that ask for something no ticket covers, in order. Throws NOT_FOUND. */
    uncovered(caller: Caller, documentId: Id): Promise<CoverageLine[]>;
  };
