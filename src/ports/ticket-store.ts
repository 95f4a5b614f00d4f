/** Tickets, their links and outside copies, as kept. Only `src/tickets/` calls `insert` and `swap`. */
import type { Id } from '../domain/ids.ts';
import type { TicketLink } from '../domain/links.ts';
import type { Priority } from '../domain/priority.ts';
import type { Audience, StageId } from '../domain/stage.ts';
import type { ExternalRef, ReviewStatus, Ticket, TicketType, WorkStatus } from '../domain/ticket.ts';

export type TicketQuery = {
  documentId?: Id;
  ids?: readonly Id[];
  review?: readonly ReviewStatus[] | undefined;
  parentId?: Id;
  work?: readonly WorkStatus[] | undefined;
  /** A member's or an agent's. */
  assigneeId?: string;
  pipelineRunId?: string;
  projectId?: Id;
  capabilityId?: Id;
  /** Default false: deleted tickets are left out. */
  deleted?: boolean;
};

/** What fits all of it; a list means any of its members. */
export type TicketPageQuery = Pick<TicketQuery, 'review' | 'work' | 'parentId' | 'projectId'> & {
  priorities?: readonly Priority[];
  types?: readonly TicketType[] | undefined;
  /** In any case. */
  labels?: readonly string[] | undefined;
  /** Null for nobody. */
  assigneeIds?: readonly (string | null)[];
  stages?: readonly StageId[] | undefined;
  audiences?: readonly Audience[] | undefined;
  keyPrefix?: string | undefined;
  /** Each occurs in title, description or labels, in any case. */
  words?: readonly string[];
  /** Whether it is open and nothing unfinished stands before it. */
  ready?: boolean | undefined;
  /** Default false: what was put away is left out; true gives that alone. */
  archived?: boolean | undefined;
  limit: number;
  offset: number;
};

export type TicketSurroundings = {
  refs: ExternalRef[];
  /** The live tickets that block one of them, as the links were made. */
  blockers: { ticketId: Id; key: string }[];
  /** Of the live ones among those named besides. */
  keys: Map<Id, string>;
  /** When this was read. */
  now: string;
};

export type TicketStore = {
  insert(ticket: Ticket): Promise<void>;
  /** Compare-and-set: writes only where the stored version is `expected`, in one statement; false when it is not. */
  swap(next: Ticket, expected: number): Promise<boolean>;
  /** Also finds deleted ones. */
  get(workspaceId: Id, id: Id): Promise<Ticket | null>;
  /** By id alone, so that a foreign workspace can be told from a missing ticket; only `mutate` may use it. */
  getAnywhere(id: Id): Promise<Ticket | null>;
  byKey(workspaceId: Id, key: string): Promise<Ticket | null>;
  /** Ids that start with `prefix` (8 or more characters). */
  byIdPrefix(workspaceId: Id, prefix: string): Promise<Ticket[]>;
  /** In order of creation. */
  list(workspaceId: Id, query: TicketQuery): Promise<Ticket[]>;
  /** In order of creation, without deleted ones; `total` counts all that fit. */
  page(
    workspaceId: Id,
    query: TicketPageQuery,
  ): Promise<{ tickets: Ticket[]; total: number; around: TicketSurroundings }>;
  /** One, also a deleted one, with what stands around it, its parent and those it is suggested after. */
  look(
    workspaceId: Id,
    column: 'id' | 'key',
    name: string,
  ): Promise<{ ticket: Ticket; around: TicketSurroundings } | null>;
  /** What a reader of these tickets wants to see with them; `named` are others they mention. */
  around(workspaceId: Id, ids: readonly Id[], named: readonly Id[]): Promise<TicketSurroundings>;
  /** The next number for this prefix and year, atomically; a number is never given twice. */
  nextNumber(workspaceId: Id, prefix: string, year: number): Promise<number>;
  /** Numbers up to this one are not given any more. */
  reserveNumbers(workspaceId: Id, prefix: string, year: number, upTo: number): Promise<void>;
};

export type TicketLinkStore = {
  /** Idempotent: an equal link that exists already is left as it is. */
  insert(link: TicketLink): Promise<void>;
  delete(workspaceId: Id, id: Id): Promise<void>;
  get(workspaceId: Id, id: Id): Promise<TicketLink | null>;
  ofTickets(workspaceId: Id, ticketIds: readonly Id[]): Promise<TicketLink[]>;
  ofType(workspaceId: Id, type: TicketLink['type']): Promise<TicketLink[]>;
};

export type ExternalRefStore = {
  /** One per ticket and tracker; a second one replaces the first. */
  put(ref: ExternalRef): Promise<void>;
  ofTickets(workspaceId: Id, ticketIds: readonly Id[]): Promise<ExternalRef[]>;
  byExternalKey(workspaceId: Id, externalKey: string): Promise<ExternalRef[]>;
  /** By external id, at one destination. */
  ofIssues(workspaceId: Id, destination: string, externalIds: readonly string[]): Promise<ExternalRef[]>;
  /** The same of all workspaces: they share a tracker's connection. */
  atPlace(destination: string, externalIds: readonly string[]): Promise<ExternalRef[]>;
};
