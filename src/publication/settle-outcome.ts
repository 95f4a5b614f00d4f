/** Writes down how an attempt at a tracker ended, and what that means for all that is still to be sent. */
import type { CreateOutcome, Intent, Refused, StepOutcome } from '../domain/push.ts';
import type { Unknown } from './attempt.ts';
import { backoffMs, fromNow, maxAttempts, type PushRun, restFor } from './push-run.ts';
import { confirm, confirmStep, fail, postpone } from './settle-intent.ts';

type Outcome = CreateOutcome | StepOutcome;

/** The outcomes of one request, at the places of its intents; one that is missing is unknown. */
export async function settleAll(
  run: PushRun,
  intents: readonly Intent[],
  outcomes: readonly Outcome[] | Unknown,
): Promise<void> {
  const missing: Unknown = { kind: 'unknown', reason: 'The answer left it out.' };
  const all = intents.map((_, at) => ('kind' in outcomes ? outcomes : (outcomes[at] ?? missing)));
  if (all.some(({ kind }) => kind === 'unknown')) await run.gate.doubt();
  if (all.some(isDone)) await run.gate.mark(null);
  const waits = all.map((outcome, at) => waitAfter(run, intents[at]!, outcome, intents.length));
  if (Math.max(...waits) > 0) await restFor(run, Math.max(...waits));
  for (const [at, outcome] of all.entries()) await settleOne(run, intents[at]!, outcome, intents.length);
}

function isDone({ kind }: Outcome): boolean {
  return kind === 'created' || kind === 'existed' || kind === 'done';
}

/** What the tracker will take later is planned again; everybody rests until then, also where it was the last attempt. */
function waitAfter(run: PushRun, intent: Intent, outcome: Outcome, together: number): number {
  if (outcome.kind !== 'refused' || isShared(outcome, together)) return 0;
  if (outcome.auth || !outcome.retryable) return 0;
  return backoffMs(Math.min(intent.attempts, maxAttempts), run.desk.random, outcome.retryAfterMs ?? 0);
}

function isFinal({ attempts }: Intent, { auth, retryable }: Refused): boolean {
  return auth || !retryable || attempts >= maxAttempts;
}

/** Refused for what it was sent together with, which is no attempt of its own. */
function isShared({ alone }: Refused, together: number): boolean {
  return alone === true && together > 1;
}

async function settleOne(run: PushRun, intent: Intent, outcome: Outcome, together: number): Promise<void> {
  const { desk, push } = run;
  switch (outcome.kind) {
    case 'created':
    case 'existed': {
      const { issue, warnings } = outcome;
      await confirm(desk, push, intent, { issue, warnings, adopted: outcome.kind === 'existed' });
      return;
    }
    case 'done':
      if (intent.op === 'create') await confirm(desk, push, intent, { issue: outcome.issue, adopted: false });
      else await confirmStep(desk, push, intent);
      return;
    case 'refused':
      return settleRefused(run, intent, outcome, together);
    case 'unknown': {
      const notBefore = fromNow(desk, run.tracker.traits.quarantineMs);
      await postpone(desk, push, intent, { state: 'unknown', notBefore, reason: outcome.reason });
    }
  }
}

async function settleRefused(
  run: PushRun,
  intent: Intent,
  refused: Refused,
  together: number,
): Promise<void> {
  const { desk, push } = run;
  const { reason } = refused;
  if (isShared(refused, together)) {
    run.alone.add(intent.id);
    await postpone(desk, push, intent, { state: 'planned', attempts: intent.attempts - 1 });
  } else if (refused.auth) {
    run.halted = sayAuth(reason);
    await run.gate.mark(run.halted);
    // Whether an earlier attempt came to something is for whoever gives up all of the push to wait for.
    await postpone(desk, push, intent, { state: 'planned', attempts: intent.attempts - 1 });
  } else if (isFinal(intent, refused)) {
    await fail(desk, push, intent, reason);
  } else {
    const notBefore = new Date(run.waitUntil).toISOString();
    await postpone(desk, push, intent, { state: 'planned', notBefore, reason });
  }
}

function sayAuth(reason: string): string {
  return `${reason.replace(/\.?$/, '.')} Renew the connection, then press Retry.`;
}
