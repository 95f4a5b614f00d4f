/** One row of the review board: a ticket, where it stands, and what a person can do with it. */
import type { BoardRow, BoardView } from '../domain/publication-view.ts';
import { formatAction } from './action-token.ts';
import type { Choice, Inline, ListItem, Mark } from './card.ts';
import { duplicateBody, duplicateChoices, isHeld } from './duplicate-row.ts';
import { count, muted, saysMore, sourceWords } from './phrases.ts';
import { isPushed, linkKey, orderFacts, sayHolder, ticketFacts } from './ticket-facts.ts';

/** True while the row waits for a person's approval of its present content, and for nothing else before. */
export function isWaiting(row: BoardRow): boolean {
  return row.approvedBy === null && !isPushed(row.view.ticket) && !isHeld(row.duplicates);
}

/** The rows of the board's page, numbered through all pages. */
export function drawRows(view: BoardView): ListItem[] {
  const numbers = new Map(view.rows.map((row, index) => [row.view.ticket.key, index + 1]));
  const name = (key: string) => (numbers.has(key) ? `#${numbers.get(key)}` : key);
  return pageRows(view).map((row) => ({
    mark: markOf(row),
    number: numbers.get(row.view.ticket.key)!,
    title: [...issueLink(row), { kind: 'text', text: row.view.ticket.title }],
    meta: metaOf(row, name),
    ...bodyOf(row),
    choices: rowChoices(view, row),
    ...moreOf(view, row),
  }));
}

/** None on the overview, which is no page. */
export function pageRows(view: BoardView): BoardRow[] {
  if (view.board.page === 0) return [];
  const first = (view.board.page - 1) * view.pageSize;
  return view.rows.slice(first, first + view.pageSize);
}

function issueLink(row: BoardRow): Inline[] {
  const ref = isPushed(row.view.ticket) ? row.view.refs[0] : undefined;
  return ref ? [linkKey(ref), { kind: 'text', text: ' ' }] : [];
}

function markOf(row: BoardRow): Mark {
  const { review } = row.view.ticket;
  if (isPushed(row.view.ticket)) return 'done';
  if (isHeld(row.duplicates)) return row.duplicates?.decision?.choice === 'skip' ? 'skipped' : 'question';
  if (!isWaiting(row)) return review.status === 'push_failed' ? 'failed' : 'done';
  if (row.problem !== null) return 'question';
  return review.stale ? 'changed' : 'pending';
}

function metaOf(row: BoardRow, name: (key: string) => string): string[] {
  const { key, criteria, review } = row.view.ticket;
  return [
    key,
    ...ticketFacts(row.view),
    ...(criteria.length > 0 ? [count(criteria.length, 'criterion', 'criteria')] : []),
    ...orderFacts(row.view, name),
    ...(row.approvedBy === null ? [] : [`approved by ${row.approvedBy}`]),
    ...consentWords(row),
    ...(row.view.heldBy ? [`🔒 claimed by ${sayHolder(row.view.heldBy)}`] : []),
    ...(review.stale ? ['the document changed since'] : []),
  ];
}

/** `needs 2 approvals, 1 given by Dana`. */
function consentWords({ consent }: BoardRow): string[] {
  if (!consent) return [];
  const given = consent.by.length === 0 ? '' : `, ${consent.by.length} given by ${consent.by.join(' and ')}`;
  return [`needs ${consent.needed} approvals${given}`];
}

/** What a person has to decide or to know outranks the summary; a pushed row needs none. */
function bodyOf(row: BoardRow): Pick<ListItem, 'body'> {
  const { ticket } = row.view;
  if (isPushed(ticket)) return {};
  const trouble = ticket.review.pushError ?? row.problem;
  if (trouble !== null && !isHeld(row.duplicates)) return { body: trouble };
  const duplicates = duplicateBody(row.duplicates);
  if (duplicates !== null) return { body: duplicates };
  const summary = sourceWords(ticket.origin.sourceQuote ?? ticket.description);
  return saysMore(summary, ticket.title) ? { body: muted(summary) } : {};
}

/** What rearranges the drafts; nothing for a ticket that is out. */
function moreOf({ board, rows }: BoardView, { view: { ticket } }: BoardRow): Pick<ListItem, 'more'> {
  if (isPushed(ticket)) return {};
  const press = (verb: string) => formatAction(verb, board.id, ticket.key, ticket.version);
  const others = rows.filter((row) => row.view.ticket !== ticket && !isPushed(row.view.ticket));
  return {
    more: [
      { label: 'Split…', action: press('split') },
      ...(others.length > 0 ? [{ label: 'Merge with another…', action: press('merge') }] : []),
    ],
  };
}

function rowChoices({ board, counts, rows }: BoardView, row: BoardRow): Choice[] {
  const { ticket } = row.view;
  const show: Choice = { label: 'Show', action: formatAction('show', '', ticket.key) };
  if (isPushed(ticket)) return counts.pushed === rows.length ? [] : [show];
  const approve: Choice = {
    label: 'Approve',
    action: formatAction('approve', board.id, ticket.key, board.rev),
    style: 'primary',
  };
  return [
    ...(isWaiting(row) ? [approve] : []),
    ...duplicateChoices(ticket, row.duplicates),
    { label: 'Edit', action: formatAction('edit', board.id, ticket.key, ticket.version) },
    {
      label: 'Discard',
      action: formatAction('drop', board.id, ticket.key, ticket.version),
      confirm: `Discard “${ticket.title}”? It leaves this board and is not pushed.`,
    },
    show,
  ];
}
