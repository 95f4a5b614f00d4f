/** A board with everything its card needs, and what changed on it since it was last shown. */
import type { Destination } from '../domain/approval.ts';
import { opensWithOverview, type ReviewBoard } from '../domain/conversation.ts';
import { DocketError } from '../domain/errors.ts';
import type { Id } from '../domain/ids.ts';
import type { Member } from '../domain/principal.ts';
import type { BoardGap, BoardRow, BoardView } from '../domain/publication-view.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { TicketView } from '../domain/ticket-view.ts';
import type { Nouns } from '../ports/store.ts';
import { namesOf } from './consent.ts';
import { type Judged, nowhere } from './standing.ts';

export const pageSize = 10;

export function pagesOf(count: number): number {
  return Math.max(1, Math.ceil(count / pageSize));
}

/** Throws NOT_FOUND, also for a board of another workspace. */
export async function findBoard(nouns: Nouns, workspaceId: Id, id: Id): Promise<ReviewBoard> {
  const board = await nouns.boards.get(workspaceId, id);
  if (board) return board;
  throw new DocketError('NOT_FOUND', {
    message: 'That review board does not exist in this workspace.',
    remedy: 'Ask for the review again to get a new one.',
  });
}

/** The board's tickets that still exist, in the board's order. */
export async function liveTickets(nouns: Nouns, workspaceId: Id, ids: readonly Id[]): Promise<Ticket[]> {
  if (ids.length === 0) return [];
  const found = await nouns.tickets.list(workspaceId, { ids });
  const byId = new Map(found.map((ticket) => [ticket.id, ticket]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

export function destinationIdOf(board: ReviewBoard): string {
  return board.destination?.id ?? nowhere;
}

/**
 * The board as it is now. Its `rev` rises when what a person would approve changed: the tickets, their content, or
 * where they would go. The very same object means that nothing did.
 */
export function refreshBoard(
  board: ReviewBoard,
  destination: Destination | null,
  judged: readonly Judged[],
): ReviewBoard {
  const shown = Object.fromEntries(judged.map(({ ticket, seal }) => [ticket.id, seal]));
  if (sameRecord(shown, board.shown) && sameDestination(destination, board.destination)) return board;
  const first = opensWithOverview(judged.length) ? 0 : 1;
  const page = Math.max(first, Math.min(board.page, pagesOf(judged.length)));
  return { ...board, destination, shown, page, rev: board.rev + 1 };
}

function sameRecord(one: Record<string, string>, other: Record<string, string>): boolean {
  const keys = Object.keys(one);
  return keys.length === Object.keys(other).length && keys.every((key) => one[key] === other[key]);
}

/** The label counts: it is what a person reads before they agree. */
function sameDestination(one: Destination | null, other: Destination | null): boolean {
  return one?.id === other?.id && one?.label === other?.label && one?.sandbox === other?.sandbox;
}

export type BoardParts = {
  board: ReviewBoard;
  document: BoardView['document'];
  judged: readonly Judged[];
  views: readonly TicketView[];
  members: readonly Member[];
  problems: ReadonlyMap<string, string>;
  gaps: BoardGap[];
  forecast: BoardView['forecast'];
  notice: string | null;
};

export function viewBoard({ board, document, judged, members, problems, ...parts }: BoardParts): BoardView {
  const viewOf = new Map(parts.views.map((view) => [view.ticket.id, view]));
  const rows = judged.flatMap((one): BoardRow[] => {
    const view = viewOf.get(one.ticket.id);
    return view
      ? [
          {
            view,
            approvedBy: approverOf(one, members),
            problem: problems.get(one.hash) ?? null,
            duplicates: duplicatesOf(one),
            ...consentOf(one),
          },
        ]
      : [];
  });
  return {
    board,
    document,
    rows,
    pageSize,
    pages: pagesOf(rows.length),
    counts: countRows(judged),
    gaps: parts.gaps,
    forecast: parts.forecast,
    notice: parts.notice,
  };
}

/** Only what a person should see: strong candidates, or what was decided. What is out already is no question any more. */
function duplicatesOf({ finding, standing }: Judged): BoardRow['duplicates'] {
  if (finding === null || standing.kind === 'pushed' || standing.kind === 'busy') return null;
  return finding.decision !== null || standing.kind === 'undecided' ? finding : null;
}

/** Said where it takes more than one person, until they have agreed. */
function consentOf({ standing, consent }: Judged): Pick<BoardRow, 'consent'> {
  const isOpen = standing.kind === 'waiting' || standing.kind === 'undecided';
  if (consent.needed === 1 || !isOpen) return {};
  const by = consent.given.map(({ approvedByName }) => approvedByName);
  return { consent: { needed: consent.needed, by } };
}

/** The names of those who agreed to what is or was sent; null while nobody has. */
export function approverOf({ ticket, standing }: Judged, members: readonly Member[]): string | null {
  if (standing.kind === 'approved') return namesOf(standing.approvals);
  if (unapproved.has(standing.kind) || ticket.review.by === null) return null;
  return members.find((member) => member.id === ticket.review.by)?.name ?? ticket.review.by;
}

const unapproved = new Set<Judged['standing']['kind']>(['waiting', 'undecided', 'skipped']);

/** What is under way counts as approved: nobody has to do anything about it. */
function countRows(judged: readonly Judged[]): BoardView['counts'] {
  const count = (...kinds: Judged['standing']['kind'][]) =>
    judged.filter(({ standing }) => kinds.includes(standing.kind)).length;
  return {
    toReview: count('waiting'),
    approved: count('approved', 'busy'),
    pushed: count('pushed'),
    failed: count('failed'),
    undecided: count('undecided'),
    skipped: count('skipped'),
  };
}
