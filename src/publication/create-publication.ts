/** Puts the publication service together: the only code that is handed both approvals and trackers. */
import { answerDuplicates, settleAndDraw } from './answer-duplicates.ts';
import { approve } from './approve.ts';
import { approveNamed } from './approve-named.ts';
import { placeBeside } from './beside.ts';
import { drawBoard, turnPage } from './board.ts';
import { closeSecond } from './close-second.ts';
import { createDesk, type Desk, type PublicationDeps } from './desk.ts';
import { findAlike } from './find-alike.ts';
import { accountOf } from './gate.ts';
import { openReview, proposePush } from './propose-push.ts';
import type { Publication } from './publication.ts';
import { approveAndPush, push } from './push.ts';
import { viewPush } from './push-view.ts';
import { type Recovery, recover } from './recover.ts';
import { rehearse } from './rehearse.ts';
import { runPush } from './run-push.ts';
import { sweepAfter, sweepAll } from './second-issues.ts';
import { cancelPush, retryPush } from './steer-push.ts';
import { refreshContexts } from './sync/refresh-contexts.ts';
import { createSyncing } from './sync/syncing.ts';
import { sync } from './sync.ts';
import { tellSeconds } from './tell-seconds.ts';

export function createPublication(deps: PublicationDeps): Publication {
  const desk = createDesk(deps);
  const recovery: Recovery = { running: new Set(), queuedAt: new Map(), isFirst: true };
  return {
    ...createSyncing(desk),
    openBoard: (caller, input) => openReview(desk, caller, input),
    board: (caller, boardId) => drawBoard(desk, caller, boardId),
    turnPage: (caller, boardId, page) => turnPage(desk, caller, boardId, page),
    placeBeside: (caller, ticketId, added) => placeBeside(desk, caller, ticketId, added),
    approve: (caller, input) => approve(desk, caller, input),
    approveNamed: (caller, ids, tracker) => approveNamed(desk, caller, ids, tracker),
    approveAndPush: (caller, input) => approveAndPush(desk, caller, input),
    proposePush: (caller, input) => proposePush(desk, caller, input),
    push: (caller, input) => push(desk, caller, input),
    rehearse: (caller, input) => rehearse(desk, caller, input),
    pushView: (caller, pushId) => viewPush(desk, caller, pushId),
    retry: (caller, pushId) => retryPush(desk, caller, pushId),
    cancel: (caller, pushId) => cancelPush(desk, caller, pushId),
    findAlike: (caller, said) => findAlike(desk, caller.workspaceId, said),
    findDuplicates: (caller, input) => answerDuplicates(desk, caller, input),
    settleDuplicate: (caller, wish) => settleAndDraw(desk, caller, wish),
    sync: (caller, input, signal) => sync(desk, caller, input, signal),
    destinations: () => listDestinations(desk),
    async runPush(pushId, signal) {
      recovery.running.add(pushId);
      await runPush(desk, pushId, signal).finally(() => recovery.running.delete(pushId));
      if (!signal.aborted) await sweepAfter(desk, pushId);
    },
    refreshContexts: (caller, capabilityId) => refreshContexts(desk, caller, capabilityId),
    closeSecond: (caller, id) => closeSecond(desk, caller, id),
    sweep: () => sweepAll(desk),
    tellSeconds: (how) => tellSeconds(desk, how),
    recover: () => recover(desk, recovery),
    close: () => desk.mirrors.close(),
  };
}

/** A connection that a push found broken is said to be so until something was taken again. */
function listDestinations(desk: Desk): ReturnType<Publication['destinations']> {
  return Promise.all(
    desk.trackers.names().map(async ({ name }) => {
      const answer = await desk.destinations.ask(name);
      if (answer.destination === null) return { tracker: name, ...answer };
      const budget = await desk.store.senders.budget(accountOf(answer.destination));
      return { tracker: name, ...answer, problem: budget?.reconnect ?? null };
    }),
  );
}
