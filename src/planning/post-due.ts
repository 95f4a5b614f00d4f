/** Posts what is due: each time once, by whichever instance takes it first, late ones with a word about it. */
import { nextTime } from '../domain/cadence.ts';
import type { Thread } from '../domain/conversation.ts';
import { dayMs, minuteMs } from '../domain/local-time.ts';
import type { Caller } from '../domain/principal.ts';
import type { DigestView } from '../domain/publication-view.ts';
import type { Reach } from '../domain/reach.ts';
import type { Schedule } from '../domain/schedule.ts';
import type { StatusReport } from '../domain/status-report.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { Store } from '../ports/store.ts';
import type { Hygiene } from './hygiene.ts';
import { zoneOf } from './schedules.ts';

export type Due = {
  schedule: Schedule;
  thread: Thread;
  /** Null for a reminder, and for what changed at trackers. */
  report: StatusReport | null;
  digest: DigestView | null;
  /** Of a status review: what lies around; nothing was put away by it. */
  review: Hygiene | null;
  /** When it should have been posted, where that is a while ago; else null. */
  missedAt: string | null;
  zone: string;
};

export type DuePost = {
  /** Only threads within it are served; another instance may have the others. */
  reach: Reach;
  post(due: Due): Promise<void>;
};

export type DueDeps = {
  store: Store;
  clock: Clock;
  log: Log;
  report(caller: Caller, kind: StatusReport['kind']): Promise<StatusReport>;
  review(caller: Caller): Promise<Hygiene>;
  /** Posts what changed at trackers and was not told in this thread yet; nothing where nothing did. */
  tellNews(thread: Thread, post: (digest: DigestView) => Promise<void>): Promise<void>;
};

/** After this long without an end, a time that was taken is taken over. */
const takeOverMs = 2 * minuteMs;
/** What is this much behind says so. */
const lateMs = 10 * minuteMs;

/**
 * A time that nobody served for more than a day is left out. Where posting fails the time stays taken, and is tried again
 * after two minutes; a process that dies right after posting may post a second time then.
 */
export async function postDue(deps: DueDeps, { reach, post }: DuePost): Promise<void> {
  const { store, clock, log } = deps;
  const now = clock.now();
  const takenBefore = new Date(now.getTime() - takeOverMs).toISOString();
  for (const schedule of await store.schedules.due({ now: now.toISOString(), takenBefore }, reach)) {
    try {
      await serve(deps, post, schedule);
    } catch (error) {
      log.error('a scheduled message could not be posted', { schedule: schedule.id, error });
    }
  }
}

async function serve(
  { store, clock, report, review, tellNews }: DueDeps,
  post: DuePost['post'],
  schedule: Schedule,
): Promise<void> {
  const now = clock.now();
  const thread = (await store.threads.get(schedule.workspaceId, schedule.threadId))!;
  const zone = await zoneOf(store, schedule.workspaceId);
  const taken = { ...schedule, takenAt: now.toISOString() };
  if (!(await store.schedules.take(schedule, taken.takenAt))) return;
  const time = latestTime(schedule, now, zone);
  if (time) {
    const { kind } = schedule;
    const missedAt = now.getTime() - time.getTime() > lateMs ? time.toISOString() : null;
    const due = { schedule, thread, report: null, digest: null, review: null, missedAt, zone };
    const caller = callerOf(schedule);
    if (kind === 'digest') await tellNews(thread, (digest) => post({ ...due, digest }));
    else if (kind === 'reminder' || kind === 'workflow' || kind === 'capabilities') await post(due);
    else if (kind === 'status_review')
      await post({ ...due, report: await report(caller, 'summary'), review: await review(caller) });
    else await post({ ...due, report: await report(caller, kind) });
  }
  const next = schedule.cadence ? nextTime(schedule.cadence, now, zone).toISOString() : null;
  await store.schedules.advance(taken, next);
}

/** The latest time that was due within a day; of several that were missed only that one is made up for. */
function latestTime({ cadence, dueAt }: Schedule, now: Date, zone: string): Date | null {
  const due = new Date(dueAt!);
  const earliest = now.getTime() - dayMs;
  if (!cadence || due.getTime() >= earliest) return due.getTime() < earliest ? null : due;
  const time = nextTime(cadence, new Date(earliest), zone);
  return time <= now ? time : null;
}

function callerOf({ workspaceId, threadId }: Schedule): Caller {
  const principal = { kind: 'system' as const, id: 'system:schedule', name: 'Docket' };
  return { principal, roles: [], workspaceId, via: 'system', threadId };
}
