/** Sends one claimed intent, once, if it may still be sent, and writes down which of the three ends that came to. */
import { approvalHash } from '../domain/approval.ts';
import { decidedTerms } from '../domain/duplicate.ts';
import type { CreateOutcome, Intent, IssueDraft, StepOutcome } from '../domain/push.ts';
import type { Ticket } from '../domain/ticket.ts';
import { attemptOnce } from './attempt.ts';
import { amendOnce, finishIssue } from './finish-issue.ts';
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
  } else if (intent.existing?.choice === 'update') {
    await settle(run, intent, await amendOnce(run, intent, intent.existing));
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
  if (status === 'generated' || (await hashNow(store, ticket, push.destination.id)) !== intent.contentHash) {
    return { refused: 'It was changed after it was approved. Approve it again.' };
  }
  if (!(await isApproved(desk.store, intent)))
    return { refused: 'Nobody approved this content. Approve it.' };
  const parent = await findParent(desk.store, intent, ticket.parentId);
  if (parent === null && intent.waitsFor !== null) {
    const waited = await store.tickets.get(push.workspaceId, intent.waitsFor);
    return { refused: `Its parent ${waited?.key ?? ''} was not created.` };
  }
  return { draft: { ...intent.payload!, parentExternalId: parent } };
}

type Read = PushRun['desk']['store'];

/** With what was decided about duplicates; a candidate that appeared since the approval takes nothing back. */
async function hashNow(store: Read, ticket: Ticket, destination: string): Promise<string> {
  const findings = await store.duplicates.ofTickets(ticket.workspaceId, [ticket.id]);
  const finding = findings.find((one) => one.destination === destination) ?? null;
  return approvalHash(ticket, destination, decidedTerms(finding));
}

/** The last gate: a record of a person's consent to exactly this content, used by a push to exactly this place. */
async function isApproved(store: Read, intent: Intent): Promise<boolean> {
  const history = await store.approvals.history(intent.workspaceId, [intent.ticketId]);
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

function createOnce(run: PushRun, draft: IssueDraft, { marker, uuid }: Intent): Promise<CreateOutcome> {
  const order = { draft, key: { marker, uuid } };
  return attemptOnce<CreateOutcome>(run, async (signal) => (await run.tracker.create([order], signal))[0]!);
}

/** Writes down how an attempt ended; what is left to be done about a created issue is done first. */
export async function settle(
  run: PushRun,
  intent: Intent,
  outcome: CreateOutcome | StepOutcome,
): Promise<void> {
  const { desk, push } = run;
  switch (outcome.kind) {
    case 'created':
    case 'existed': {
      run.ambiguous = 0;
      const { issue, warnings } = outcome;
      await finishIssue(run, intent, { issue, warnings, adopted: outcome.kind === 'existed' });
      return;
    }
    case 'done':
      run.ambiguous = 0;
      await confirm(desk, push, intent, { issue: outcome.issue, adopted: false });
      return;
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
