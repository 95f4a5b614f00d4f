/** What a push does with issues that were there before it: relates a new one to one of them, or writes into one. */
import { issueKey } from '../domain/ids.ts';
import type { ExistingIssue, Intent, IssueSnapshot, StepOutcome } from '../domain/push.ts';
import { attemptOnce } from './attempt.ts';
import { backoffMs, fromNow, maxAttempts, type PushRun } from './push-run.ts';
import { confirm, postpone } from './settle-intent.ts';

type Created = { issue: IssueSnapshot; adopted: boolean; warnings?: readonly string[] };

/**
 * The issue was created: confirms it, once it is related to the one it is to be linked with. Until then the intent stays
 * open as `unknown`, so that whoever looks it up next, also after a crash, finds the issue and comes here again.
 */
export async function finishIssue(run: PushRun, intent: Intent, created: Created): Promise<void> {
  const { desk, push } = run;
  const { existing } = intent;
  if (existing?.choice !== 'link') return void (await confirm(desk, push, intent, created));
  const outcome = await relateOnce(run, intent, existing, created.issue);
  if (outcome.kind === 'done') return void (await confirm(desk, push, intent, created));
  if (outcome.kind === 'unknown' || outcome.retryable) return awaitAnswer(run, intent, outcome);
  const warning = `It could not be linked to ${existing.externalKey}: ${outcome.reason}.`;
  await confirm(desk, push, intent, {
    ...created,
    unlinked: true,
    warnings: [...(created.warnings ?? []), warning],
  });
}

function relateOnce(
  run: PushRun,
  intent: Intent,
  existing: ExistingIssue,
  issue: IssueSnapshot,
): Promise<StepOutcome> {
  const { workspaceId, ticketId } = intent;
  const destination = `${intent.destination} related to ${existing.externalId}`;
  const key = issueKey(run.desk.secret, { workspaceId, ticketId, destination, generation: 0 });
  const order = { type: 'relatesTo', fromId: issue.externalId, toId: existing.externalId, key } as const;
  return attemptOnce<StepOutcome>(run, async (signal) => (await run.tracker.link([order], signal))[0]!);
}

/**
 * Puts the ticket's content into the existing issue. Trying again changes nothing more, so a doubtful outcome may be.
 * One at a time per issue: trackers take a text as a whole, and two at once would lose one of them.
 */
export function amendOnce(run: PushRun, intent: Intent, existing: ExistingIssue): Promise<StepOutcome> {
  const { payload, marker, uuid } = intent;
  const change = { externalId: existing.externalId, section: `## ${payload!.title}\n\n${payload!.body}` };
  const before = run.amending.get(existing.externalId) ?? Promise.resolve();
  const amended = before.then(() =>
    attemptOnce<StepOutcome>(run, (signal) => run.tracker.amend(change, { marker, uuid }, signal)),
  );
  run.amending.set(existing.externalId, amended);
  return amended;
}

type Undone = Exclude<StepOutcome, { kind: 'done' }>;

/** It is looked up again after the quarantine, or when the tracker has said that it will listen. */
export async function awaitAnswer(run: PushRun, intent: Intent, outcome: Undone): Promise<void> {
  const { desk, push, tracker } = run;
  const isDoubt = outcome.kind === 'unknown';
  run.ambiguous = isDoubt ? run.ambiguous + 1 : 0;
  const attempt = Math.min(intent.attempts, maxAttempts);
  const wait = isDoubt
    ? tracker.traits.quarantineMs
    : backoffMs(attempt, desk.random, outcome.retryAfterMs ?? 0);
  const notBefore = fromNow(desk, wait);
  await postpone(desk, push, intent, { state: 'unknown', notBefore, reason: outcome.reason });
}
