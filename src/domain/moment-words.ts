/** Reads a moment to come from words: "tomorrow at 10", "on thursday", "in 2 hours", "next week". */
import { morning, readTimeOfDay, type TimeOfDay } from './clock-words.ts';
import {
  dayMs,
  hourMs,
  instantOf,
  minuteMs,
  readWeekday,
  startOfDay,
  startOfMonth,
  startOfWeek,
  type Wall,
  wallOf,
  weekdayOf,
} from './local-time.ts';

/** In the past only where the words can mean nothing else. Null for words that name no moment. */
export function readMoment(words: string, now: Date, zone: string): Date | null {
  const said = words.trim().toLowerCase();
  const wait = readSpan(said, { minute: minuteMs, hour: hourMs });
  if (wait !== null) return new Date(now.getTime() + wait);
  const here = wallOf(now, zone);
  const time = readTimeOfDay(said);
  if (time === null) return null;
  const today = startOfDay(here);
  const days = readDays(said, here, time !== undefined);
  const moments = days.map((day) => {
    const { hour, minute } = time ?? usualTime(day === today);
    return instantOf(day + hour * hourMs + minute * minuteMs, zone);
  });
  return moments.find((moment) => moment > now) ?? moments.at(-1) ?? null;
}

/** Whoever says "today" without a time means before it is over. */
function usualTime(isToday: boolean): TimeOfDay {
  return isToday ? { hour: 17, minute: 0 } : morning;
}

const amounts: Record<string, number> = { a: 1, an: 1, one: 1, two: 2, three: 3, four: 4, five: 5, six: 6 };

/** "In 2 hours", "in half an hour", "3 days from now", as milliseconds; null when no such unit is said. */
function readSpan(said: string, units: Record<string, number>): number | null {
  if (units.hour && /\bhalf an hour\b/.test(said)) return units.hour / 2;
  const unit = /(\d+|an?|one|two|three|four|five|six|couple of)\s+(min(?:ute)?|hour|day|week)s?\b/;
  const [, amount = '', name = ''] = (/\b(?:in|from now)\b/.test(said) && unit.exec(said)) || [];
  const length = units[name === 'min' ? 'minute' : name];
  return length === undefined ? null : (amounts[amount] ?? (Number(amount) || 2)) * length;
}

/** The midnights that may be meant, the likeliest first. */
function readDays(said: string, here: Wall, hasTime: boolean): Wall[] {
  const today = startOfDay(here);
  const monday = startOfWeek(here);
  const span = readSpan(said, { day: dayMs, week: 7 * dayMs });
  if (span !== null) return [today + span];
  if (/\b(?:tomorrow|tmrw?|tomorow)\b/.test(said)) return [today + (/day after/.test(said) ? 2 : 1) * dayMs];
  const date = readDate(said, here);
  if (date.length > 0) return date;
  const named = readNamedDay(said, here, hasTime);
  if (named.length > 0) return named;
  if (/\bnext week\b/.test(said)) return [monday + 7 * dayMs];
  if (/\bnext month\b/.test(said)) return [startOfMonth(here, 1)];
  if (/\b(?:eow|end of (?:the |this )?week)\b/.test(said)) return [monday + 4 * dayMs, monday + 11 * dayMs];
  if (/\b(?:eom|end of (?:the |this )?month)\b/.test(said)) return [startOfMonth(here, 1) - dayMs];
  if (/\b(?:today|tonight|this \w+|eod|end of (?:the )?day|later)\b/.test(said)) return [today];
  return hasTime ? [today, today + dayMs] : [];
}

/** "Thursday" is the coming one; "next thursday" that of the week that begins on Monday. */
function readNamedDay(said: string, here: Wall, hasTime: boolean): Wall[] {
  const words = said.match(/[a-z]+/g) ?? [];
  const weekday = words.map(readWeekday).find((day) => day !== null) ?? null;
  if (weekday === null) return [];
  if (/\bnext\b/.test(said)) return [startOfWeek(here) + (7 + ((weekday + 6) % 7)) * dayMs];
  const today = startOfDay(here);
  const ahead = (weekday - weekdayOf(here) + 7) % 7;
  return ahead === 0 ? [...(hasTime ? [today] : []), today + 7 * dayMs] : [today + ahead * dayMs];
}

const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const month = '(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?';

function readDate(said: string, here: Wall): Wall[] {
  const iso = /\b(\d{4})-(\d{2})-(\d{2})\b/.exec(said);
  if (iso) return dateOf(Number(iso[1]), Number(iso[2]) - 1, Number(iso[3]));
  const year = new Date(here).getUTCFullYear();
  const [, day, name] = new RegExp(`\\b(\\d{1,2})(?:st|nd|rd|th|\\.)? (?:of )?${month}`).exec(said) ?? [];
  const [, first, second] = new RegExp(`\\b${month} (\\d{1,2})(?:st|nd|rd|th)?\\b`).exec(said) ?? [];
  const at = months.indexOf(name ?? first ?? '');
  const number = Number(day ?? second);
  if (at >= 0) return [year, year + 1].flatMap((one) => dateOf(one, at, number));
  const alone = Number(/\b(?:the|on) (\d{1,2})(?:st|nd|rd|th)\b/.exec(said)?.[1] ?? 0);
  const thisMonth = new Date(here).getUTCMonth();
  return alone === 0 ? [] : [thisMonth, thisMonth + 1].flatMap((one) => dateOf(year, one, alone));
}

/** None for a day that the month does not have. */
function dateOf(year: number, monthIndex: number, day: number): Wall[] {
  const wall = Date.UTC(year, monthIndex, day);
  return new Date(wall).getUTCDate() === day ? [wall] : [];
}
