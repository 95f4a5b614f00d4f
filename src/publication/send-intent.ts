/** Sends one claimed intent, once, if it may still be sent, and writes down which of the three ends that came to. */
import { approvalHash } from '../domain/approval.ts';
import type { CreateOutcome, Intent, IssueDraft } from '../domain/push.ts';
import { backoffMs, fromNow, maxAttempts, type PushRun, sendGuardMs } from './push-run.ts';
import { callOff, confirm, fail, postpone } from './settle-intent.ts';

/** The intent was claimed, and the claim committed, before this is called. */
export async function sendIntent(run: PushRun, intent: Intent): Promise<void> {
  const { desk, push } = run;
  const ready = await prepare(run, intent);
  if ('cancelled' in ready) {
    await callOff(desk, push, intent, ready.cancelled);
  } else if ('refused' in ready) {
    await fail(desk, push, intent, ready.refused);
  } else if (isTooLate(run, intent)) {
    await postpone(desk, push, intent, { state: 'planned', attempts: intent.attempts - 1 });
  } else {
    await settle(run, intent, await createOnce(run, ready.draft, intent));
  }
}

type Ready = { draft: IssueDraft } | { refused: string } | { cancelled: string };

/** Holds what is about to be sent against the store once more: the plan may be old, and only the approval counts. */
async function prepare({ desk, push }: PushRun, intent: Intent): Promise<Ready> {
  const { store } = desk;
  const current = await store.pushes.get(push.workspaceId, push.id);
  if (current?.cancelledAt !== null) return { cancelled: 'The push was stopped before it was sent.' };
  const ticket = await store.tickets.get(push.workspaceId, intent.ticketId);
  if (!ticket || ticket.deletedAt !== null) return { refused: 'It was discarded before it was sent.' };
  const status = ticket.review.status;
  if (status === 'pushed' || status === 'synced') return { cancelled: 'It was pushed already.' };
  if (status === 'generated' || approvalHash(ticket, push.destination.id) !== intent.contentHash) {
    return { refused: 'It was changed after it was approved. Approve it again.' };
  }
  if (!(await isApproved(desk.store, intent)))
    return { refused: 'Nobody approved this content. Approve it.' };
  const parent = await findParent(desk.store, intent, ticket.parentId);
  if (parent === null && intent.waitsFor !== null) {
    const waited = await store.tickets.get(push.workspaceId, intent.waitsFor);
    return { refused: `Its parent ${waited?.key ?? ''} was not created.` };
  }
  return { draft: { ...intent.payload, parentExternalId: parent } };
}

type Read = PushRun['desk']['store'];

/** The last gate: a record of a person's consent to exactly this content, used by a push to exactly this place. */
async function isApproved(store: Read, intent: Intent): Promise<boolean> {
  const history = await store.approvals.history(intent.workspaceId, intent.ticketId);
  return history.some(
    (approval) =>
      approval.contentHash === intent.contentHash &&
      approval.destination === intent.destination &&
      approval.usedAt !== null &&
      approval.voidedAt === null,
  );
}

async function findParent(store: Read, intent: Intent, parentId: string | null): Promise<string | null> {
  if (parentId === null) return null;
  const refs = await store.externalRefs.ofTickets(intent.workspaceId, [parentId]);
  return refs.find((ref) => ref.destination === intent.destination)?.externalId ?? null;
}

/** The send guard: whoever slept through it must not send, because the claim may have been given to another. */
function isTooLate({ desk, signal }: PushRun, intent: Intent): boolean {
  const age = desk.clock.now().getTime() - Date.parse(intent.sentAt ?? '');
  return signal.aborted || !(age <= sendGuardMs);
}

/** Given up after the tracker's own time limit, also where the adapter itself would hang. */
async function createOnce(run: PushRun, draft: IssueDraft, intent: Intent): Promise<CreateOutcome> {
  const { tracker } = run;
  const limit = AbortSignal.any([run.signal, AbortSignal.timeout(tracker.traits.requestTimeoutMs)]);
  const gaveUp = new Promise<CreateOutcome>((resolve) => {
    const reason = 'The tracker did not answer in time.';
    limit.addEventListener('abort', () => resolve({ kind: 'unknown', reason }), { once: true });
  });
  const key = { marker: intent.marker, uuid: intent.uuid };
  try {
    return await Promise.race([tracker.create(draft, key, limit), gaveUp]);
  } catch (error) {
    run.desk.log.error('a tracker threw instead of answering', { tracker: tracker.name, error });
    return { kind: 'unknown', reason: 'The attempt broke off.' };
  }
}

async function settle(run: PushRun, intent: Intent, outcome: CreateOutcome): Promise<void> {
  const { desk, push } = run;
  switch (outcome.kind) {
    case 'created':
    case 'existed': {
      run.ambiguous = 0;
      const { issue, warnings } = outcome;
      await confirm(desk, push, intent, { issue, warnings, adopted: outcome.kind === 'existed' });
      return;
    }
    case 'refused':
      run.ambiguous = 0;
      await settleRefused(run, intent, outcome);
      return;
    case 'unknown': {
      run.ambiguous += 1;
      const notBefore = fromNow(desk, run.tracker.traits.quarantineMs);
      await postpone(desk, push, intent, { state: 'unknown', notBefore, reason: outcome.reason });
    }
  }
}

type Refused = Extract<CreateOutcome, { kind: 'refused' }>;

/** What the tracker will take later is planned again, and the whole destination rests until then. */
async function settleRefused(run: PushRun, intent: Intent, refused: Refused): Promise<void> {
  const { desk, push } = run;
  if (refused.auth) run.halted = sayAuth(refused.reason);
  if (refused.auth || !refused.retryable || intent.attempts >= maxAttempts) {
    await fail(desk, push, intent, refused.auth ? run.halted! : refused.reason);
    return;
  }
  const wait = backoffMs(intent.attempts, desk.random, refused.retryAfterMs ?? 0);
  run.pausedUntil = Math.max(run.pausedUntil, desk.clock.now().getTime() + wait);
  const notBefore = fromNow(desk, wait);
  await postpone(desk, push, intent, { state: 'planned', notBefore, reason: refused.reason });
}

function sayAuth(reason: string): string {
  return `${reason.replace(/\.?$/, '.')} Renew the connection, then press Retry.`;
}
