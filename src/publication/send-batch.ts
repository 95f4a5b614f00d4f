/** Sends what was claimed together, once, if it may still be sent, and writes down what each of it came to. */
import type { CreateOutcome, Intent, StepOutcome } from '../domain/push.ts';
import type { SendCost } from '../domain/send-budget.ts';
import { amendOnce, isUpdate } from './amend-issue.ts';
import { attemptOnce, type Unknown } from './attempt.ts';
import { closeOnce, mayClose } from './close-issue.ts';
import { madeOf, type ReadyIssue } from './embed-links.ts';
import { prepareIssues } from './prepare-issues.ts';
import { prepareLinks } from './prepare-links.ts';
import { nowOf, type PushRun, sendGuardMs } from './push-run.ts';
import { confirmStep, postpone } from './settle-intent.ts';
import { settleAll } from './settle-outcome.ts';

/** The intents are of one kind; they were claimed, and the claim committed, before this is called. */
export async function sendBatch(run: PushRun, batch: readonly Intent[]): Promise<void> {
  switch (batch[0]?.op) {
    case 'create':
      return sendIssues(run, batch);
    case 'link':
      return sendLinks(run, batch);
    case 'close':
      for (const intent of batch) await sendClosing(run, intent);
  }
}

async function sendIssues(run: PushRun, batch: readonly Intent[]): Promise<void> {
  const ready = await prepareIssues(run, batch);
  const creations = ready.filter(({ intent }) => !isUpdate(intent));
  if (creations.length > 0) await createAll(run, creations);
  for (const { intent } of ready.filter((one) => isUpdate(one.intent))) {
    if (!(await mayGo(run, [intent], { write: 1, issue: 0, link: 0 }))) continue;
    await settleAll(run, [intent], [await amendOnce(run, intent)]);
  }
}

async function createAll(run: PushRun, ready: readonly ReadyIssue[]): Promise<void> {
  const intents = ready.map(({ intent }) => intent);
  const link = ready.reduce((sum, { links }) => sum + links.length, 0);
  if (!(await mayGo(run, intents, { write: 1, issue: ready.length, link }))) return;
  const orders = ready.map(({ draft, intent: { marker, uuid } }) => ({ draft, key: { marker, uuid } }));
  const outcomes = await attemptOnce<CreateOutcome[]>(run, (signal) => run.tracker.create(orders, signal));
  await settleAll(run, intents, outcomes);
  await settleEmbedded(run, ready, outcomes);
}

/** A link that was not made with its issue is made by itself later. */
async function settleEmbedded(
  { desk, push }: PushRun,
  ready: readonly ReadyIssue[],
  outcomes: readonly CreateOutcome[] | Unknown,
): Promise<void> {
  if ('kind' in outcomes) return;
  for (const [at, one] of ready.entries()) {
    const outcome = outcomes[at];
    if (outcome?.kind !== 'created' || !outcome.linked) continue;
    for (const link of madeOf(one, outcome.linked)) await confirmStep(desk, push, link);
  }
}

async function sendLinks(run: PushRun, batch: readonly Intent[]): Promise<void> {
  const ready = await prepareLinks(run, batch);
  const intents = ready.map(({ intent }) => intent);
  if (!(await mayGo(run, intents, { write: 1, issue: 0, link: ready.length }))) return;
  const orders = ready.map(({ order }) => order);
  const outcomes = await attemptOnce<StepOutcome[]>(run, (signal) => run.tracker.link(orders, signal));
  await settleAll(run, intents, outcomes);
}

async function sendClosing(run: PushRun, intent: Intent): Promise<void> {
  if (!(await mayClose(run, intent)) || !(await mayGo(run, [intent], { write: 2, issue: 0, link: 1 })))
    return;
  await settleAll(run, [intent], [await closeOnce(run, intent)]);
}

/**
 * Takes what a request costs and looks at the clock last: whoever slept through the send guard must not send, because
 * the claims may have been given to another. What must not go now is put back.
 */
export async function mayGo(run: PushRun, intents: readonly Intent[], cost: SendCost): Promise<boolean> {
  if (intents.length === 0) return false;
  const from = await run.gate.take(cost);
  if (from === null && !isTooLate(run, intents)) return true;
  if (from !== null) run.waitUntil = Math.max(run.waitUntil, from);
  for (const intent of intents) {
    await postpone(run.desk, run.push, intent, { state: 'planned', attempts: intent.attempts - 1 });
  }
  return false;
}

function isTooLate(run: PushRun, intents: readonly Intent[]): boolean {
  const ages = intents.map(({ sentAt }) => nowOf(run) - Date.parse(sentAt ?? ''));
  return run.signal.aborted || !ages.every((age) => age <= sendGuardMs);
}
