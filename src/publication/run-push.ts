/** Works one push to its end: claims, sends and looks up until every intent is settled. */
import type { Id } from '../domain/ids.ts';
import type { Intent, Push } from '../domain/push.ts';
import type { TallyRow } from '../ports/publication-store.ts';
import { abandonOverdue, traitsOf } from './abandon-overdue.ts';
import { type Desk, ownScope } from './desk.ts';
import { accountOf, type Gate, openGate } from './gate.ts';
import { openDestination } from './open-destination.ts';
import { comesUntil, fromNow, nowOf, overdueMs, type PushRun, patienceMs } from './push-run.ts';
import { countIssues, isOver } from './push-view.ts';
import { reconcile } from './reconcile.ts';
import { sendPlanned } from './send-planned.ts';
import { fail, postpone } from './settle-intent.ts';

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
  if (!push || !(await outwaitRest(desk, push, signal))) return;
  const opened = await openDestination(desk, push, signal);
  if (opened === null) return;
  if ('problem' in opened) {
    await failPlanned(desk, push, opened.problem);
    await finishIfSettled(desk, push);
    return;
  }
  const { tracker } = opened;
  const run: PushRun = {
    desk,
    push,
    tracker,
    gate: openGate(desk, accountOf(push.destination), tracker.traits.limits),
    owner: `${desk.instance}/${desk.ids.next()}`,
    signal,
    waitUntil: 0,
    planned: new Set(),
    unanswered: 0,
    halted: null,
    alone: new Set(),
    amending: new Map(),
  };
  await work(run).finally(() => desk.store.senders.release(push.destination.id, run.owner));
}

/** Not even where issues would go is asked while the tracker wants to be left alone. False: too long to wait here. */
async function outwaitRest(desk: Desk, push: Push, signal: AbortSignal): Promise<boolean> {
  const { restsUntil } = await openGate(desk, accountOf(push.destination), []).look();
  const wait = restsUntil - desk.clock.now().getTime();
  if (wait > patienceMs) return false;
  if (wait > 0) await desk.sleep(wait, signal);
  return !signal.aborted;
}

async function work(run: PushRun): Promise<void> {
  const { desk, push, signal } = run;
  const patience = nowOf(run) + patienceMs;
  while (!signal.aborted) {
    if (await hold(run)) {
      if (await workOnce(run)) return;
      const wait = waitFor(run, await run.gate.look(), await desk.store.pushes.tally(push.id));
      if (wait === null || wait > patienceMs) return;
      await desk.sleep(wait, signal);
    } else {
      const current = await desk.store.pushes.get(push.workspaceId, push.id);
      if (current?.finishedAt !== null || nowOf(run) > patience) return;
      await desk.sleep(lookAgainMs, signal);
    }
  }
}

/** One sends to a destination at a time; whoever died in it is replaced when its time has run out. */
function hold({ desk, push, owner, tracker }: PushRun): Promise<boolean> {
  const until = fromNow(desk, overdueMs(tracker.traits));
  return desk.store.senders.hold(push.destination.id, owner, desk.clock.now().toISOString(), until);
}

/** True when the push is finished. */
async function workOnce(run: PushRun): Promise<boolean> {
  const { desk, push } = run;
  await abandonOverdue(desk);
  if ((await run.gate.look()).restsUntil <= nowOf(run)) {
    const due = (await desk.store.pushes.intentsIn(push.id, ['unknown'])).filter((one) => isDue(run, one));
    if (due.length > 0) await reconcile(run, due);
    if (!(await run.gate.look()).probe || (await probe(run))) await sendAll(run);
  }
  if (run.halted !== null) await failPlanned(desk, push, run.halted);
  return finishIfSettled(desk, push);
}

async function sendAll(run: PushRun): Promise<void> {
  const tally = await run.desk.store.pushes.tally(run.push.id);
  run.planned = new Set(tally.flatMap(({ op, state }) => (state === 'planned' ? op : [])));
  if (run.planned.size > 0) await sendPlanned(run, () => hold(run));
}

function isDue(run: PushRun, { notBefore }: Intent): boolean {
  return Date.parse(notBefore ?? '1970-01-01') <= nowOf(run);
}

/** After several requests without an answer one question decides whether more are sent, or whether all rest again. */
async function probe(run: PushRun): Promise<boolean> {
  const { desk, tracker, gate } = run;
  const { ok, problem } = await tracker.check(desk.timeout(tracker.traits.requestTimeoutMs, run.signal));
  if (ok) {
    await gate.answered();
    return true;
  }
  desk.log.warn('a tracker that left requests without an answer is still not fit', { problem });
  await gate.rest(nowOf(run) + patienceMs);
  return false;
}

/** Milliseconds until something can be done; null when that is up to somebody else. */
function waitFor(
  run: PushRun,
  { restsUntil, probe: asksFirst }: Awaited<ReturnType<Gate['look']>>,
  tally: readonly TallyRow[],
): number | null {
  const now = nowOf(run);
  const dates = tally.flatMap(({ state, due }) => {
    const date = due === null ? 0 : Date.parse(due);
    if (state === 'sending') return now + lookAgainMs;
    if (state === 'unknown') return Math.max(date, run.waitUntil, restsUntil);
    if (state !== 'planned') return [];
    const free = Math.max(date, run.waitUntil, restsUntil, asksFirst ? now + restMs : 0);
    return free > now ? free : [];
  });
  return dates.length === 0 ? null : Math.max(restMs, Math.min(...dates) - now);
}

/** Whatever an earlier attempt may still come to is looked up once more before. */
async function failPlanned(desk: Desk, push: Push, reason: string): Promise<void> {
  const traits = await traitsOf(desk, push.destination.tracker);
  for (const intent of await desk.store.pushes.intentsIn(push.id, ['planned'])) {
    const until = comesUntil(traits, intent);
    if (until <= desk.clock.now().getTime()) await fail(desk, push, intent, reason);
    else
      await postpone(desk, push, intent, {
        state: 'unknown',
        notBefore: new Date(until).toISOString(),
        reason,
      });
  }
}

async function finishIfSettled(desk: Desk, push: Push): Promise<boolean> {
  return desk.store.transact(async (nouns) => {
    // Held before it is counted, because a person may bring back what failed at this very moment.
    const current = await nouns.pushes.lock(push.workspaceId, push.id);
    const tally = await nouns.pushes.tally(push.id);
    if (!isOver(tally)) return false;
    if (!current || current.finishedAt !== null) return true;
    await nouns.pushes.update({ ...current, finishedAt: desk.clock.now().toISOString() });
    await desk.append(nouns, ownScope(push.workspaceId), [
      { type: 'PushFinished', pushId: push.id, boardId: push.boardId, payload: { ...countIssues(tally) } },
    ]);
    return true;
  });
}
