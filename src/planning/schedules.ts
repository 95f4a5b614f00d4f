/** Reports and reminders that people ask for later: begun, listed and stopped, in their words. */
import { type Cadence, nextTime, readCadence } from '../domain/cadence.ts';
import { changeOf } from '../domain/change-of.ts';
import { DocketError } from '../domain/errors.ts';
import type { Id } from '../domain/ids.ts';
import { readMoment } from '../domain/moment-words.ts';
import { type Caller, requireWriter } from '../domain/principal.ts';
import type { Schedule, ScheduleKind } from '../domain/schedule.ts';
import type { Clock, IdSource } from '../ports/clock.ts';
import type { Nouns, Store } from '../ports/store.ts';
import { findSchedules, type StopWish } from './find-schedules.ts';

export type ScheduleWish = {
  kind: ScheduleKind;
  /** How often, in people's words: "every monday at 9". */
  cadence?: string | undefined;
  /** When, once: "tomorrow at 10". */
  when?: string | undefined;
  text?: string | undefined;
};

/** Those of the caller's thread, in the order they were asked for, and how many others the workspace has. */
export type ScheduleList = { schedules: Schedule[]; elsewhere: number; zone: string; now: string };

export type ScheduleDeps = { store: Store; clock: Clock; ids: IdSource };

const mostOfWorkspace = 100;

/**
 * Posted into the caller's thread. A second one that says the same changes nothing. Throws INVALID_INPUT for words that
 * name no time, a time that is over, or a caller without a thread.
 */
export async function startSchedule(
  { store, clock, ids }: ScheduleDeps,
  caller: Caller,
  wish: ScheduleWish,
): Promise<Schedule> {
  requireWriter(caller);
  const { workspaceId, threadId } = caller;
  if (threadId === null)
    throw refuse('A report or reminder is posted into a thread.', 'Ask for it in a chat.');
  const text =
    wish.kind === 'reminder' || wish.kind === 'workflow' ? requireText(wish.kind, wish.text) : null;
  const now = clock.now();
  const zone = await zoneOf(store, workspaceId);
  const { cadence, dueAt } = readTime(wish, now, zone);
  return store.transact(async (nouns) => {
    const known = await nouns.schedules.list(workspaceId);
    const said = { kind: wish.kind, text, threadId, cadence };
    const same = known.find((one) => saysSame(one, said) && (cadence !== null || one.dueAt === dueAt));
    if (same) return same;
    if (known.length >= mostOfWorkspace) {
      throw refuse(`${known.length} reports and reminders wait already.`, 'Stop some of them first.');
    }
    const createdAt = now.toISOString();
    const at = { dueAt, takenAt: null, createdBy: caller.principal, createdAt };
    const schedule: Schedule = { id: ids.next(), workspaceId, ...said, ...at };
    await nouns.schedules.put(schedule);
    await keepChange(nouns, { ids, clock }, caller, schedule.id, null);
    return schedule;
  });
}

export async function listSchedules(
  { store, clock }: Pick<ScheduleDeps, 'store' | 'clock'>,
  { workspaceId, threadId }: Caller,
): Promise<ScheduleList> {
  const all = await store.schedules.list(workspaceId);
  const here = all.filter((one) => threadId === null || one.threadId === threadId);
  const zone = await zoneOf(store, workspaceId);
  return { schedules: here, elsewhere: all.length - here.length, zone, now: clock.now().toISOString() };
}

/** Those it stopped; none where several are there and nothing was said to choose by. Throws NOT_FOUND where nothing fits. */
export async function stopSchedules(
  { store, clock, ids }: ScheduleDeps,
  caller: Caller,
  wish: StopWish,
): Promise<Schedule[]> {
  requireWriter(caller);
  const { schedules, zone } = await listSchedules({ store, clock }, caller);
  const found = findSchedules(schedules, wish, zone);
  await store.transact(async (nouns) => {
    for (const schedule of found) {
      await nouns.schedules.put({ ...schedule, dueAt: null, takenAt: null });
      await keepChange(nouns, { ids, clock }, caller, schedule.id, schedule);
    }
  });
  return found;
}

export async function zoneOf(store: Pick<Nouns, 'workspaces'>, workspaceId: Id): Promise<string> {
  return (await store.workspaces.get(workspaceId))?.timeZone ?? 'UTC';
}

/** Words for a rhythm may stand where a moment is asked for, and the other way round. */
function readTime(
  { kind, cadence: often, when }: ScheduleWish,
  now: Date,
  zone: string,
): { cadence: Cadence | null; dueAt: string } {
  const said = often ?? when;
  if (said === undefined) throw noTime(kind);
  const rhythm = often !== undefined || isRhythm(said) ? readCadence(said) : null;
  if (rhythm) return { cadence: rhythm, dueAt: nextTime(rhythm, now, zone).toISOString() };
  const moment = isRhythm(said) ? null : readMoment(said, now, zone);
  if (!moment) {
    throw refuse(
      `"${said}" is no time I can keep.`,
      'Say for example daily 9:30, weekdays at 9, every monday at 9, monthly, tomorrow at 10, on thursday or in 2 hours.',
    );
  }
  if (moment <= now) throw refuse(`"${said}" is over already.`, 'Name a time to come.');
  return { cadence: null, dueAt: moment.toISOString() };
}

function isRhythm(words: string): boolean {
  return /\b(?:every|each|daily|nightly|hourly|weekly|monthly|\w+-?weekly|\w+days|fortnight\w*)\b/i.test(
    words,
  );
}

function noTime(kind: ScheduleKind): DocketError {
  return kind === 'reminder'
    ? refuse('When should I remind you?', 'Say for example "remind me tomorrow at 10 to review the drafts".')
    : refuse('How often should I post it?', 'Say for example "daily 9:30" or "every monday at 9".');
}

function requireText(kind: 'reminder' | 'workflow', text: string | undefined): string {
  const said = text?.trim();
  if (said) return said;
  if (kind === 'workflow')
    throw refuse(
      'Which workflow should I run?',
      'Say for example "schedule workflow weekly-report every monday at 9".',
    );
  throw refuse('What should I remind you of?', 'Say for example "remind me tomorrow to review the drafts".');
}

function saysSame(one: Schedule, said: Pick<Schedule, 'kind' | 'text' | 'threadId' | 'cadence'>): boolean {
  return (
    one.kind === said.kind &&
    one.text === said.text &&
    one.threadId === said.threadId &&
    sameCadence(one.cadence, said.cadence)
  );
}

function sameCadence(one: Cadence | null, other: Cadence | null): boolean {
  if (one === null || other === null) return one === other;
  const days = (cadence: Cadence) => cadence.weekdays.toSorted().join();
  return (
    days(one) === days(other) &&
    one.monthDay === other.monthDay &&
    one.hour === other.hour &&
    one.minute === other.minute
  );
}

function refuse(message: string, remedy: string): DocketError {
  return new DocketError('INVALID_INPUT', { message: `${message} Nothing was scheduled.`, remedy });
}

/** So that the person can take it back. */
async function keepChange(
  nouns: Pick<Nouns, 'changes'>,
  { ids, clock }: Pick<ScheduleDeps, 'ids' | 'clock'>,
  caller: Caller,
  subjectId: Id,
  before: Schedule | null,
): Promise<void> {
  const stamp = { id: ids.next(), at: clock.now().toISOString() };
  const change = changeOf(caller, stamp, { subject: 'schedule', subjectId, before });
  if (change) await nouns.changes.append([change]);
}
