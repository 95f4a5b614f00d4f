/** One run over one push: what its senders share, and the timing the protocol rests on. */
import type { Id } from '../domain/ids.ts';
import type { Intent, IntentOp, Push } from '../domain/push.ts';
import type { Tracker, TrackerTraits } from '../ports/tracker.ts';
import type { Desk } from './desk.ts';
import type { Gate } from './gate.ts';

export type PushRun = {
  desk: Desk;
  push: Push;
  tracker: Tracker;
  gate: Gate;
  /** Marks what this run claimed; a later run, also of this process, is another owner. */
  owner: string;
  signal: AbortSignal;
  /** This run sends nothing before this moment: the gate or a refusal said so. */
  waitUntil: number;
  /** What kinds of intents are left to be sent. */
  planned: Set<IntentOp>;
  /** Questions in a row the tracker left unanswered. */
  unanswered: number;
  /** Why no ticket of this push can be created, once that is certain. */
  halted: string | null;
  /** Intents that were refused for what they were sent together with. */
  alone: Set<Id>;
  /** The last write into each issue that was there before, by external id. */
  amending: Map<string, Promise<unknown>>;
};

/** A claim that is this old is not sent any more: the process was paused, and somebody may have taken it over. */
export const sendGuardMs = 5_000;
/** Time to write down what all of a request came to, after it has ended. */
const settleMs = 15_000;
/** Definite refusals of one ticket before it is given up (S0-47). */
export const maxAttempts = 6;
/** A run waits this long at most; then it ends, and recovery starts another. */
export const patienceMs = 65_000;
const longestBackoffMs = 60_000;

/** What a tracker has not begun with so long after its request was given up, it will not do. */
const lateMs = 10_000;

export type Timing = Pick<TrackerTraits, 'quarantineMs' | 'requestTimeoutMs'>;

/** For a tracker that cannot be asked for its own: longer than any. */
export const cautiousTraits: Timing = {
  quarantineMs: 120_000,
  requestTimeoutMs: 60_000,
};

/** How long an intent can be `sending` while its sender is alive. */
export function overdueMs(traits: Pick<TrackerTraits, 'requestTimeoutMs'>): number {
  return sendGuardMs + traits.requestTimeoutMs + settleMs;
}

/**
 * Until then, in milliseconds, an earlier attempt at this issue may still come to something; 0 where it cannot. A short
 * quarantine, which unique keys make safe to send after, does not mean that nothing will exist. A section in an issue that
 * was there is not waited for: looking it up means writing it.
 */
export function comesUntil(
  { quarantineMs, requestTimeoutMs }: Timing,
  { op, existing, attempts, sentAt }: Intent,
): number {
  const isCreation = op === 'create' && existing?.choice !== 'update';
  const isWaitedFor = quarantineMs >= requestTimeoutMs + lateMs;
  if (!isCreation || isWaitedFor || attempts === 0 || sentAt === null) return 0;
  return Date.parse(sentAt) + sendGuardMs + requestTimeoutMs + lateMs;
}

/** 1, 2, 4 … 60 s, each spread by 0.7 to 1.3 so that instances do not return in step; never less than `atLeastMs`. */
export function backoffMs(attempt: number, random: () => number, atLeastMs = 0): number {
  const grown = Math.min(longestBackoffMs, 1000 * 2 ** (attempt - 1));
  return Math.max(atLeastMs, Math.round(grown * (0.7 + 0.6 * random())));
}

/** Sending may go on: nobody wants it to stop, and nothing has to be waited for. */
export function maySend(run: PushRun): boolean {
  return !run.signal.aborted && run.halted === null && nowOf(run) >= run.waitUntil;
}

export function nowOf({ desk }: Pick<PushRun, 'desk'>): number {
  return desk.clock.now().getTime();
}

/** `ms` from now, as ISO time. */
export function fromNow(desk: Pick<Desk, 'clock'>, ms: number): string {
  return new Date(desk.clock.now().getTime() + ms).toISOString();
}

/** Nothing of this push, and nobody else with this account, sends anything for so long. */
export async function restFor(run: PushRun, ms: number): Promise<void> {
  run.waitUntil = Math.max(run.waitUntil, nowOf(run) + ms);
  await run.gate.rest(run.waitUntil);
}
