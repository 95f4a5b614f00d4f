/** Finds out what became of attempts whose outcome is unknown, before anything of theirs is sent again. */
import { isDocketError } from '../domain/errors.ts';
import type { Intent, IssueSnapshot } from '../domain/push.ts';
import { amendOnce, awaitAnswer, isUpdate } from './amend-issue.ts';
import { keysInUse } from './keys-in-use.ts';
import {
  backoffMs,
  comesUntil,
  fromNow,
  maxAttempts,
  nowOf,
  type PushRun,
  restFor,
  sendGuardMs,
} from './push-run.ts';
import { callOff, confirm, fail, postpone } from './settle-intent.ts';
import { settleAll } from './settle-outcome.ts';

/**
 * Looks up all these intents in one question. Found is adopted, not found is planned again; when the tracker cannot be
 * asked they stay unknown for a while longer.
 */
export async function reconcile(run: PushRun, unknown: readonly Intent[]): Promise<void> {
  const { desk, push } = run;
  const current = await desk.store.pushes.get(push.workspaceId, push.id);
  const cancelled = current?.cancelledAt !== null;
  for (const intent of unknown.filter(({ op }) => op !== 'create')) await tryAgain(run, intent, cancelled);
  const issues = unknown.filter(({ op }) => op === 'create');
  for (const intent of issues.filter(isUpdate)) if (mayAsk(run)) await settleUpdate(run, intent);
  const creations = issues.filter((intent) => !isUpdate(intent));
  const found = creations.length > 0 && mayAsk(run) ? await ask(run, creations) : null;
  if (found === null) return;
  for (const intent of creations) {
    const issue = found.get(intent.marker)?.[0];
    if (issue) await confirm(desk, push, intent, { issue, adopted: true });
    else await settleMissing(run, intent, cancelled, 'created nothing');
  }
}

/** An answer on the way may have been that everybody is to wait. */
function mayAsk(run: PushRun): boolean {
  return !run.signal.aborted && nowOf(run) >= run.waitUntil;
}

/** Making a link again under its key, or closing an issue again, is the way to find out: it changes nothing more. */
function tryAgain(run: PushRun, intent: Intent, cancelled: boolean): Promise<void> {
  return settleMissing(run, intent, cancelled, 'may have made this link');
}

/**
 * Writing is the only way to look it up, so as with a claim nobody may have slept over it, nor over a wait that another
 * was asked for meanwhile.
 */
async function isStillOurs({ desk, gate }: PushRun, { id, marker, epoch }: Intent): Promise<boolean> {
  const lookedAt = desk.clock.now().getTime();
  if ((await gate.look()).restsUntil > lookedAt) return false;
  const known = await desk.store.pushes.intentsOfMarkers([marker]);
  const current = known.find((one) => one.id === id);
  const isFresh = desk.clock.now().getTime() - lookedAt <= sendGuardMs;
  return isFresh && current?.state === 'unknown' && current.epoch === epoch;
}

/** What is refused for now may have been written before, so it is not planned as if it had never been sent. */
async function settleUpdate(run: PushRun, intent: Intent): Promise<void> {
  if (!(await isStillOurs(run, intent))) return;
  const outcome = await amendOnce(run, intent);
  if (outcome.kind === 'refused' && outcome.retryable) await awaitAnswer(run, intent, outcome);
  else await settleAll(run, [intent], [outcome]);
}

/** Null when the question was not answered. */
async function ask(run: PushRun, unknown: readonly Intent[]): Promise<Map<string, IssueSnapshot[]> | null> {
  const { desk, tracker } = run;
  const keys = await keysInUse(desk, unknown);
  try {
    const found = await tracker.find(keys, desk.timeout(4 * tracker.traits.requestTimeoutMs, run.signal));
    run.unanswered = 0;
    await run.gate.answered();
    return found;
  } catch (error) {
    desk.log.warn('a tracker could not say what it has created', { tracker: tracker.name, error });
    run.unanswered += 1;
    const atLeast = isDocketError(error) ? (error.retryAfterMs ?? 0) : 0;
    const wait = backoffMs(run.unanswered + 1, desk.random, atLeast);
    if (atLeast > 0) await restFor(run, wait);
    const notBefore = fromNow(desk, wait);
    const reason = 'The tracker could not be asked yet whether it was created.';
    for (const intent of unknown) {
      await postpone(desk, run.push, intent, { state: 'unknown', notBefore, reason });
    }
    return null;
  }
}

async function settleMissing(run: PushRun, intent: Intent, cancelled: boolean, came: string): Promise<void> {
  const { desk, push } = run;
  const until = comesUntil(run.tracker.traits, intent);
  if ((cancelled || intent.attempts >= maxAttempts) && until > nowOf(run)) {
    const { reason } = intent;
    await postpone(desk, push, intent, {
      state: 'unknown',
      notBefore: new Date(until).toISOString(),
      reason,
    });
  } else if (cancelled) {
    await callOff(desk, push, intent, `The push was stopped; the attempt under way ${came}.`);
  } else if (intent.attempts >= maxAttempts) {
    await fail(desk, push, intent, `The tracker never answered, and ${sayLast(intent)}. Try again later.`);
  } else {
    await postpone(desk, push, intent, { state: 'planned' });
  }
}

function sayLast({ op }: Intent): string {
  return op === 'create' ? 'nothing was created' : 'what it did is not known';
}
