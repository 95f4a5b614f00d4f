/** Tells threads what changed at their trackers: one card for all of it, after a moment of quiet and not too often. */
import type { Thread } from '../../domain/conversation.ts';
import { DocketError } from '../../domain/errors.ts';
import type { Id } from '../../domain/ids.ts';
import { channelScope } from '../../domain/preferences.ts';
import type { DigestView, TicketUpdate } from '../../domain/publication-view.ts';
import type { Reach } from '../../domain/reach.ts';
import type { SyncNews } from '../../domain/sync.ts';
import type { Store } from '../../ports/store.ts';
import { viewTickets } from '../../tickets/view.ts';
import type { Desk } from '../desk.ts';
import { readUpdate } from './read-updates.ts';

export type DigestPost = {
  /** Only threads within it are told; another instance may have the others. */
  reach: Reach;
  post(told: { thread: Thread; digest: DigestView }): Promise<void>;
};

type Waiting = Awaited<ReturnType<Store['syncNews']['waiting']>>[number];

/** More may follow at once, and is told together, but not for longer than this. */
const quietMs = 8_000;
const longestMs = 60_000;
const minuteMs = 60_000;

/** Minutes between two digests in a thread that nobody has set anything for. */
export const digestEvery = 10;

/**
 * Never throws for a single thread. News is marked as told only after it was posted, so that none is lost; a process that
 * dies in between tells it twice.
 */
export async function postDigests(desk: Desk, { reach, post }: DigestPost): Promise<void> {
  const { store, log } = desk;
  for (const waiting of await store.syncNews.waiting(reach)) {
    try {
      await store.exclusively(`digest ${waiting.threadId}`, () => tell(desk, waiting, post), heldElsewhere);
    } catch (error) {
      if (error !== elsewhere)
        log.error('what changed could not be told', { thread: waiting.threadId, error });
    }
  }
}

const elsewhere = new DocketError('CONCURRENCY_CONFLICT', {
  message: 'Another instance is telling this thread what changed.',
  remedy: 'Wait a moment.',
});
const heldElsewhere = () => elsewhere;

async function tell(desk: Desk, waiting: Waiting, post: DigestPost['post']): Promise<void> {
  const { store, clock } = desk;
  const thread = await store.threads.get(waiting.workspaceId, waiting.threadId);
  if (!thread || (await isScheduled(store, thread))) return;
  const every = await everyMinutes(store, thread);
  if (every > 0 && !isTime(waiting, every * minuteMs, clock.now().getTime())) return;
  await tellAll(
    desk,
    thread,
    every > 0 ? (digest) => post({ thread, digest }) : async () => {},
    waiting.toldAt,
  );
}

/** A thread that asked for it at certain times is told then and not in between. */
async function isScheduled(store: Store, { workspaceId, id }: Thread): Promise<boolean> {
  const schedules = await store.schedules.list(workspaceId);
  return schedules.some(({ kind, threadId }) => kind === 'digest' && threadId === id);
}

/** As `Syncing.tellNews`. */
export async function tellNews(
  desk: Desk,
  thread: Thread,
  post: (digest: DigestView) => Promise<void>,
): Promise<void> {
  await desk.store.exclusively(`digest ${thread.id}`, () => tellAll(desk, thread, post, null), heldElsewhere);
}

async function tellAll(
  { store, clock }: Desk,
  { workspaceId, id }: Thread,
  post: (digest: DigestView) => Promise<void>,
  toldAt: string | null,
): Promise<void> {
  const now = clock.now();
  const news = await store.syncNews.untold(id);
  const digest = await readDigest(store, workspaceId, news, toldAt, now);
  if (digest.rows.length > 0) await post(digest);
  await store.syncNews.told(
    news.map((one) => one.id),
    now.toISOString(),
  );
}

function isTime({ first, last, toldAt }: Waiting, everyMs: number, now: number): boolean {
  const isQuiet = now - Date.parse(last) >= quietMs || now - Date.parse(first) >= longestMs;
  return isQuiet && (toldAt === null || now - Date.parse(toldAt) >= everyMs);
}

async function everyMinutes(store: Store, thread: Thread): Promise<number> {
  const { workspaceId } = thread;
  const own = await store.preferences.get(workspaceId, channelScope(thread));
  const base = await store.preferences.get(workspaceId, 'workspace');
  return own.digestMinutes ?? base.digestMinutes ?? digestEvery;
}

async function readDigest(
  store: Store,
  workspaceId: Id,
  news: readonly SyncNews[],
  toldAt: string | null,
  now: Date,
): Promise<DigestView> {
  const byTicket = Map.groupBy(news, ({ ticketId }) => ticketId);
  const tickets = await store.tickets.list(workspaceId, { ids: [...byTicket.keys()] });
  const views = new Map(
    (await viewTickets(store, workspaceId, tickets)).map((view) => [view.ticket.id, view]),
  );
  const rows = [...byTicket].flatMap(([id, own]) => {
    const [view, changes] = [views.get(id), collapse(own)];
    return view && changes.length > 0 ? [{ view, changes }] : [];
  });
  const since = toldAt ?? news[0]?.at ?? now.toISOString();
  const zone = (await store.workspaces.get(workspaceId))?.timeZone ?? 'UTC';
  const updates = await findConflicts(store, rows);
  return { zone, now: now.toISOString(), since, rows, updates };
}

async function findConflicts(store: Store, rows: DigestView['rows']): Promise<TicketUpdate[]> {
  const doubtful = rows.filter(({ changes }) => changes.some(({ field }) => field === 'conflict'));
  const found = await Promise.all(doubtful.map(({ view }) => readUpdate(store, view)));
  return found.flatMap((one) => (one?.rows.some(({ kind }) => kind === 'conflict') ? [one] : []));
}

/** From the first word on a field to the last; what came back to where it was is not worth telling. */
function collapse(news: readonly SyncNews[]): DigestView['rows'][number]['changes'] {
  const groups = Map.groupBy(news, ({ field, became }) => (field === 'conflict' ? `on ${became}` : field));
  return [...groups.values()].flatMap((own) => {
    const { field } = own[0]!;
    const [was, became] = [own[0]!.was, own.at(-1)!.became];
    const isWordless = field === 'body' || field === 'gone';
    return isWordless || was !== became ? [{ field, was, became }] : [];
  });
}
