/** The review board's footer: what can be approved, pushed, retried and turned to; counts in label, confirm and result agree. */
import type { BoardView } from '../domain/publication-view.ts';
import { formatAction } from './action-token.ts';
import { isWaiting, pageRows } from './board-row.ts';
import type { Choice } from './card.ts';
import { count, nameDestination } from './phrases.ts';

export function boardChoices(view: BoardView): Choice[] {
  return [
    ...approveAndPush(view),
    ...approveAll(view),
    ...approvePage(view),
    ...pushApproved(view),
    ...retryFailed(view),
    ...turnPage(view),
  ];
}

function approveAndPush(view: BoardView): Choice[] {
  const { board, counts } = view;
  if (!board.pushRequested || board.destination === null || counts.toReview === 0) return [];
  const where = nameDestination(board.destination);
  const total = counts.toReview + counts.approved;
  const label =
    counts.approved === 0
      ? `Approve all ${total} and push to ${where}`
      : `Approve ${counts.toReview} more and push all ${total} to ${where}`;
  return [
    {
      label,
      action: formatAction('push', board.id, 'all', board.rev),
      style: 'primary',
      confirm: `${label}? This creates ${count(total, 'issue')} there.`,
    },
  ];
}

function approveAll({ board, counts }: BoardView): Choice[] {
  if (counts.toReview === 0) return [];
  const label = `Approve all ${counts.toReview}`;
  return [
    {
      label,
      action: formatAction('approve', board.id, 'all', board.rev),
      ...(board.pushRequested && board.destination ? {} : { style: 'primary' as const }),
      confirm: `${label}? Nothing is pushed yet.`,
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

function pushApproved({ board, counts }: BoardView): Choice[] {
  if (counts.approved === 0 || board.destination === null) return [];
  const label = `Push ${counts.approved} approved to ${nameDestination(board.destination)}`;
  return [
    {
      label,
      action: formatAction('push', board.id, 'approved', board.rev),
      ...(counts.toReview === 0 ? { style: 'primary' as const } : {}),
      confirm: `${label}? This creates ${count(counts.approved, 'issue')} there.`,
    },
  ];
}

function retryFailed({ board, counts }: BoardView): Choice[] {
  if (counts.failed === 0 || board.pushId === null) return [];
  return [{ label: `Retry ${counts.failed} failed`, action: formatAction('retry', board.pushId) }];
}

function turnPage({ board, pages }: BoardView): Choice[] {
  const to = (label: string, page: number): Choice[] =>
    page < 1 || page > pages ? [] : [{ label, action: formatAction('page', board.id, String(page)) }];
  return [...to('Next page', board.page + 1), ...to('Previous page', board.page - 1)];
}
