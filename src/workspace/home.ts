/** Gathers what one person's home shows, from what is stored: no tracker is asked for it. */
import type { ReviewBoard } from '../domain/conversation.ts';
import type { HomeBoard, HomePush, HomeView } from '../domain/home-view.ts';
import type { Id } from '../domain/ids.ts';
import type { Caller } from '../domain/principal.ts';
import type { Push } from '../domain/push.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Clock } from '../ports/clock.ts';
import type { TallyRow } from '../ports/publication-store.ts';
import type { Store } from '../ports/store.ts';
import type { Trackers } from '../ports/tracker.ts';

export type HomeService = {
  /** Of this member; nothing is theirs for a caller who is none. */
  view(caller: Caller, memberId: Id): Promise<HomeView>;
};

type Deps = { store: Store; trackers: Pick<Trackers, 'names'>; clock: Clock };

/** More boards than anybody works on; of each list this many are shown. */
const latestBoards = 20;
const mostShown = 5;
const recentMs = 3 * 24 * 60 * 60_000;

export function createHome({ store, trackers, clock }: Deps): HomeService {
  return {
    async view({ workspaceId }, memberId) {
      const boards = await findBoards(store, workspaceId, memberId);
      const pending = await store.pendingActions.list(workspaceId, 'pending');
      const since = new Date(clock.now().getTime() - recentMs).toISOString();
      return {
        asked: pending.slice(0, mostShown).map(({ id, preview }) => ({ id, preview })),
        waiting: boards
          .filter(({ isMine }) => !isMine)
          .slice(0, mostShown)
          .map(withoutOwner),
        mine: boards
          .filter(({ isMine }) => isMine)
          .slice(0, mostShown)
          .map(withoutOwner),
        pushes: await findPushes(store, workspaceId, since),
        trackers: trackers.names(),
        defaults: await store.preferences.list(workspaceId),
      };
    },
  };
}

type Owned = HomeBoard & { isMine: boolean };

function withoutOwner({ isMine: _isMine, ...board }: Owned): HomeBoard {
  return board;
}

/** With something to decide, newest first; what others discuss in person is left out. */
async function findBoards(store: Store, workspaceId: Id, memberId: Id): Promise<Owned[]> {
  const boards = await store.boards.newest(workspaceId, latestBoards);
  const ids = [...new Set(boards.flatMap((board) => board.ticketIds))];
  const tickets = ids.length > 0 ? await store.tickets.list(workspaceId, { ids }) : [];
  const byId = new Map(tickets.map((ticket) => [ticket.id, ticket]));
  const owned = await Promise.all(
    boards.map(async (board): Promise<Owned> => {
      const own = board.ticketIds.flatMap((id) => byId.get(id) ?? []);
      const thread = await findThread(store, workspaceId, board.threadId);
      const isMine = own.some((ticket) => ticket.createdBy.id === memberId);
      return { ...describe(board, own), thread, isMine };
    }),
  );
  return owned.filter(
    ({ toReview, approved, failed, isMine, thread }) =>
      toReview + approved + failed > 0 && (isMine || !isInPerson(thread)),
  );
}

function describe({ id, title }: ReviewBoard, tickets: readonly Ticket[]): Omit<HomeBoard, 'thread'> {
  const count = (status: Ticket['review']['status']) =>
    tickets.filter(({ review }) => review.status === status).length;
  return {
    boardId: id,
    title,
    toReview: count('generated'),
    approved: count('reviewed'),
    failed: count('push_failed'),
  };
}

async function findThread(store: Store, workspaceId: Id, id: Id | null): Promise<HomeBoard['thread']> {
  const thread = id === null ? null : await store.threads.get(workspaceId, id);
  return thread && { surface: thread.surface, external: thread.external };
}

/** Slack names direct conversations with a D. */
function isInPerson(thread: HomeBoard['thread']): boolean {
  return thread?.surface === 'slack' && /^[^/]+\/D/.test(thread.external);
}

async function findPushes(store: Store, workspaceId: Id, since: string): Promise<HomePush[]> {
  const [open, recent] = [await store.pushes.unfinished(), await store.pushes.since(since)];
  const all = new Map([...recent, ...open].map((push) => [push.id, push]));
  const own = [...all.values()]
    .filter((push) => push.workspaceId === workspaceId)
    .toSorted((one, other) => other.createdAt.localeCompare(one.createdAt));
  return Promise.all(
    own.slice(0, mostShown).map(async (push) => {
      const thread = await findThread(store, workspaceId, push.threadId);
      return { ...countUp(push, await store.pushes.tally(push.id)), thread };
    }),
  );
}

function countUp(push: Push, tally: readonly TallyRow[]): Omit<HomePush, 'thread'> {
  const creates = tally.filter(({ op }) => op === 'create');
  const sum = (rows: readonly TallyRow[]) => rows.reduce((total, row) => total + row.count, 0);
  return {
    pushId: push.id,
    destination: push.destination,
    byName: push.requestedByName,
    total: sum(creates),
    created: sum(creates.filter(({ state }) => state === 'confirmed')),
    failed: sum(creates.filter(({ state }) => state === 'failed')),
    finished: push.finishedAt !== null,
  };
}
