/** Works one push to its end: claims, sends and looks up until every intent is settled. */
import type { Id } from '../domain/ids.ts';
import type { Intent, Push } from '../domain/push.ts';
import { abandonOverdue } from './abandon-overdue.ts';
import { type Desk, ownScope } from './desk.ts';
import { openDestination } from './open-destination.ts';
import { maxAmbiguous, maySend, type PushRun, patienceMs } from './push-run.ts';
import { countIntents, isSettled } from './push-view.ts';
import { reconcile } from './reconcile.ts';
import { sendIntent } from './send-intent.ts';
import { fail } from './settle-intent.ts';
import { isOpen } from './standing.ts';

/** Between two looks at what others are sending. */
const lookAgainMs = 1000;
/** Between any two looks, so that no turn of the clock makes a run spin. */
const restMs = 50;

/**
 * As `Publication.runPush`. Ends when the push is finished, when `signal` aborts, or when nothing can be done for a
 * minute; what is left then is taken up again by recovery.
 */
export async function runPush(desk: Desk, pushId: Id, signal: AbortSignal): Promise<void> {
  const push = (await desk.store.pushes.unfinished()).find(({ id }) => id === pushId);
  if (!push) return;
  const opened = await openDestination(desk, push, signal);
  if (opened === null) return;
  if ('problem' in opened) {
    await failPlanned(desk, push, opened.problem);
    await finishIfSettled(desk, push);
    return;
  }
  await work({
    desk,
    push,
    tracker: opened.tracker,
    owner: `${desk.instance}/${desk.ids.next()}`,
    signal,
    pausedUntil: 0,
    ambiguous: 0,
    unanswered: 0,
    halted: null,
    amending: new Map(),
  });
}

async function work(run: PushRun): Promise<void> {
  const { desk, push, signal } = run;
  while (!signal.aborted) {
    await abandonOverdue(desk);
    const before = await desk.store.pushes.intents(push.id);
    run.pausedUntil = Math.max(run.pausedUntil, ...before.map(restsUntil));
    await sendPlanned(run);
    if (run.halted !== null) await failPlanned(desk, push, run.halted);
    const due = (await desk.store.pushes.intents(push.id)).filter((intent) => isDue(desk, intent));
    if (due.length > 0) {
      await reconcile(run, due);
      continue;
    }
    if (await finishIfSettled(desk, push)) return;
    const wait = waitFor(run, await desk.store.pushes.intents(push.id));
    if (wait === null || wait > patienceMs) return;
    await desk.sleep(wait, signal);
  }
}

/** Only a refusal that may be repeated leaves a planned intent a date, and then the whole destination keeps it. */
function restsUntil(intent: Intent): number {
  return intent.state === 'planned' && intent.notBefore !== null ? Date.parse(intent.notBefore) : 0;
}

function isDue(desk: Desk, { state, notBefore }: Intent): boolean {
  return state === 'unknown' && Date.parse(notBefore ?? '1970-01-01') <= desk.clock.now().getTime();
}

/**
 * Keeps as many attempts under way as the tracker takes, each claim committed before its request begins. When one of
 * them breaks off, the others are waited for before its fault is thrown.
 */
async function sendPlanned(run: PushRun): Promise<void> {
  const { desk, push, tracker } = run;
  const underWay = new Set<Promise<void>>();
  const faults: unknown[] = [];
  try {
    for (;;) {
      while (underWay.size < tracker.traits.maxConcurrency && faults.length === 0 && maySend(run)) {
        const wish = { op: 'create' as const, most: 1, withParents: false };
        const now = desk.clock.now().toISOString();
        const [intent] = await desk.store.pushes.claim(push.id, run.owner, now, wish);
        if (!intent) break;
        const attempt = sendIntent(run, intent)
          .catch((fault: unknown) => void faults.push(fault))
          .finally(() => underWay.delete(attempt));
        underWay.add(attempt);
      }
      if (underWay.size === 0) break;
      await Promise.race(underWay);
    }
  } finally {
    await Promise.all(underWay);
  }
  if (faults.length > 0) throw faults[0];
}

/** Milliseconds until something can be done; null when that is up to somebody else. */
function waitFor(run: PushRun, intents: readonly Intent[]): number | null {
  const now = run.desk.clock.now().getTime();
  const dates = intents.flatMap((intent) => {
    if (intent.state === 'unknown') return Date.parse(intent.notBefore ?? '1970-01-01');
    if (intent.state === 'sending') return now + lookAgainMs;
    return intent.state === 'planned' && isFree(run, intent, intents) ? run.pausedUntil : [];
  });
  return dates.length === 0 ? null : Math.max(restMs, Math.min(...dates) - now);
}

/** Planned, and held back neither by too many doubts nor by a parent that is still to come. */
function isFree(run: PushRun, { waitsFor }: Intent, intents: readonly Intent[]): boolean {
  if (run.ambiguous >= maxAmbiguous) return false;
  const parent = intents.find((intent) => intent.ticketId === waitsFor);
  return waitsFor === null || (parent !== undefined && !isOpen(parent));
}

async function failPlanned(desk: Desk, push: Push, reason: string): Promise<void> {
  for (const intent of await desk.store.pushes.intents(push.id)) {
    if (intent.state === 'planned') await fail(desk, push, intent, reason);
  }
}

async function finishIfSettled(desk: Desk, push: Push): Promise<boolean> {
  return desk.store.transact(async (nouns) => {
    const intents = await nouns.pushes.intents(push.id);
    if (!isSettled(intents)) return false;
    const current = await nouns.pushes.get(push.workspaceId, push.id);
    if (!current || current.finishedAt !== null) return true;
    await nouns.pushes.update({ ...current, finishedAt: desk.clock.now().toISOString() });
    await desk.append(nouns, ownScope(push.workspaceId), [
      {
        type: 'PushFinished',
        pushId: push.id,
        boardId: push.boardId,
        payload: { ...countIntents(intents) },
      },
    ]);
    return true;
  });
}
