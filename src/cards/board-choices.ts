/** The review board's footer: what can be approved, pushed, retried and turned to; counts in label, confirm and result agree. */
import { opensWithOverview } from '../domain/conversation.ts';
import type { BoardRow, BoardView, PushForecast } from '../domain/publication-view.ts';
import { formatAction } from './action-token.ts';
import { isWaiting, pageRows } from './board-row.ts';
import type { Choice } from './card.ts';
import { count, enumerate, nameDestination, sayUndecided, spanKeys } from './phrases.ts';
import { countLinks, sayLeast } from './push-forecast.ts';
import { isPushed } from './ticket-facts.ts';

export function boardChoices(view: BoardView): Choice[] {
  return [
    ...approveAndPush(view),
    ...approveAll(view),
    ...approvePage(view),
    ...pushApproved(view),
    ...retryFailed(view),
    ...turnPage(view),
    ...seeOverview(view),
    ...seeGaps(view),
  ];
}

function approveAndPush(view: BoardView): Choice[] {
  const { board, counts } = view;
  if (!board.pushRequested || board.destination === null || counts.toReview === 0) return [];
  const where = nameDestination(board.destination);
  const total = counts.toReview + counts.approved;
  const what =
    counts.approved === 0
      ? `Approve ${all(view)} and push to ${where}`
      : `Approve ${counts.toReview} more and push all ${total} to ${where}`;
  return [
    {
      label: counts.undecided > 0 ? `${what} (${sayUndecided(counts.undecided)})` : what,
      action: formatAction('push', board.id, 'all', board.rev),
      style: 'primary',
      confirm: `${what}? ${sayOutcome(view, view.rows.filter(goesOut), view.forecast?.all)}${sayHeldBack(view)}`,
    },
  ];
}

/** `all 12`, `1 ticket`, or `10` while some are kept out. */
function all({ counts }: BoardView): string {
  if (counts.toReview === 1) return '1 ticket';
  return counts.undecided + counts.skipped > 0 ? `${counts.toReview}` : `all ${counts.toReview}`;
}

function goesOut(row: BoardRow): boolean {
  const failed = row.view.ticket.review.status === 'push_failed';
  return isWaiting(row) || (row.approvedBy !== null && !isPushed(row.view.ticket) && !failed);
}

/** `This creates 9 issues there, links to ENG-88, and makes 4 links. 9 issues take at best 2 min: …` */
function sayOutcome({ counts }: BoardView, rows: readonly BoardRow[], forecast?: PushForecast): string {
  const decisions = rows.flatMap((row) => row.duplicates?.decision ?? []);
  const updated = decisions.flatMap(({ choice, candidate }) => (choice === 'update' ? candidate!.key : []));
  const linked = decisions.flatMap(({ choice, candidate }) => (choice === 'link' ? candidate!.key : []));
  const others = forecast && { ...forecast, links: forecast.links.filter(({ to }) => !linked.includes(to)) };
  const created = counts.toReview + counts.approved - updated.length;
  const parts = [
    ...(created > 0 ? [`creates ${count(created, 'issue')} there`] : []),
    ...(linked.length > 0 ? [`links to ${spanKeys(linked)}`] : []),
    ...countLinks(others),
    ...(updated.length > 0 ? [`updates ${spanKeys(updated)}`] : []),
  ];
  return [`This ${enumerate(parts)}.`, ...(forecast ? sayLeast(forecast) : [])].join(' ');
}

function sayHeldBack({ counts }: BoardView): string {
  if (counts.undecided === 0) return '';
  return ` ${sayUndecided(counts.undecided)} and ${counts.undecided === 1 ? 'stays' : 'stay'} out until you decide.`;
}

function approveAll(view: BoardView): Choice[] {
  const { board, counts } = view;
  if (counts.toReview === 0) return [];
  const label = `Approve ${all(view)}`;
  return [
    {
      label,
      action: formatAction('approve', board.id, 'all', board.rev),
      ...(board.pushRequested && board.destination ? {} : { style: 'primary' as const }),
      confirm: `${label}? Nothing is pushed yet.${sayHeldBack(view)}`,
    },
  ];
}

function approvePage(view: BoardView): Choice[] {
  const { board, counts } = view;
  const waiting = pageRows(view).filter(isWaiting).length;
  if (waiting === 0 || waiting === counts.toReview) return [];
  const label = `Approve the ${waiting} on this page`;
  return [
    {
      label,
      action: formatAction('approve', board.id, 'page', board.rev),
      confirm: `${label}? Nothing is pushed yet.`,
    },
  ];
}

function pushApproved(view: BoardView): Choice[] {
  const { board, counts } = view;
  if (counts.approved === 0 || board.destination === null) return [];
  const approved = view.rows.filter((row) => goesOut(row) && !isWaiting(row));
  const onlyApproved = { ...view, counts: { ...counts, toReview: 0 } };
  const label = `Push ${counts.approved} approved to ${nameDestination(board.destination)}`;
  return [
    {
      label,
      action: formatAction('push', board.id, 'approved', board.rev),
      ...(counts.toReview === 0 ? { style: 'primary' as const } : {}),
      confirm: `${label}? ${sayOutcome(onlyApproved, approved, view.forecast?.approved)}${sayHeldBack(view)}`,
    },
  ];
}

function retryFailed({ board, counts }: BoardView): Choice[] {
  if (counts.failed === 0 || board.pushId === null) return [];
  return [{ label: `Retry ${counts.failed} failed`, action: formatAction('retry', board.pushId) }];
}

function turnPage({ board, pages }: BoardView): Choice[] {
  const to = (label: string, page: number): Choice[] =>
    page < 1 || page > pages
      ? []
      : [{ label, action: formatAction('page', board.id, String(page)), turns: true }];
  if (board.page === 0) return to('Review one by one', 1);
  return [...to('Next page', board.page + 1), ...to('Previous page', board.page - 1)];
}

/** Back to where a long board begins. */
function seeOverview({ board, rows }: BoardView): Choice[] {
  if (board.page === 0 || !opensWithOverview(rows.length)) return [];
  return [{ label: 'Overview', action: formatAction('page', board.id, '0') }];
}

function seeGaps({ gaps }: BoardView): Choice[] {
  return gaps.map(({ documentId, title, count: lines }) => ({
    label:
      gaps.length > 1
        ? `See what has no ticket in ${title}`
        : `See the ${count(lines, 'line')} without a ticket`,
    action: formatAction('gaps', documentId),
  }));
}
