/** A push as people and programs read it. */
import { DocketError } from '../domain/errors.ts';
import type { Id } from '../domain/ids.ts';
import type { Caller } from '../domain/principal.ts';
import type { PushView } from '../domain/publication-view.ts';
import type { Intent, IntentState, Push } from '../domain/push.ts';
import type { Nouns } from '../ports/store.ts';
import type { Desk } from './desk.ts';
import { liveTickets } from './read-board.ts';
import { isOpen } from './standing.ts';

/** Throws NOT_FOUND, also for a push of another workspace. */
export async function findPush(nouns: Nouns, workspaceId: Id, id: Id): Promise<Push> {
  const push = await nouns.pushes.get(workspaceId, id);
  if (push) return push;
  throw new DocketError('NOT_FOUND', {
    message: 'That push does not exist in this workspace.',
    remedy: 'Look at the review board: it leads to its latest push.',
  });
}

/** `skipped` is what the call that asked left out; it is not kept with the push. */
export async function viewPush(
  desk: Desk,
  caller: Caller,
  pushId: Id,
  skipped: PushView['skipped'] = [],
): Promise<PushView> {
  const push = await findPush(desk.store, caller.workspaceId, pushId);
  const intents = await desk.store.pushes.intents(push.id);
  const ids = intents.map((intent) => intent.ticketId);
  const live = await liveTickets(desk.store, caller.workspaceId, ids);
  const views = await desk.tickets.view(
    caller,
    live.map((ticket) => ticket.id),
  );
  const viewOf = new Map(views.map((view) => [view.ticket.id, view]));
  return {
    push,
    rows: intents.flatMap((intent) => {
      const view = viewOf.get(intent.ticketId);
      return view ? [{ intent, view }] : [];
    }),
    counts: countIntents(intents),
    skipped,
    finished: push.finishedAt !== null,
  };
}

/**
 * Puts a committed push to work. A queue that cannot take it now delays the push and loses nothing: `recover` finds it.
 */
export async function enqueuePush(desk: Desk, push: Push): Promise<void> {
  try {
    await desk.queue.send('push', { key: push.destination.id, payload: { pushId: push.id } });
  } catch (error) {
    desk.log.warn('a push could not be queued and waits for recovery', { pushId: push.id, error });
  }
}

export function countIntents(intents: readonly Intent[]): PushView['counts'] {
  const count = (...states: IntentState[]) => intents.filter(({ state }) => states.includes(state)).length;
  return {
    confirmed: count('confirmed'),
    failed: count('failed'),
    unknown: count('unknown'),
    waiting: count('planned', 'sending'),
    cancelled: count('cancelled'),
  };
}

export function isSettled(intents: readonly Intent[]): boolean {
  return !intents.some(isOpen);
}
