/** Finds the scheduled reports and reminders that people mean: "the daily reports", "the monday one". */
import { readCadence } from '../domain/cadence.ts';
import { readTimeOfDay } from '../domain/clock-words.ts';
import { DocketError } from '../domain/errors.ts';
import type { Id } from '../domain/ids.ts';
import { readWeekday, wallOf, weekdayOf } from '../domain/local-time.ts';
import type { Schedule, ScheduleKind } from '../domain/schedule.ts';

/** Each part narrows; none of them means the only one there is. */
export type StopWish = {
  id?: Id | undefined;
  kind?: ScheduleKind | undefined;
  /** "daily", "weekly", "monday", "friday 15:00". */
  cadence?: string | undefined;
  /** Words of a reminder. */
  text?: string | undefined;
  all?: boolean | undefined;
};

/** None where several are there and nothing was said to choose by. Throws NOT_FOUND where nothing fits. */
export function findSchedules(schedules: readonly Schedule[], wish: StopWish, zone: string): Schedule[] {
  const { id, kind, cadence, text, all } = wish;
  const found = schedules.filter(
    (one) =>
      (id === undefined || one.id === id) &&
      (kind === undefined || one.kind === kind) &&
      (cadence === undefined || comesOn(one, cadence, zone)) &&
      (text === undefined || (one.text ?? '').toLowerCase().includes(text.trim().toLowerCase())),
  );
  const isChosen = [id, kind, cadence, text].some((part) => part !== undefined) || all;
  if (found.length === 0) throw noneFits(schedules.length);
  return found.length > 1 && !isChosen ? [] : found;
}

function comesOn({ cadence, dueAt }: Schedule, words: string, zone: string): boolean {
  const said = words.toLowerCase();
  const { weekdays, monthDay } = cadence ?? { weekdays: [], monthDay: null };
  if (/\bmonth/.test(said)) return monthDay !== null;
  if (/\b(?:daily|nightly|day|morning|evening|night)\b/.test(said)) return weekdays.length >= 5;
  if (/\b(?:weekly|week)\b/.test(said)) return weekdays.length > 0 && weekdays.length < 5;
  if (/\b(?:week|work)-?days?\b/.test(said)) return weekdays.length === 5;
  const days = (said.match(/[a-z]+/g) ?? []).flatMap((word) => readWeekday(word) ?? []);
  if (days.length === 0 || dueAt === null) return false;
  const own = cadence ? weekdays : [weekdayOf(wallOf(new Date(dueAt), zone))];
  return days.every((day) => own.includes(day)) && fitsTime(cadence, said);
}

/** A time of day narrows only where one was said. */
function fitsTime(cadence: Schedule['cadence'], said: string): boolean {
  const wanted = readTimeOfDay(said) && readCadence(said);
  return !wanted || !cadence || (cadence.hour === wanted.hour && cadence.minute === wanted.minute);
}

function noneFits(there: number): DocketError {
  return new DocketError('NOT_FOUND', {
    message:
      there === 0
        ? 'No report or reminder is scheduled in this thread. Nothing was changed.'
        : 'No scheduled report or reminder of this thread fits that. Nothing was changed.',
    remedy: 'See them with: /docket schedule',
  });
}
