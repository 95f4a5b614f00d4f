/** The work-status machine: which moves are allowed, what each one leaves on the ticket and which events tell of it. */
import { DocketError } from './errors.ts';
import type { EventType } from './event.ts';
import type { Principal } from './principal.ts';
import { type Resolution, type Ticket, type WorkFacet, WorkStatus } from './ticket.ts';

const workMoves: Record<WorkStatus, readonly WorkStatus[]> = {
  open: ['in_progress', 'cancelled'],
  in_progress: ['done', 'failed', 'cancelled', 'blocked'],
  blocked: ['in_progress', 'cancelled'],
  done: [],
  failed: [],
  cancelled: [],
};

/**
 * Why a move outside the table may happen: a person insists and says why, the tracker's copy already moved, a group follows
 * its children (S2-32), the run that worked on it is gone (S4-37), or its agent could not be started (S4-41).
 */
export type WorkLicence =
  | { forced: string }
  | { mirrored: string; rawStatus: string }
  | { derived: true }
  | { recovery: string }
  | { undispatched: string };

export type WorkMove = {
  to: WorkStatus;
  by: Principal;
  /** ISO time of the move. */
  at: string;
  licence?: WorkLicence;
  /** Kept on a ticket that becomes `failed`. */
  error?: string;
  /** Kept on a ticket that becomes `blocked`. */
  blocker?: string;
  /** Nothing but other tickets blocks it. */
  onTickets?: boolean;
  resolution?: Resolution;
  resolutionDetail?: string;
};

export type WorkEvent = { type: EventType; payload: Record<string, unknown> };

export function isFinished(status: WorkStatus): boolean {
  return workMoves[status].length === 0;
}

/** Where the table lets this ticket go. What is not approved yet can only be called off (spec 05, 7.2). */
export function allowedWorkMoves(ticket: Ticket): readonly WorkStatus[] {
  const allowed = workMoves[ticket.work.status];
  return ticket.review.status === 'generated' ? allowed.filter((to) => to === 'cancelled') : allowed;
}

/**
 * Throws INVALID_TRANSITION {from, to, allowed} for a move outside the table, unless it is licensed: a person forces it
 * with a reason (U-40), or it repeats what happened at the tracker to a ticket that was pushed there. Tickets that wait
 * for their review stay open or are cancelled, licensed or not.
 */
export function requireWorkMove(ticket: Ticket, to: WorkStatus, by: Principal, licence?: WorkLicence): void {
  const from = ticket.work.status;
  const allowed = allowedWorkMoves(ticket);
  if (allowed.includes(to)) return;
  const unreviewed = ticket.review.status === 'generated' && to !== 'open' && to !== 'cancelled';
  if (!unreviewed && licence && isLicensed(ticket, to, by, licence)) return;
  throw new DocketError('INVALID_TRANSITION', {
    message: `${ticket.key} is ${from} and cannot become ${to}. Nothing was changed.`,
    remedy: adviseMove(allowed, unreviewed, by),
    details: { from, to, allowed },
  });
}

function isLicensed(ticket: Ticket, to: WorkStatus, by: Principal, licence: WorkLicence): boolean {
  if ('forced' in licence) return by.kind === 'user' && licence.forced.trim() !== '';
  if ('mirrored' in licence) return ticket.review.status === 'pushed' || ticket.review.status === 'synced';
  if (by.kind !== 'system') return false;
  if ('derived' in licence) return ticket.planning.nodeType === 'group';
  if ('recovery' in licence) return ticket.work.status === 'in_progress' && to === 'open';
  return ticket.work.status === 'open' && to === 'failed';
}

function adviseMove(allowed: readonly WorkStatus[], unreviewed: boolean, by: Principal): string {
  const table = allowed.length > 0 ? `It can become: ${allowed.join(', ')}.` : 'It is finished.';
  if (unreviewed) return `${table} Approve it first.`;
  return by.kind === 'user' ? `${table} To change it anyway, force it and say why.` : table;
}

/**
 * The work facet after the move and its events in the order they are published (S4-22); null when the ticket already
 * is where it should go. Throws INVALID_TRANSITION as `requireWorkMove` does.
 */
export function moveWork(ticket: Ticket, move: WorkMove): { work: WorkFacet; events: WorkEvent[] } | null {
  if (ticket.work.status === move.to) return null;
  requireWorkMove(ticket, move.to, move.by, move.licence);
  return { work: stampWork(ticket.work, move), events: workEvents(ticket.work.status, move) };
}

/** Several moves as one change: each is held to the table from where the one before it led. Null when none moves it. */
export function moveWorkAlong(
  ticket: Ticket,
  moves: readonly WorkMove[],
): { work: WorkFacet; events: WorkEvent[] } | null {
  let work = ticket.work;
  const events: WorkEvent[] = [];
  for (const move of moves) {
    const moved = moveWork({ ...ticket, work }, move);
    if (!moved) continue;
    work = moved.work;
    events.push(...moved.events);
  }
  return events.length > 0 ? { work, events } : null;
}

function stampWork(work: WorkFacet, move: WorkMove): WorkFacet {
  const { to, at } = move;
  const finished = isFinished(to);
  return {
    ...work,
    status: to,
    resolution: finished ? (move.resolution ?? defaultResolution(to)) : null,
    resolutionDetail: finished ? (move.resolutionDetail ?? null) : null,
    blocker: to === 'blocked' ? blockerOf(move) : null,
    errorMessage: to === 'failed' ? (move.error ?? 'No reason was given.') : null,
    startedAt: to === 'in_progress' ? (work.startedAt ?? at) : work.startedAt,
    blockedAt: to === 'blocked' ? at : work.blockedAt,
    completedAt: to === 'done' ? at : work.completedAt,
    cancelledAt: to === 'cancelled' ? at : work.cancelledAt,
    finishedAt: finished ? at : null,
    reopenCount: work.reopenCount + (isFinished(work.status) && !finished ? 1 : 0),
  };
}

function blockerOf({ blocker, by, at, onTickets }: WorkMove): WorkFacet['blocker'] {
  return { text: blocker ?? '', by: by.id, at, ...(onTickets ? { onTickets } : {}) };
}

function defaultResolution(to: WorkStatus): Resolution | null {
  if (to === 'done') return 'completed';
  return to === 'cancelled' ? 'dropped' : null;
}

/** Endings are told before the change of status, a start after it. Resuming blocked or finished work is no start. */
function workEvents(from: WorkStatus, move: WorkMove): WorkEvent[] {
  const { to, licence } = move;
  const changed: WorkEvent = {
    type: 'TicketStatusChanged',
    payload: { from, to, ...describeLicence(licence) },
  };
  switch (to) {
    case 'in_progress':
      return from === 'open' ? [changed, { type: 'TicketStarted', payload: {} }] : [changed];
    case 'done':
      return [{ type: 'TicketCompleted', payload: {} }, changed];
    case 'failed':
      return [
        { type: 'TicketFailed', payload: { errorMessage: move.error ?? 'No reason was given.' } },
        changed,
      ];
    case 'cancelled':
      return [{ type: 'TicketCancelled', payload: {} }, changed];
    case 'open':
    case 'blocked':
      return [changed];
  }
}

function describeLicence(licence: WorkLicence | undefined): Record<string, unknown> {
  if (!licence) return {};
  return 'forced' in licence ? { forced: true, reason: licence.forced } : licence;
}

/** Reads back from a TicketStatusChanged event what licensed it. */
export function licenceOf(payload: Record<string, unknown>): WorkLicence | undefined {
  const { forced, reason, mirrored, rawStatus, derived, recovery, undispatched } = payload;
  if (forced === true && typeof reason === 'string') return { forced: reason };
  if (typeof mirrored === 'string' && typeof rawStatus === 'string') return { mirrored, rawStatus };
  if (derived === true) return { derived };
  if (typeof recovery === 'string') return { recovery };
  return typeof undispatched === 'string' ? { undispatched } : undefined;
}

const looseWords: Record<WorkStatus, readonly string[]> = {
  open: ['open', 'todo', 'ready', 'pending', 'new'],
  in_progress: ['in_progress', 'doing', 'started', 'active', 'wip'],
  blocked: ['blocked', 'stuck'],
  done: ['done', 'closed', 'complete', 'completed', 'finished'],
  failed: ['failed', 'error', 'errored'],
  cancelled: ['cancelled', 'canceled', 'abandoned', 'dropped'],
};

const statusByWord = new Map(
  WorkStatus.options.flatMap((status) => looseWords[status].map((word) => [squeeze(word), status] as const)),
);

/** The status a word means (S4-5), whatever the case and `-_ `; null for any other word. */
export function findWorkStatus(word: string): WorkStatus | null {
  return statusByWord.get(squeeze(word)) ?? null;
}

/** As above. Throws INVALID_INPUT with the accepted words. */
export function parseWorkStatus(word: string): WorkStatus {
  const status = findWorkStatus(word);
  if (status) return status;
  const accepted = WorkStatus.options.flatMap((one) => looseWords[one]);
  throw new DocketError('INVALID_INPUT', {
    message: `"${word}" is no work status.`,
    remedy: `Say one of: ${accepted.join(', ')}.`,
    details: { accepted },
  });
}

function squeeze(word: string): string {
  return word.toLowerCase().replace(/[-_\s]/g, '');
}
