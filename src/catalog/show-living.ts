/** The living cards: a board and a push follow what they show, whoever changes it. */
import { createHash } from 'node:crypto';
import { drawBoardCard } from '../cards/board-card.ts';
import { drawPushCard } from '../cards/push-card.ts';
import type { Shown } from '../cards/shown.ts';
import { drawUpdateCard } from '../cards/update-card.ts';
import type { Id } from '../domain/ids.ts';
import type { BoardView, PushView, TicketUpdate } from '../domain/publication-view.ts';
import type { TicketView } from '../domain/ticket-view.ts';
import type { ToolContext } from './define-tool.ts';

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

/** One card per set of tickets and thread, which follows them and their issues. */
export function showUpdate(updates: readonly TicketUpdate[]): Shown {
  const ids = updates.map(({ view }) => view.ticket.id);
  return {
    card: drawUpdateCard(updates),
    living: {
      key: `update:${nameOf(ids)}`,
      tool: 'show_update',
      input: { select: { ids } },
      subjects: ids,
    },
  };
}

/** One card per set of tickets and thread, which follows what agents do with them; nothing living where none are named. */
export function showsDispatches(ids: readonly Id[]): Pick<Shown, 'living'> {
  if (ids.length === 0) return {};
  const input = { select: { ids: [...ids] } };
  return {
    living: { key: `dispatch:${nameOf(ids)}`, tool: 'show_dispatches', input, subjects: [...ids] },
  };
}

function nameOf(ids: readonly Id[]): string {
  if (ids.length === 1) return ids[0]!;
  return createHash('sha256').update(ids.toSorted().join()).digest('hex').slice(0, 32);
}

/** Those of these tickets that trackers have not been told all of; nothing where there are none. */
export async function showUnsent(
  { services, caller }: Pick<ToolContext, 'services' | 'caller'>,
  views: readonly TicketView[],
): Promise<TicketUpdate[]> {
  const out = views.filter(
    ({ ticket, refs }) => refs.length > 0 && /^(?:pushed|synced)$/.test(ticket.review.status ?? ''),
  );
  if (out.length === 0) return [];
  const updates = await services.publication.updates(
    caller,
    out.map(({ ticket }) => ticket.id),
  );
  return updates.filter(({ rows }) => rows.length > 0);
}
