/** Keeps what changed at a tracker until it is told in the thread that the push came from. */
import type { Id } from '../../domain/ids.ts';
import type { Caller } from '../../domain/principal.ts';
import type { SyncNews } from '../../domain/sync.ts';
import type { Nouns } from '../../ports/store.ts';
import type { Desk } from '../desk.ts';
import type { Taken } from './take-issue.ts';

/** Nothing is kept for the caller's own thread, which is shown it at once, nor for a push that came from no thread. */
export async function keepNews(
  { clock, ids }: Pick<Desk, 'clock' | 'ids'>,
  nouns: Nouns,
  { workspaceId, threadId: here }: Caller,
  tracker: string,
  taken: readonly Taken[],
): Promise<void> {
  const changed = taken.filter(({ told }) => told.length > 0);
  if (changed.length === 0) return;
  const threads = await threadsOf(nouns, workspaceId, tracker, changed);
  const at = clock.now().toISOString();
  const news = changed.flatMap(({ ticketId, told }): SyncNews[] => {
    const threadId = threads.get(ticketId) ?? null;
    if (threadId === null || threadId === here) return [];
    const stamp = { workspaceId, threadId, ticketId, tracker, at, toldAt: null };
    return told.map((one) => ({ id: ids.next(), ...stamp, ...one }));
  });
  await nouns.syncNews.append(news);
}

async function threadsOf(
  nouns: Nouns,
  workspaceId: Id,
  tracker: string,
  changed: readonly Taken[],
): Promise<Map<Id, Id | null>> {
  const intents = await nouns.pushes.intentsOfTickets(
    workspaceId,
    changed.map(({ ticketId }) => ticketId),
  );
  const pushIds = new Map<Id, Id>();
  for (const { state, ticketId, pushId, destination } of intents) {
    const isHere = destination.startsWith(`${tracker}:`) || destination === tracker;
    if (state === 'confirmed' && isHere && !pushIds.has(ticketId)) pushIds.set(ticketId, pushId);
  }
  const pushes = new Map<Id, Id | null>();
  for (const id of new Set(pushIds.values())) {
    pushes.set(id, (await nouns.pushes.get(workspaceId, id))?.threadId ?? null);
  }
  return new Map([...pushIds].map(([ticketId, pushId]) => [ticketId, pushes.get(pushId) ?? null]));
}
