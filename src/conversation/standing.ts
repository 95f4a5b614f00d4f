/** How a thread stands once its last message is worked off: under way, waiting for a person, or done. */
import type { Thread } from '../domain/conversation.ts';
import type { Store } from '../ports/store.ts';
import type { Standing, Surface } from '../ports/surface.ts';
import { findQuestion } from './questions.ts';

/** A surface that knows no more than busy and idle is told that it is idle. */
export async function tellStanding(
  { store, surfaces }: { store: Store; surfaces: ReadonlyMap<string, Surface> },
  { workspaceId, id, surface: name, external }: Thread,
): Promise<void> {
  const surface = surfaces.get(name);
  if (!surface?.setStanding) return surface?.setStatus(external, null);
  const thread = await store.threads.get(workspaceId, id);
  await surface.setStanding(external, thread ? await standingOf(store, thread) : 'done');
}

async function standingOf(store: Store, thread: Thread): Promise<Standing> {
  const pushes = await store.pushes.unfinished();
  if (pushes.some((push) => push.threadId === thread.id)) return 'working';
  return (await waitsForPerson(store, thread)) ? 'waiting' : 'done';
}

async function waitsForPerson(store: Store, thread: Thread): Promise<boolean> {
  const { workspaceId, focus } = thread;
  const asked = await store.pendingActions.list(workspaceId, 'pending');
  if (asked.some((action) => action.threadId === thread.id)) return true;
  if (await findQuestion(store, thread)) return true;
  const board = focus.boardId ? await store.boards.get(workspaceId, focus.boardId) : null;
  if (!board || board.ticketIds.length === 0) return false;
  const tickets = await store.tickets.list(workspaceId, { ids: board.ticketIds });
  return tickets.some(({ review }) => review.status === 'generated');
}
