/** Boards, pushes and syncs as people and programs read them. */
import * as z from 'zod';
import { Destination } from './approval.ts';
import { ReviewBoard } from './conversation.ts';
import { CoverageLine } from './coverage.ts';
import { Document } from './document.ts';
import { DuplicateFinding } from './duplicate.ts';
import { Id } from './ids.ts';
import { Intent, IntentState, LinkKind, Push } from './push.ts';
import { SecondIssue } from './second-issue.ts';
import { IssueWrite, SyncField, SyncNews } from './sync.ts';
import { ReviewStatus } from './ticket.ts';
import { TicketView } from './ticket-view.ts';

export const BoardRow = z.object({
  view: TicketView,
  approvedBy: z.string().nullable(),
  /** What the destination would refuse, said before anyone approves. */
  problem: z.string().nullable(),
  /** What may say the same already at the board's destination, and what was decided; null when nothing does. */
  duplicates: DuplicateFinding.nullable(),
  /** How many people have to approve and who has, where it takes more than one and they have not all done so. */
  consent: z.object({ needed: z.int(), by: z.array(z.string()) }).optional(),
});
export type BoardRow = z.infer<typeof BoardRow>;

/** Lines of a document that ask for something no ticket covers: how many, and the first few. */
export const BoardGap = z.object({
  documentId: Id,
  title: z.string(),
  count: z.int().min(1),
  first: z.array(CoverageLine),
});
export type BoardGap = z.infer<typeof BoardGap>;

/** What pushing some tickets would come to. */
export const PushForecast = z.object({
  issues: z.int(),
  /** By the keys of what they link. */
  links: z.array(z.object({ type: LinkKind, from: z.string(), to: z.string() })),
  /** Links to the pages that tickets were read from. */
  pages: z.int(),
  /** What the tracker's own limits leave, in milliseconds, when nothing was sent before. */
  leastMs: z.number(),
});
export type PushForecast = z.infer<typeof PushForecast>;

export const BoardView = z.object({
  board: ReviewBoard,
  document: Document.nullable(),
  /** All rows in order; a card shows `pageSize` of them. */
  rows: z.array(BoardRow),
  pageSize: z.int(),
  pages: z.int(),
  counts: z.object({
    toReview: z.int(),
    approved: z.int(),
    pushed: z.int(),
    failed: z.int(),
    /** May be duplicates; they stay out of every approval and push until a person decides. */
    undecided: z.int(),
    /** Not pushed, because a person called them duplicates. */
    skipped: z.int(),
  }),
  gaps: z.array(BoardGap),
  /** What pushing all that may go, or only what is approved, would make; null while there is nowhere to push to. */
  forecast: z.object({ all: PushForecast, approved: PushForecast }).nullable(),
  /** A sentence to show above the board: what a click just did, or why it was refused. */
  notice: z.string().nullable(),
});
export type BoardView = z.infer<typeof BoardView>;

/** A connected tracker: where issues would go, or why it cannot be asked. */
export const TrackerAnswer = z.object({
  tracker: z.string(),
  destination: Destination.nullable(),
  problem: z.string().nullable(),
});
export type TrackerAnswer = z.infer<typeof TrackerAnswer>;

export const SkipReason = z.enum([
  'TICKET_NOT_REVIEWED',
  'ALREADY_PUSHED',
  'NOT_FOUND',
  'IN_PROGRESS',
  'MAY_BE_DUPLICATE',
  'DUPLICATE',
]);

/** What was looked for and found on a person's question, ticket by ticket. */
export const DuplicatesView = z.object({
  destination: Destination.nullable(),
  rows: z.array(z.object({ view: TicketView, finding: DuplicateFinding })),
  /** Why the tracker could not be searched, or that not all of it was; null when nothing was left out. */
  problem: z.string().nullable(),
  /** With how many the tickets were compared. */
  compared: z.object({ issues: z.int(), tickets: z.int() }),
});
export type DuplicatesView = z.infer<typeof DuplicatesView>;

/** A link of a pushed ticket: to another ticket, to an issue that was there before, or to where it was read from. */
export const PushLink = z.object({
  type: z.enum([...LinkKind.options, 'issue', 'source']),
  /** The other's key, or the source's title. */
  to: z.string(),
  state: IntentState,
  reason: z.string().nullable(),
});
export type PushLink = z.infer<typeof PushLink>;

export const PushView = z.object({
  push: Push,
  rows: z.array(
    z.object({
      intent: Intent,
      view: TicketView,
      links: z.array(PushLink),
      /** What became of it has been unknown for so long that a person should look. */
      attention: z.boolean(),
    }),
  ),
  counts: z.object({
    confirmed: z.int(),
    failed: z.int(),
    unknown: z.int(),
    waiting: z.int(),
    cancelled: z.int(),
    linked: z.int(),
    unlinked: z.int(),
    linking: z.int(),
  }),
  /** Issues of its tickets that are one too many, and how far closing them has come, where a person wanted that. */
  seconds: z.array(SecondIssue.extend({ closing: IntentState.nullable() })),
  skipped: z.array(
    z.object({
      /** Null for what is no ticket here. */
      ticketId: Id.nullable(),
      key: z.string(),
      status: ReviewStatus.nullable(),
      reason: SkipReason,
    }),
  ),
  finished: z.boolean(),
});
export type PushView = z.infer<typeof PushView>;

export const SyncRow = z.object({
  view: TicketView,
  outcome: z.enum(['synced', 'unchanged', 'error']),
  externalStatus: z.string().nullable(),
  /** Our work status before this sync. */
  before: z.string(),
  /** What else the issue changed of the ticket, and what both sides changed. */
  fields: z.array(SyncField),
  conflicts: z.array(SyncField),
  error: z.string().nullable(),
});
export const SyncView = z.object({
  synced: z.int(),
  unchanged: z.int(),
  errors: z.int(),
  rows: z.array(SyncRow),
  /** Titles of the recommendations that this sync found implemented. */
  implemented: z.array(z.string()),
  documentId: Id.nullable(),
});
export type SyncView = z.infer<typeof SyncView>;

/** How a ticket that is out differs from its issue, and what became of the last update a person sent there. */
export const TicketUpdate = z.object({
  view: TicketView,
  /** `ours`: Docket changed it and the tracker was not told; `conflict`: both changed it. Values as people read them. */
  rows: z.array(
    z.object({
      field: SyncField,
      kind: z.enum(['ours', 'conflict']),
      before: z.string(),
      ours: z.string(),
      theirs: z.string(),
    }),
  ),
  /** Names exactly these rows of `ours`: what a press on this card lets out. */
  terms: z.string(),
  /** What the tracker was last read as, by `SyncBase.rev`. */
  rev: z.int(),
  sent: z
    .object({
      state: IssueWrite.shape.state,
      kind: IssueWrite.shape.kind,
      reason: z.string().nullable(),
      by: z.string(),
    })
    .nullable(),
  /** Who works on it there. */
  assignee: z.string().nullable(),
});
export type TicketUpdate = z.infer<typeof TicketUpdate>;

/** What changed at trackers since a thread was last told. */
export const DigestView = z.object({
  zone: z.string(),
  now: z.iso.datetime(),
  since: z.iso.datetime(),
  /** In the order in which they first changed; each with its changes from the first to the last word. */
  rows: z.array(
    z.object({ view: TicketView, changes: z.array(SyncNews.pick({ field: true, was: true, became: true })) }),
  ),
  /** Of these, what a person has to choose between. */
  updates: z.array(TicketUpdate),
});
export type DigestView = z.infer<typeof DigestView>;
