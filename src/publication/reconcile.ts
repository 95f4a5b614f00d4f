/** Finds out what became of attempts whose outcome is unknown, before anything of theirs is sent again. */
import type { Intent, IssueSnapshot } from '../domain/push.ts';
import { amendOnce, awaitAnswer, finishIssue } from './finish-issue.ts';
import { backoffMs, fromNow, maxAttempts, type PushRun } from './push-run.ts';
import { settle } from './send-intent.ts';
import { callOff, fail, postpone } from './settle-intent.ts';

/**
 * Looks up all these intents in one question. Found is adopted, not found is planned again; when the tracker cannot be
 * asked they stay unknown for a while longer.
 */
export async function reconcile(run: PushRun, unknown: readonly Intent[]): Promise<void> {
  const [updates, creations] = [unknown.filter(isUpdate), unknown.filter((one) => !isUpdate(one))];
  for (const intent of updates) await settleUpdate(run, intent);
  const found = creations.length > 0 ? await ask(run, creations) : null;
  if (found === null) return;
  const current = await run.desk.store.pushes.get(run.push.workspaceId, run.push.id);
  const cancelled = current?.cancelledAt !== null;
  for (const intent of creations) {
    const issue = found.get(intent.marker)?.[0];
    if (issue) await finishIssue(run, intent, { issue, adopted: true });
    else await settleMissing(run, intent, cancelled);
  }
}

/** What is refused for now may have been written before, so it is not planned as if it had never been sent. */
async function settleUpdate(run: PushRun, intent: Intent): Promise<void> {
  const outcome = await amendOnce(run, intent, intent.existing!);
  if (outcome.kind === 'refused' && outcome.retryable) await awaitAnswer(run, intent, outcome);
  else await settle(run, intent, outcome);
}

/** Writing the same section again is the way to find out: it changes nothing where it was written before. */
function isUpdate({ existing }: Intent): boolean {
  return existing?.choice === 'update';
}

/** Null when the question was not answered. */
async function ask(run: PushRun, unknown: readonly Intent[]): Promise<Map<string, IssueSnapshot[]> | null> {
  const { desk, tracker } = run;
  const keys = unknown.map(({ marker, uuid }) => ({ marker, uuid }));
  const limit = desk.timeout(4 * tracker.traits.requestTimeoutMs, run.signal);
  try {
    const found = await tracker.find(keys, limit);
    run.unanswered = 0;
    run.ambiguous = 0;
    return found;
  } catch (error) {
    desk.log.warn('a tracker could not say what it has created', { tracker: tracker.name, error });
    run.unanswered += 1;
    const notBefore = fromNow(desk, backoffMs(run.unanswered + 1, desk.random));
    const reason = 'The tracker could not be asked yet whether it was created.';
    for (const intent of unknown) {
      await postpone(desk, run.push, intent, { state: 'unknown', notBefore, reason });
    }
    return null;
  }
}

async function settleMissing(run: PushRun, intent: Intent, cancelled: boolean): Promise<void> {
  const { desk, push } = run;
  if (cancelled) {
    await callOff(desk, push, intent, 'The push was stopped; the attempt under way created nothing.');
  } else if (intent.attempts >= maxAttempts) {
    await fail(desk, push, intent, 'The tracker never answered, and nothing was created. Try again later.');
  } else {
    await postpone(desk, push, intent, { state: 'planned' });
  }
}
