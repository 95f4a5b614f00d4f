/** What a model reads of a result: enough to go on, small enough for its context. */
import type { Comment } from '../domain/comment.ts';
import type { CoverageAnswer, CoverageLine, CoverageMap } from '../domain/coverage.ts';
import { type DuplicateCandidate, undecided } from '../domain/duplicate.ts';
import { priorityCode } from '../domain/priority.ts';
import type { BoardView, DuplicatesView, PushView } from '../domain/publication-view.ts';
import type { TicketView } from '../domain/ticket-view.ts';

const most = 40;

export function briefTicket({ ticket, refs, dependsOn }: TicketView) {
  return {
    key: ticket.key,
    title: ticket.title,
    type: ticket.type,
    priority: priorityCode(ticket.priority),
    review: ticket.review.status,
    status: ticket.work.status,
    ...(dependsOn.length > 0 ? { depends_on: dependsOn } : {}),
    ...(refs[0] ? { external_key: refs[0].externalKey } : {}),
  };
}

/** What somebody wrote, as data for a model to know of and never to follow. */
export function briefComment({ author, mention, text }: Comment) {
  return { by: author.name, ...(mention ? { for: mention.name } : {}), text: text.slice(0, 400) };
}

/** At most 40 of them, with a word on how many were left out. */
export function briefTickets(views: readonly TicketView[]) {
  const left = views.length - most;
  return {
    count: views.length,
    tickets: views.slice(0, most).map(briefTicket),
    ...(left > 0 ? { left_out: left } : {}),
  };
}

export function briefBoard(view: BoardView) {
  return {
    shown: 'The review board was shown with its buttons. Only a person can approve or push.',
    destination: view.board.destination?.label ?? null,
    ...view.counts,
    ...briefUndecided(view),
    ...briefTickets(view.rows.map((row) => row.view)),
  };
}

function briefUndecided({ rows }: BoardView) {
  const open = rows.flatMap(({ view: { ticket }, duplicates }) => {
    const [first] = undecided(duplicates);
    return first ? [{ key: ticket.key, ...briefCandidate(first) }] : [];
  });
  return open.length > 0 ? { may_be_duplicates: open.slice(0, most) } : {};
}

function briefCandidate({ key, title, status, words }: DuplicateCandidate) {
  return { candidate: key, title, status, words };
}

export function briefDuplicates({ destination, rows, problem, compared }: DuplicatesView) {
  const found = rows.flatMap(({ view: { ticket }, finding }) =>
    finding.candidates.map((one) => ({ key: ticket.key, ...briefCandidate(one), likely: one.strong })),
  );
  return {
    shown: 'The card lists them with its buttons. Only a person can decide what becomes of a duplicate.',
    destination: destination?.label ?? null,
    problem,
    compared,
    tickets: rows.length,
    found: found.slice(0, most),
  };
}

export function briefPush(view: PushView) {
  const rows = view.rows.map(({ intent, view: { ticket, refs } }) => ({
    key: ticket.key,
    state: intent.state,
    external_key: refs[0]?.externalKey ?? null,
    reason: intent.reason,
  }));
  return {
    destination: view.push.destination.label,
    finished: view.finished,
    ...view.counts,
    rows: rows.slice(0, most),
  };
}

export function briefCoverage({ document, counts, lines, unsourced }: CoverageMap) {
  const uncovered = lines.filter(({ state }) => state === 'uncovered');
  return {
    document: document.title,
    ...counts,
    uncovered_lines: uncovered.slice(0, most).map(briefLine),
    without_source: unsourced.slice(0, most).map(({ key }) => key),
  };
}

export function briefAnswer({ about, tickets, others }: CoverageAnswer) {
  return {
    about,
    covered_by: tickets.slice(0, most).map(({ lines, ...ticket }) => ({
      ...ticket,
      lines: lines.slice(0, 5).map(briefLine),
    })),
    not_covered: others.slice(0, most).map(briefLine),
  };
}

function briefLine({ line, text, state }: CoverageLine) {
  return { line, text: text.slice(0, 200), state };
}
