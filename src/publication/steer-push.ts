/** A person's say over a push that exists: to stop it, or to try what failed again. */
import type { Id } from '../domain/ids.ts';
import type { Caller } from '../domain/principal.ts';
import type { PushView } from '../domain/publication-view.ts';
import { type Intent, isIntentOpen, type Push } from '../domain/push.ts';
import type { Nouns } from '../ports/store.ts';
import { traitsOf } from './abandon-overdue.ts';
import { skippedOf } from './choose-sendables.ts';
import { type Desk, scopeOf } from './desk.ts';
import { onceMore, requireDecider } from './grant.ts';
import { comesUntil } from './push-run.ts';
import { enqueuePush, findPush, lockPush, viewPush } from './push-view.ts';
import { liveTickets } from './read-board.ts';
import { judgeAll } from './standing.ts';
import { takeBack } from './take-back.ts';

/**
 * As `Publication.cancel`. What is being sent or looked up runs to its end. The consent to what was not sent is spent,
 * so those tickets wait for their review again.
 */
export async function cancelPush(desk: Desk, caller: Caller, pushId: Id): Promise<PushView> {
  requireDecider(caller, 'stop a push');
  const { destination } = await findPush(desk.store, caller.workspaceId, pushId);
  const traits = await traitsOf(desk, destination.tracker);
  await onceMore(() =>
    desk.store.transact(async (nouns) => {
      const push = await lockPush(nouns, caller.workspaceId, pushId);
      if (push.finishedAt !== null || push.cancelledAt !== null) return;
      const now = desk.clock.now().toISOString();
      await nouns.pushes.update({ ...push, cancelledAt: now });
      for (const intent of await nouns.pushes.intentsIn(push.id, ['planned'])) {
        await withdraw(desk, nouns, caller, intent, comesUntil(traits, intent));
      }
      await tellProgress(desk, nouns, caller, push, { cancelled: true });
    }),
  );
  const push = await findPush(desk.store, caller.workspaceId, pushId);
  if (push.finishedAt === null) await enqueuePush(desk, push);
  return viewPush(desk, caller, pushId);
}

/** What an earlier attempt may have come to, or may until `comes`, is looked up first. */
async function withdraw(
  desk: Desk,
  nouns: Nouns,
  caller: Caller,
  intent: Intent,
  comes: number,
): Promise<void> {
  const now = desk.clock.now();
  const updatedAt = now.toISOString();
  if (comes > 0) {
    const doubtful: Intent = {
      ...intent,
      state: 'unknown',
      notBefore: new Date(comes).toISOString(),
      updatedAt,
    };
    await nouns.pushes.settle(doubtful, 'planned');
    return;
  }
  const reason = `${caller.principal.name} stopped the push before it was sent.`;
  const ended: Intent = { ...intent, state: 'cancelled', notBefore: null, reason, updatedAt };
  if (!(await nouns.pushes.settle(ended, 'planned')) || intent.op !== 'create') return;
  await takeBack(desk, nouns, scopeOf(caller), intent.ticketId);
}

/** As `Publication.retry`. Tickets whose content is no longer what was approved are skipped. */
export async function retryPush(desk: Desk, caller: Caller, pushId: Id): Promise<PushView> {
  requireDecider(caller, 'push tickets');
  const { push, skipped } = await onceMore(() =>
    desk.store.transact(async (nouns) => {
      const found = await lockPush(nouns, caller.workspaceId, pushId);
      const [failed, steps] = partition(await nouns.pushes.intentsIn(found.id, ['failed']));
      const ids = failed.map((intent) => intent.ticketId);
      const tickets = await liveTickets(nouns, caller.workspaceId, ids);
      const judged = await judgeAll(nouns, caller.workspaceId, tickets, found.destination.id);
      const again = judged.flatMap(({ ticket, standing }) =>
        standing.kind === 'failed' ? failed.filter((intent) => intent.ticketId === ticket.id) : [],
      );
      again.push(...(await notElsewhere(nouns, steps)));
      for (const intent of again) await planAgain(desk, nouns, intent);
      const reopened = { ...found, finishedAt: null, cancelledAt: null };
      if (again.length > 0) {
        await nouns.pushes.update(reopened);
        await tellProgress(desk, nouns, caller, found, { retried: again.length });
      }
      const left = judged.filter(({ standing }) => standing.kind !== 'failed');
      return {
        push: again.length > 0 ? reopened : found,
        skipped: skippedOf(left),
      };
    }),
  );
  if (push.finishedAt === null) await enqueuePush(desk, push);
  return viewPush(desk, caller, pushId, skipped);
}

/** Those that make issues, and what builds on them. */
function partition(intents: readonly Intent[]): [Intent[], Intent[]] {
  return [intents.filter(({ op }) => op === 'create'), intents.filter(({ op }) => op !== 'create')];
}

/** Leaves out what a later push has made or is about to make. */
async function notElsewhere(nouns: Nouns, steps: readonly Intent[]): Promise<Intent[]> {
  const known = await nouns.pushes.intentsOfMarkers(steps.map(({ marker }) => marker));
  const taken = new Set(
    known.filter((one) => isIntentOpen(one) || one.state === 'confirmed').map(({ marker }) => marker),
  );
  return steps.filter(({ marker }) => !taken.has(marker));
}

async function planAgain(desk: Desk, nouns: Nouns, intent: Intent): Promise<void> {
  const updatedAt = desk.clock.now().toISOString();
  const fresh = { attempts: 0, notBefore: null, reason: null, updatedAt };
  await nouns.pushes.settle({ ...intent, ...fresh, state: 'planned' }, 'failed');
}

function tellProgress(
  desk: Desk,
  nouns: Nouns,
  caller: Caller,
  push: Push,
  payload: Record<string, unknown>,
): Promise<void> {
  const about = { pushId: push.id, boardId: push.boardId };
  return desk.append(nouns, scopeOf(caller), [{ type: 'PushProgressed', ...about, payload }]);
}
