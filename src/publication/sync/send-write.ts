/** Sends what a person let out to an issue, once: looked at before, claimed before, and looked up after any doubt. */
import type { IssueChange, IssueSnapshot, StepOutcome } from '../../domain/push.ts';
import {
  type IssueWrite,
  isWriteOpen,
  type SyncBase,
  type SyncField,
  type SyncFields,
} from '../../domain/sync.ts';
import type { Tracker } from '../../ports/tracker.ts';
import { attemptOnce } from '../attempt.ts';
import type { Desk } from '../desk.ts';
import { accountOf, type Gate, openGate } from '../gate.ts';
import { backoffMs, fromNow, maxAttempts, overdueMs, sendGuardMs } from '../push-run.ts';
import { queueWrite } from './jobs.ts';
import { contextFor } from './refresh-contexts.ts';
import { endWrite, postponeWrite } from './settle-write.ts';
import { fieldsOfIssue } from './sides.ts';

type Sending = { desk: Desk; tracker: Tracker; gate: Gate; signal: AbortSignal };

/** Safe to be called again after a crash, and by several instances at once. */
export async function workWrite(desk: Desk, id: string, signal: AbortSignal): Promise<void> {
  const write = await desk.store.issueWrites.get(id);
  if (!write || !isWriteOpen(write)) return;
  const tracker = await desk.trackers.open(write.tracker);
  const refs = await desk.store.externalRefs.ofTickets(write.workspaceId, [write.ticketId]);
  const sandbox = refs.some((ref) => ref.tracker === write.tracker && ref.sandbox);
  const account = accountOf({ tracker: write.tracker, sandbox });
  const sending = { desk, tracker, signal, gate: openGate(desk, account, tracker.traits.limits) };
  const wait = waitFor(desk, tracker, write);
  if (wait > 0) return queueWrite(desk, write, wait);
  if (write.state === 'sending') return doubt(sending, write, 'Its sender went away.');
  if (write.state === 'unknown') return lookUp(sending, write);
  await send(sending, write);
}

/** What was not touched for this long is worked on by nobody. */
const leftBehindMs = 2 * 60_000;

/** Puts back to work what a stopped process left behind. */
export async function requeueWrites(desk: Desk, atStart: boolean): Promise<void> {
  const before = desk.clock.now().getTime() - (atStart ? 0 : leftBehindMs);
  for (const write of await desk.store.issueWrites.open()) {
    const due = Math.max(Date.parse(write.updatedAt), Date.parse(write.notBefore ?? write.updatedAt));
    if (due <= before) await queueWrite(desk, write);
  }
}

/** Milliseconds until something may be done about it. */
function waitFor(desk: Desk, tracker: Tracker, { state, notBefore, sentAt }: IssueWrite): number {
  const now = desk.clock.now().getTime();
  if (state === 'sending') return Date.parse(sentAt!) + overdueMs(tracker.traits) - now;
  return notBefore === null ? 0 : Date.parse(notBefore) - now;
}

/** The issue is read first: what others changed meanwhile is not written over. */
async function send(sending: Sending, planned: IssueWrite): Promise<void> {
  const { desk, tracker, gate } = sending;
  const look = await gate.look();
  const restsFor = look.restsUntil - desk.clock.now().getTime();
  if (restsFor > 0) return queueWrite(desk, planned, restsFor);
  const issue = (await tracker.read([planned.externalId])).get(planned.externalId) ?? null;
  if (issue === null) return endWrite(desk, planned, { failed: 'The issue is gone there.' });
  const base = await baseOf(desk, planned);
  const changed = base ? changedThere(planned, base, issue) : [];
  if (changed.length > 0) return endWrite(desk, planned, { failed: sayChanged(changed), issue });
  const free = await gate.take({ write: 1, issue: 0, link: 0 });
  if (free !== null) return queueWrite(desk, planned, free - desk.clock.now().getTime());
  const claimed = await desk.store.issueWrites.claim(planned.id, desk.clock.now().toISOString());
  if (!claimed) return;
  const write = await withLatest(desk, claimed);
  const age = desk.clock.now().getTime() - Date.parse(write.sentAt!);
  if (!(age <= sendGuardMs)) return putBack(sending, write, { notBefore: null, reason: null });
  await settle(sending, write, await attempt(sending, write));
}

/** Of two changes of a context the later one holds, whichever is sent last. */
async function withLatest({ store }: Desk, write: IssueWrite): Promise<IssueWrite> {
  if (write.kind !== 'context') return write;
  const ticket = await store.tickets.get(write.workspaceId, write.ticketId);
  const refs = await store.externalRefs.ofTickets(write.workspaceId, [write.ticketId]);
  const ref = refs.find((one) => one.tracker === write.tracker);
  return ticket && ref ? { ...write, text: (await contextFor(store, ticket, ref)) ?? write.text } : write;
}

function attempt(sending: Sending, write: IssueWrite): Promise<StepOutcome> {
  const { tracker } = sending;
  const { externalId, marker, uuid, text } = write;
  if (write.kind === 'comment') {
    const comment = { externalId, text: text! };
    return attemptOnce<StepOutcome>(sending, (limit) => tracker.comment(comment, { marker, uuid }, limit));
  }
  if (write.kind === 'context') {
    const change = { externalId, section: text! };
    return attemptOnce<StepOutcome>(sending, (limit) => tracker.amend(change, { marker, uuid }, limit));
  }
  return attemptOnce<StepOutcome>(sending, (limit) => tracker.update(changeOf(write), limit));
}

function changeOf({ externalId, fields, labels, text, marker }: IssueWrite): IssueChange {
  const { title, priority, status } = fields ?? {};
  return {
    externalId,
    ...(title === undefined ? {} : { title }),
    ...(text === null ? {} : { body: { text, marker } }),
    ...(priority === undefined || priority === null ? {} : { priority: priority === 0 ? 3 : priority }),
    ...(labels ? { labels } : {}),
    ...(status === undefined ? {} : { workStatus: status }),
  };
}

async function settle(sending: Sending, write: IssueWrite, outcome: StepOutcome): Promise<void> {
  const { desk, gate } = sending;
  if (outcome.kind === 'done') return endWrite(desk, write, { done: outcome.issue });
  if (outcome.kind === 'unknown') {
    await gate.doubt();
    return doubt(sending, write, outcome.reason);
  }
  if (outcome.auth || !outcome.retryable || write.attempts >= maxAttempts) {
    if (outcome.auth) await gate.mark(outcome.reason);
    return endWrite(desk, write, { failed: outcome.reason });
  }
  const wait = backoffMs(write.attempts, desk.random, outcome.retryAfterMs ?? 0);
  await gate.rest(desk.clock.now().getTime() + wait);
  await putBack(sending, write, { notBefore: fromNow(desk, wait), reason: outcome.reason });
}

async function putBack(
  { desk }: Sending,
  write: IssueWrite,
  over: Pick<IssueWrite, 'notBefore' | 'reason'>,
): Promise<void> {
  await postponeWrite(desk, write, { state: 'planned', ...over });
  await queueWrite(desk, write, over.notBefore ? Date.parse(over.notBefore) - desk.clock.now().getTime() : 0);
}

/** Nothing is sent again before the tracker has been asked, and it is asked only once it must have settled. */
async function doubt({ desk, tracker }: Sending, write: IssueWrite, reason: string): Promise<void> {
  const wait = tracker.traits.quarantineMs;
  await postponeWrite(desk, write, { state: 'unknown', notBefore: fromNow(desk, wait), reason });
  await queueWrite(desk, write, wait);
}

/**
 * A comment stands under its key, so writing it again finds out. Of an update each field reads as it was sent or as it was
 * before; where it is neither, somebody else was there, and a person decides.
 */
async function lookUp(sending: Sending, write: IssueWrite): Promise<void> {
  const { desk, tracker } = sending;
  const again = { notBefore: null, reason: null };
  // The same section or comment again changes nothing.
  if (write.kind !== 'update') return putBack(sending, write, again);
  const issue = (await tracker.read([write.externalId])).get(write.externalId) ?? null;
  await sending.gate.answered();
  if (issue === null) return endWrite(desk, write, { failed: 'The issue is gone there.' });
  const base = await baseOf(desk, write);
  if (isAsSent(write, fieldsOfIssue(issue))) return endWrite(desk, write, { done: issue });
  const changed = base ? changedThere(write, base, issue) : [];
  if (changed.length > 0) return endWrite(desk, write, { failed: sayChanged(changed), issue });
  await putBack(sending, write, again);
}

async function baseOf(
  { store }: Desk,
  { workspaceId, ticketId, tracker }: IssueWrite,
): Promise<SyncBase | null> {
  const bases = await store.syncBases.ofTickets(workspaceId, [ticketId]);
  return bases.find((base) => base.tracker === tracker) ?? null;
}

/** Fields to be written that read neither as the card showed them nor as they are to be. */
function changedThere(write: IssueWrite, base: SyncBase, issue: IssueSnapshot): SyncField[] {
  const there = fieldsOfIssue(issue);
  return sentFields(write).filter(
    (field) => there[field] !== base.seen[field] && there[field] !== write.fields?.[field],
  );
}

function isAsSent(write: IssueWrite, there: SyncFields): boolean {
  const has = (label: string) => there.labels.some((one) => one.toLowerCase() === label.toLowerCase());
  const { add = [], remove = [] } = write.labels ?? {};
  const labelled = add.every(has) && !remove.some(has);
  return labelled && sentFields(write).every((field) => there[field] === write.fields![field]);
}

function sentFields({ fields }: IssueWrite): SyncField[] {
  return Object.keys(fields ?? {}) as SyncField[];
}

function sayChanged(fields: readonly SyncField[]): string {
  return `Its ${fields.join(' and ')} was changed there meanwhile, so nothing was sent.`;
}
