/** THE review board: one living card on which a draft set is approved, edited, discarded and pushed. */
import type { BoardGap, BoardView } from '../domain/publication-view.ts';
import { boardChoices } from './board-choices.ts';
import { boardMenus, overviewBlock } from './board-filters.ts';
import { drawRows } from './board-row.ts';
import type { Card, CardBlock, Inline, Tone } from './card.ts';
import { count, muted, nameDestination, sayLines, sayUndecided } from './phrases.ts';
import { sayForecast } from './push-forecast.ts';
import { isPushed, sayMakers } from './ticket-facts.ts';

/** Shows the rows of the board's page. Read-only once all is pushed. */
export function drawBoardCard(view: BoardView): Card {
  const forecast = sayForecast(view);
  const makers = sayMakers(view.rows.map((row) => row.view));
  return {
    title: boardTitle(view),
    tone: boardTone(view),
    blocks: [
      ...(view.notice ? [{ kind: 'text' as const, text: view.notice }] : []),
      { kind: 'text', text: muted(countsLine(view)) },
      { kind: 'text', text: destinationLine(view) },
      ...(forecast ? [{ kind: 'text' as const, text: forecast }] : []),
      ...view.gaps.flatMap(nameGap),
      view.board.page === 0 ? overviewBlock(view) : rowsBlock(view),
      ...(makers ? [{ kind: 'text' as const, text: muted(makers) }] : []),
      ...boardMenus(view),
    ],
    choices: boardChoices(view),
    summary: `${count(view.rows.length, 'ticket')} from “${nameBoard(view)}”: ${sayCounts(view).join(', ')}.`,
  };
}

function nameBoard(view: BoardView): string {
  return view.document?.title ?? view.board.title;
}

function boardTitle(view: BoardView): string {
  const drafts = view.rows.some((row) => !isPushed(row.view.ticket));
  return `${count(view.rows.length, drafts ? 'draft ticket' : 'ticket')} · ${nameBoard(view)}`;
}

function boardTone(view: BoardView): Tone {
  if (view.counts.failed > 0 || view.counts.undecided > 0) return 'warning';
  return view.rows.length > 0 && view.counts.pushed === view.rows.length ? 'success' : 'info';
}

function sayCounts({ counts }: BoardView): string[] {
  return [
    `${counts.toReview} to review`,
    `${counts.approved} approved`,
    ...(counts.pushed > 0 ? [`${counts.pushed} pushed`] : []),
    ...(counts.failed > 0 ? [`${counts.failed} failed`] : []),
    ...(counts.undecided > 0 ? [sayUndecided(counts.undecided)] : []),
    ...(counts.skipped > 0 ? [`${counts.skipped} not pushed as ${plural(counts.skipped)}`] : []),
  ];
}

function plural(number: number): string {
  return number === 1 ? 'a duplicate' : 'duplicates';
}

function countsLine(view: BoardView): string {
  const where = view.board.page === 0 ? 'overview' : `page ${view.board.page} of ${view.pages}`;
  const page = view.pages > 1 ? [where] : [];
  return [...sayCounts(view), ...page].join(' · ');
}

function destinationLine({ board }: BoardView): Inline[] {
  if (board.destination) {
    return [...muted('Destination '), { kind: 'text', text: nameDestination(board.destination) }];
  }
  return muted('No destination yet. Say where these go, for example "push to Linear".');
}

/** Named, and never in the way: what to push stays the person's to decide. */
function nameGap({ title, count: lines, first }: BoardGap): CardBlock[] {
  const said = `${count(lines, 'line')} of “${title}” ${lines === 1 ? 'asks' : 'ask'} for something that has no ticket.`;
  const more = lines > first.length ? ` and ${lines - first.length} more` : '';
  return [
    { kind: 'text', text: said },
    {
      kind: 'quote',
      text: first.map(({ text }) => text).join('\n'),
      source: `${sayLines(first.map(({ line }) => line))}${more}`,
    },
  ];
}

function rowsBlock(view: BoardView): CardBlock {
  const items = drawRows(view);
  return items.length > 0 ? { kind: 'list', items } : { kind: 'text', text: 'Nothing is left to review.' };
}
