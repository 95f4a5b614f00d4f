/** What of a board can be approved at once besides all and a page, and the pages that can be turned to. */
import type { BoardRow, BoardView } from '../domain/publication-view.ts';
import { passesFilter, type ReviewFilter, sayFilter, spellFilter } from '../domain/review-filter.ts';
import { TicketType } from '../domain/ticket.ts';
import { formatAction } from './action-token.ts';
import { isWaiting } from './board-row.ts';
import type { CardBlock, Choice } from './card.ts';
import { cutPlain } from './cut-text.ts';
import { count } from './phrases.ts';

/** Fewer are as quickly approved one by one. */
const worthFiltering = 5;
/** With fewer the buttons for the next and the previous one do. */
const worthJumping = 4;

/** The menus below a board's rows; none where there is nothing to choose. */
export function boardMenus(view: BoardView): CardBlock[] {
  return [
    menu('Approve only…', approveFiltered(view), 'Approve these? Nothing is pushed yet.'),
    menu('Go to page…', goToPage(view)),
  ].filter((one) => one.options.length > 1);
}

type Menu = Extract<CardBlock, { kind: 'menu' }>;

function menu(label: string, options: Choice[], confirm?: string): Menu {
  return { kind: 'menu', label, options, ...(confirm ? { confirm } : {}) };
}

/** The counts are of what waits, so that they agree with what a press approves. */
function approveFiltered({ board, rows, counts }: BoardView): Choice[] {
  if (counts.toReview < worthFiltering) return [];
  const waiting = rows.filter(isWaiting);
  return filters.flatMap((filter) => {
    const number = waiting.filter((row) => passesFilter(filter, row.view.ticket)).length;
    if (number === 0 || number === waiting.length) return [];
    const label = `${sayFilter(filter)} · ${count(number, 'ticket')}`;
    return [{ label, action: formatAction('approve', board.id, spellFilter(filter), board.rev) }];
  });
}

const filters: ReviewFilter[] = [
  ...([1, 2, 3, 4, 0] as const).map((priority) => ({ by: 'priority' as const, priority })),
  ...TicketType.options.map((type) => ({ by: 'type' as const, type })),
];

function goToPage({ board, pages, pageSize, rows }: BoardView): Choice[] {
  if (pages < worthJumping) return [];
  return Array.from({ length: pages }, (_, at) => {
    const first = at * pageSize + 1;
    const last = Math.min(first + pageSize - 1, rows.length);
    return {
      label: `Page ${at + 1} · #${first}–${last}`,
      action: formatAction('page', board.id, String(at + 1)),
    };
  });
}

/** More lines than a table of a message holds; beyond it kinds of tickets are counted. */
const mostLines = 100;
const longestTitle = 60;

/** All of a board at a glance: a line for each ticket, or, for more than a hundred, for each type and priority. */
export function overviewBlock({ rows }: BoardView): CardBlock {
  return rows.length <= mostLines ? listTickets(rows) : countKinds(rows);
}

function listTickets(rows: readonly BoardRow[]): CardBlock {
  return {
    kind: 'table',
    columns: ['#', 'Ticket', 'Type', 'Priority', 'Review'],
    rows: rows.map((row, at) => [
      String(at + 1),
      cutPlain(row.view.ticket.title, longestTitle),
      sayFilter({ by: 'type', type: row.view.ticket.type }),
      sayFilter({ by: 'priority', priority: row.view.ticket.priority }),
      sayStanding(row),
    ]),
    caption: 'All tickets of this board, in its order.',
  };
}

function countKinds(rows: readonly BoardRow[]): CardBlock {
  const kinds = Map.groupBy(rows, ({ view: { ticket } }) => `${ticket.priority || 9} ${ticket.type}`);
  const sorted = [...kinds].toSorted(([one], [other]) => one.localeCompare(other));
  return {
    kind: 'table',
    columns: ['Type', 'Priority', 'Tickets', 'To review'],
    rows: sorted.map(([, [first, ...others]]) => {
      const { type, priority } = first!.view.ticket;
      const all = [first!, ...others];
      return [
        sayFilter({ by: 'type', type }),
        sayFilter({ by: 'priority', priority }),
        String(all.length),
        String(all.filter(isWaiting).length),
      ];
    }),
    caption: `${rows.length} tickets are too many for one list, so they are counted by type and priority.`,
  };
}

function sayStanding(row: BoardRow): string {
  const { status } = row.view.ticket.review;
  if (status === 'pushed' || status === 'synced') return 'pushed';
  if (status === 'push_failed') return 'failed';
  if (row.approvedBy !== null) return 'approved';
  return isWaiting(row) ? 'to review' : 'may be a duplicate';
}
