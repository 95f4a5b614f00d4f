/** How often something comes: on which days, at what time of day, and when next. */
import * as z from 'zod';
import { morning, readTimeOfDay, type TimeOfDay } from './clock-words.ts';
import {
  dayMs,
  hourMs,
  instantOf,
  minuteMs,
  readWeekday,
  startOfDay,
  wallOf,
  weekdayOf,
} from './local-time.ts';

/** Either on weekdays, 0 being Sunday, or on one day of each month. The time is that of the workspace's zone. */
export const Cadence = z.object({
  weekdays: z.array(z.int().min(0).max(6)),
  monthDay: z.int().min(1).max(28).nullable(),
  hour: z.int().min(0).max(23),
  minute: z.int().min(0).max(59),
});
export type Cadence = z.infer<typeof Cadence>;

const everyDay = [1, 2, 3, 4, 5, 6, 0];
const workdays = [1, 2, 3, 4, 5];

/** Reads "daily 9:30", "every monday at 9", "weekdays", "mon-fri" or "monthly"; null for a rhythm there is not. */
export function readCadence(words: string): Cadence | null {
  const said = words.trim().toLowerCase();
  if (/\b(?:other|second|hour\w*|bi-?weekly|fortnight\w*|quarter\w*|year\w*|every \d)\b/.test(said))
    return null;
  const days = readDays(said);
  if (!days) return null;
  const time = readTimeOfDay(said);
  const { hour, minute } = time ?? trailingTime(said, days) ?? morning;
  return time === null ? null : { ...days, hour, minute };
}

/** "Daily 9": a bare number at the end is a time, unless it may be a day of the month. */
function trailingTime(said: string, { monthDay }: Pick<Cadence, 'monthDay'>): TimeOfDay | null | undefined {
  const number = /\s(\d{1,2})$/.exec(said)?.[1];
  return number && monthDay === null ? readTimeOfDay(`at ${number}`) : undefined;
}

function readDays(said: string): Pick<Cadence, 'weekdays' | 'monthDay'> | null {
  if (/\b(?:monthly|(?:every|each|of the) month)\b/.test(said))
    return { weekdays: [], monthDay: monthDayIn(said) };
  const weekdays = weekdaysIn(said);
  return weekdays.length > 0 ? { weekdays, monthDay: null } : null;
}

function monthDayIn(said: string): number {
  const day = Number(/\b(\d{1,2})(?:st|nd|rd|th)\b/.exec(said)?.[1] ?? 1);
  return Math.min(Math.max(day, 1), 28);
}

function weekdaysIn(said: string): number[] {
  const named = (said.match(/[a-z]+/g) ?? []).flatMap((word) => readWeekday(word) ?? []);
  const [first, last] = named;
  if (
    first !== undefined &&
    last !== undefined &&
    /day?s? ?(?:-|–|to|through|until) ?\w+|[a-z]{3} ?[-–] ?[a-z]{3}/.test(said)
  ) {
    return everyDay.slice(everyDay.indexOf(first), everyDay.indexOf(last) + 1);
  }
  if (named.length > 0) return [...new Set(named)];
  if (/\b(?:week|work|working |business )days?\b/.test(said)) return workdays;
  if (/\b(?:daily|nightly|(?:every|each)(?: single)? (?:day|morning|afternoon|evening|night))\b/.test(said))
    return everyDay;
  return /\b(?:weekly|(?:every|each) week)\b/.test(said) ? [1] : [];
}

/** The first time after `after`. */
export function nextTime({ weekdays, monthDay, hour, minute }: Cadence, after: Date, zone: string): Date {
  const today = startOfDay(wallOf(after, zone));
  for (let day = today; ; day += dayMs) {
    const fits =
      monthDay === null ? weekdays.includes(weekdayOf(day)) : new Date(day).getUTCDate() === monthDay;
    if (!fits) continue;
    const time = instantOf(day + hour * hourMs + minute * minuteMs, zone);
    if (time > after) return time;
  }
}
