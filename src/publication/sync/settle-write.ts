/** Writes down what became of something sent to an issue, with what both sides agree on since, or nothing where it was overtaken. */
import type { IssueSnapshot } from '../../domain/push.ts';
import { applyToLabels, type IssueWrite, type SyncBase, type SyncField } from '../../domain/sync.ts';
import type { Nouns } from '../../ports/store.ts';
import type { TrackerName } from '../../ports/tracker.ts';
import { type Desk, ownScope } from '../desk.ts';
import { cleanReason } from '../settle-intent.ts';
import { takeIn } from './follow.ts';
import { trackerCaller } from './places.ts';
import { fieldsOfIssue } from './sides.ts';

export type WriteEnd = { done: IssueSnapshot } | { failed: string; issue?: IssueSnapshot };

/** What others changed meanwhile is taken in as if it had been asked for. */
export async function endWrite(desk: Desk, write: IssueWrite, end: WriteEnd): Promise<void> {
  const isDone = 'done' in end;
  const ending = isDone
    ? { state: 'done' as const, reason: null }
    : { state: 'failed' as const, reason: cleanReason(end.failed) };
  await desk.store.transact(async (nouns) => {
    const next = { ...write, ...ending, notBefore: null, updatedAt: desk.clock.now().toISOString() };
    if (!(await nouns.issueWrites.settle(next, write.state))) return;
    if (isDone && write.kind === 'update') await agree(nouns, write, end.done);
    const payload = { kind: write.kind, ...ending };
    const event = { type: 'IssueWriteEnded' as const, ticketId: write.ticketId, payload };
    await desk.append(nouns, ownScope(write.workspaceId), [event]);
  });
  if (isDone || !end.issue) return;
  const place = { id: write.destination, tracker: write.tracker, label: '', sandbox: false };
  const caller = trackerCaller(write.workspaceId, write.tracker as TrackerName);
  await takeIn(desk, caller, place, new Map([[write.externalId, end.issue]]));
}

/** It goes on later; nothing is told. */
export async function postponeWrite(
  { store, clock }: Desk,
  write: IssueWrite,
  over: Pick<IssueWrite, 'state' | 'notBefore' | 'reason'>,
): Promise<void> {
  const reason = over.reason === null ? null : cleanReason(over.reason);
  const next = { ...write, ...over, reason, updatedAt: clock.now().toISOString() };
  await store.issueWrites.settle(next, write.state);
}

/** What was sent is what both sides say now; the tracker's answer to it is no news. */
async function agree(nouns: Nouns, write: IssueWrite, issue: IssueSnapshot): Promise<void> {
  const { workspaceId, ticketId, tracker } = write;
  const refs = await nouns.externalRefs.ofTickets(workspaceId, [ticketId]);
  const ref = refs.find((one) => one.tracker === tracker);
  if (ref) await nouns.externalRefs.put({ ...ref, rawStatus: issue.rawStatus });
  const bases = await nouns.syncBases.ofTickets(workspaceId, [ticketId]);
  const base = bases.find((one) => one.tracker === tracker);
  if (base) await nouns.syncBases.swap(agreedBase(base, write, issue), base.rev);
}

function agreedBase(base: SyncBase, write: IssueWrite, issue: IssueSnapshot): SyncBase {
  const seen = fieldsOfIssue(issue);
  const [ours, theirs] = [{ ...base.ours, ...write.fields }, { ...base.theirs }];
  for (const field of Object.keys(write.fields ?? {}) as SyncField[]) {
    Object.assign(theirs, { [field]: seen[field] });
  }
  if (write.labels) {
    ours.labels = applyToLabels(base.ours.labels, write.labels);
    theirs.labels = applyToLabels(base.theirs.labels, write.labels);
  }
  return {
    ...base,
    ours,
    theirs,
    seen,
    seenAt: issue.updatedAt,
    assignee: issue.assignee,
    rev: base.rev + 1,
  };
}
