/** The living cards: a board and a push follow what they show, whoever changes it. */
import { drawBoardCard } from '../cards/board-card.ts';
import { drawPushCard } from '../cards/push-card.ts';
import type { Shown } from '../cards/shown.ts';
import type { BoardView, PushView } from '../domain/publication-view.ts';

/** One board card per board and thread. */
export function showBoard(view: BoardView): Shown {
  const { id, ticketIds } = view.board;
  return {
    card: drawBoardCard(view),
    living: { key: `board:${id}`, tool: 'show_board', input: { board: id }, subjects: [id, ...ticketIds] },
  };
}

export function showPush(view: PushView): Shown {
  const { id } = view.push;
  return {
    card: drawPushCard(view),
    living: { key: `push:${id}`, tool: 'show_push', input: { push: id }, subjects: [id] },
  };
}
