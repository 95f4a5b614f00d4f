/** Pushes as people start them: with one click on a board, or by a command. Models only propose. */
import type { Destination } from '../domain/approval.ts';
import type { ReviewBoard } from '../domain/conversation.ts';
import { DocketError } from '../domain/errors.ts';
import type { Id } from '../domain/ids.ts';
import type { Caller } from '../domain/principal.ts';
import type { PushView } from '../domain/publication-view.ts';
import type { Push } from '../domain/push.ts';
import type { Nouns } from '../ports/store.ts';
import { approveShown, findShownBoard, searchAgain, stale } from './approve.ts';
import {
  type Answer,
  answerRepeated,
  approvedOne,
  failedOne,
  missing,
  skippedOf,
} from './choose-sendables.ts';
import { type Desk, scopeOf } from './desk.ts';
import { findForOpen } from './find-duplicates.ts';
import { type Granted, grant, onceMore, requireDecider } from './grant.ts';
import { writePush } from './plan-push.ts';
import { enqueuePush, viewPush } from './push-view.ts';
import { liveTickets } from './read-board.ts';
import { sayPartial } from './say-approved.ts';
import { sayHeld, whyHeld } from './say-held.ts';
import { type Judged, judgeAll } from './standing.ts';

type PushWish = { ticketIds: readonly Id[]; tracker?: string };

/** As `Publication.approveAndPush`. A second click on the same board answers with the push of the first. */
export async function approveAndPush(
  desk: Desk,
  caller: Caller,
  wish: { boardId: Id; rev: number; which: 'all' | 'approved' },
): Promise<PushView> {
  requireDecider(caller, 'push tickets');
  await searchAgain(desk, caller, wish.boardId);
  const answer = await onceMore(() =>
    desk.store.transact(async (nouns) => {
      const board = await findShownBoard(nouns, caller, wish);
      const destination = board.destination ?? refuseNowhere();
      await nouns.pushes.planAlone(destination.id);
      const granted = wish.which === 'all' ? await approveShown(desk, nouns, caller, board, 'all') : null;
      const judged = await judgeShown(nouns, board, destination);
      const sendables = judged.flatMap(approvedOne);
      if (sendables.length === 0) {
        if (granted && granted.partial.length > 0) return noteOnly(desk, nouns, caller, board, granted);
        return (await answerRepeated(nouns, judged)) ?? refuseNothing(destination, judged);
      }
      const push = newPush(desk, caller, destination, board.id);
      await writePush(desk, nouns, push, sendables);
      if (!(await nouns.boards.swap({ ...board, pushId: push.id }, board.rev))) throw stale('This board');
      return { push, skipped: skippedOf(judged.filter((one) => whyHeld(one) !== null)) };
    }),
  );
  if (answer instanceof DocketError) throw answer;
  return report(desk, caller, answer);
}

/** The approval is kept, and said to be one of several that it takes. */
async function noteOnly(
  desk: Desk,
  nouns: Nouns,
  caller: Caller,
  board: ReviewBoard,
  granted: Granted,
): Promise<DocketError> {
  await desk.append(nouns, scopeOf(caller), [{ type: 'BoardChanged', boardId: board.id }]);
  return new DocketError('NEEDS_CONFIRMATION', {
    message: `${sayPartial(granted)} Nothing was pushed yet.`,
    remedy: 'Ask somebody else who may approve to press it too.',
  });
}

/** The tickets the board showed, in its order. Throws STALE when an approved one is no longer what it showed. */
async function judgeShown(nouns: Nouns, board: ReviewBoard, destination: Destination): Promise<Judged[]> {
  const ids = board.ticketIds.filter((id) => id in board.shown);
  const tickets = await liveTickets(nouns, board.workspaceId, ids);
  const judged = await judgeAll(nouns, board.workspaceId, tickets, destination.id);
  for (const { ticket, seal, standing } of judged) {
    if (standing.kind === 'approved' && board.shown[ticket.id] !== seal) throw stale(ticket.key);
  }
  return judged;
}

/** As `Publication.push`. */
export async function push(desk: Desk, caller: Caller, wish: PushWish): Promise<PushView> {
  requireDecider(caller, 'push tickets');
  const destination = await desk.destinations.of(desk.destinations.choose(wish.tracker));
  const ids = [...new Set(wish.ticketIds)];
  await findForOpen(desk, caller.workspaceId, ids, destination);
  const answer = await onceMore(() =>
    desk.store.transact((nouns) => writeNamedPush(desk, nouns, caller, ids, destination)),
  );
  return report(desk, caller, answer);
}

async function writeNamedPush(
  desk: Desk,
  nouns: Nouns,
  caller: Caller,
  ids: readonly Id[],
  destination: Destination,
): Promise<Answer> {
  await nouns.pushes.planAlone(destination.id);
  await approveUnreviewed(desk, nouns, caller, ids, destination);
  const tickets = await liveTickets(nouns, caller.workspaceId, ids);
  const judged = await judgeAll(nouns, caller.workspaceId, tickets, destination.id);
  const sendables = judged.flatMap(approvedOne);
  for (const one of judged) sendables.push(...(await failedOne(nouns, one)));
  const skipped = [...missing(ids, tickets), ...skippedOf(judged, sendables)];
  if (sendables.length === 0) {
    const repeated = await answerRepeated(nouns, judged);
    if (repeated) return { push: repeated.push, skipped };
  }
  const board = await boardHere(nouns, caller, ids);
  const made = newPush(desk, caller, destination, board?.id ?? null);
  await writePush(desk, nouns, made, sendables);
  if (board && sendables.length > 0) await nouns.boards.swap({ ...board, pushId: made.id }, board.rev);
  return { push: made, skipped };
}

/** This thread's newest board that shows one of them. */
async function boardHere(nouns: Nouns, caller: Caller, ids: readonly Id[]): Promise<ReviewBoard | null> {
  const boards = await nouns.boards.showing(caller.workspaceId, ids);
  return boards.findLast((board) => board.threadId === caller.threadId) ?? null;
}

/** A ticket a person wrote has no review: the request to push it is one (spec 05, 7.2). */
async function approveUnreviewed(
  desk: Desk,
  nouns: Nouns,
  caller: Caller,
  ids: readonly Id[],
  destination: Destination,
): Promise<void> {
  const tickets = await liveTickets(nouns, caller.workspaceId, ids);
  const unreviewed = tickets.filter((ticket) => ticket.review.status === null);
  const judged = await judgeAll(nouns, caller.workspaceId, unreviewed, destination.id);
  const waiting = judged.filter(({ standing }) => standing.kind === 'waiting');
  if (waiting.length > 0) await grant(desk, nouns, caller, waiting, destination.id);
}

function newPush(desk: Desk, caller: Caller, destination: Destination, boardId: Id | null): Push {
  return {
    id: desk.ids.next(),
    workspaceId: caller.workspaceId,
    threadId: caller.threadId,
    boardId,
    destination,
    requestedBy: caller.principal.id,
    requestedByName: caller.principal.name,
    createdAt: desk.clock.now().toISOString(),
    finishedAt: null,
    cancelledAt: null,
  };
}

async function report(desk: Desk, caller: Caller, { push: made, skipped }: Answer): Promise<PushView> {
  if (made.finishedAt === null) await enqueuePush(desk, made);
  return viewPush(desk, caller, made.id, skipped);
}

function refuseNowhere(): never {
  throw new DocketError('INTEGRATION_NOT_CONNECTED', {
    message: 'This board points at no tracker. Nothing was approved or pushed.',
    remedy: 'Say where to push, for example "push these to linear".',
  });
}

function refuseNothing(destination: Destination, judged: readonly Judged[]): never {
  const held = sayHeld(judged);
  if (held !== '') {
    throw new DocketError('NEEDS_CONFIRMATION', {
      message: `${held} Nothing was pushed.`,
      remedy: 'Decide on each of them on the board, then press again.',
    });
  }
  throw new DocketError('INVALID_INPUT', {
    message: `No ticket on this board is approved for ${destination.label}. Nothing was pushed.`,
    remedy: 'Approve some first, or press "Approve and push".',
  });
}
