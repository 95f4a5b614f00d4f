/** Closes an issue that is one too many: said to be a duplicate of the one that stays, and called off. */
import type { Intent, StepOutcome } from '../domain/push.ts';
import { approves } from './approves.ts';
import { attemptOnce } from './attempt.ts';
import type { PushRun } from './push-run.ts';
import { callOff, fail } from './settle-intent.ts';

/** How an approval names it. */
export function closeTerm(externalId: string): string {
  return `close ${externalId}`;
}

/** True when a person wanted exactly this and nobody stopped the push; else the intent is settled. */
export async function mayClose(run: PushRun, intent: Intent): Promise<boolean> {
  const { desk, push } = run;
  const current = await desk.store.pushes.get(push.workspaceId, push.id);
  const approvals = await desk.store.approvals.history(push.workspaceId, [intent.ticketId]);
  if (current?.cancelledAt !== null) await callOff(desk, push, intent, 'The push was stopped before.');
  else if (!approvals.some((approval) => approves(approval, intent))) {
    await fail(desk, push, intent, 'Nobody wanted this issue closed.');
  } else return true;
  return false;
}

/** Where the tracker cannot say that it is a duplicate, it is closed all the same. Doing it again changes nothing. */
export async function closeOnce(run: PushRun, intent: Intent): Promise<StepOutcome> {
  const { marker, uuid, ticketId } = intent;
  const { externalId: fromId } = intent.existing!;
  const refs = await run.desk.store.externalRefs.ofTickets(intent.workspaceId, [ticketId]);
  const kept = refs.find(({ destination }) => destination === intent.destination);
  if (kept && kept.externalId !== fromId) {
    const key = { marker, uuid };
    const order = { type: 'duplicateOf' as const, fromId, toId: kept.externalId, key };
    await attemptOnce<unknown>(run, (signal) => run.tracker.link([order], signal));
  }
  return attemptOnce<StepOutcome>(run, (signal) =>
    run.tracker.update({ externalId: fromId, workStatus: 'cancelled' }, signal),
  );
}
