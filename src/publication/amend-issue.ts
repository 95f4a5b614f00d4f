/** Puts a ticket's content into an issue that was there before it, which becomes the ticket's issue. */
import type { Intent, StepOutcome } from '../domain/push.ts';
import { attemptOnce } from './attempt.ts';
import { backoffMs, fromNow, maxAttempts, type PushRun, restFor } from './push-run.ts';
import { postpone } from './settle-intent.ts';

/** True where no issue is created. */
export function isUpdate({ existing }: Pick<Intent, 'existing'>): boolean {
  return existing?.choice === 'update';
}

/**
 * Trying again changes nothing more, so a doubtful outcome may be tried again. One at a time per issue: trackers take a
 * text as a whole, and two at once would lose one of them.
 */
export function amendOnce(run: PushRun, intent: Intent): Promise<StepOutcome> {
  const { payload, marker, uuid } = intent;
  const { externalId } = intent.existing!;
  const change = { externalId, section: `## ${payload!.title}\n\n${payload!.body}` };
  const before = run.amending.get(externalId) ?? Promise.resolve();
  const amended = before.then(() =>
    attemptOnce<StepOutcome>(run, (signal) => run.tracker.amend(change, { marker, uuid }, signal)),
  );
  run.amending.set(externalId, amended);
  return amended;
}

type Undone = Exclude<StepOutcome, { kind: 'done' }>;

/** It is looked up again after the quarantine, or when the tracker has said that it will listen. */
export async function awaitAnswer(run: PushRun, intent: Intent, outcome: Undone): Promise<void> {
  const { desk, push, tracker } = run;
  if (outcome.kind === 'unknown') await run.gate.doubt();
  const attempt = Math.min(intent.attempts, maxAttempts);
  const wait =
    outcome.kind === 'unknown'
      ? tracker.traits.quarantineMs
      : backoffMs(attempt, desk.random, outcome.retryAfterMs ?? 0);
  if (outcome.kind === 'refused') await restFor(run, wait);
  const notBefore = fromNow(desk, wait);
  await postpone(desk, push, intent, { state: 'unknown', notBefore, reason: outcome.reason });
}
