/** Reads when something is to be done: the day a person names, and the days that "due this week" spans. */
import {
  dayMs,
  instantOf,
  minuteMs,
  startOfDay,
  startOfMonth,
  startOfWeek,
  type Wall,
  wallOf,
} from './local-time.ts';
import { readMoment } from './moment-words.ts';

/** ISO instants; a missing end is open. */
export type DueSpan = { from: string | null; to: string | null };

/** The last minute of the day meant, as an ISO instant; null for words that name no day to come. */
export function readDueAt(words: string, now: Date, zone: string): string | null {
  const day = readDay(words, now, zone);
  return day === null ? null : endOfDay(day, zone);
}

/** What "due this week", "by friday" or "overdue" asks for; null for words that name no time. */
export function readDueSpan(words: string, now: Date, zone: string): DueSpan | null {
  const said = words.trim().toLowerCase();
  if (/\b(?:overdue|late|past)\b/.test(said)) return { from: null, to: now.toISOString() };
  const span = readDays(said, wallOf(now, zone)) ?? spanOf(readDay(said, now, zone));
  if (!span) return null;
  const [first, last] = span;
  const isOpen = /^(?:by|before|until|till|up to)\b/.test(said);
  return { from: isOpen ? null : instantOf(first, zone).toISOString(), to: endOfDay(last, zone) };
}

const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

function readDay(words: string, now: Date, zone: string): Wall | null {
  const here = wallOf(now, zone);
  const month = /\bend of (?:the month of )?([a-z]{3})[a-z]*\b/.exec(words.toLowerCase())?.[1] ?? '';
  const at = months.indexOf(month);
  if (at >= 0) {
    const ahead = (at - new Date(here).getUTCMonth() + 12) % 12;
    return startOfMonth(here, ahead + 1) - dayMs;
  }
  const moment = readMoment(words, now, zone);
  return moment && startOfDay(wallOf(moment, zone));
}

/** The first and the last day. */
function readDays(said: string, here: Wall): [Wall, Wall] | null {
  const week = startOfWeek(here);
  if (/\bthis week\b/.test(said)) return [week, week + 6 * dayMs];
  if (/\bnext week\b/.test(said)) return [week + 7 * dayMs, week + 13 * dayMs];
  if (/\bthis month\b/.test(said)) return [startOfMonth(here), startOfMonth(here, 1) - dayMs];
  if (/\bnext month\b/.test(said)) return [startOfMonth(here, 1), startOfMonth(here, 2) - dayMs];
  return null;
}

function spanOf(day: Wall | null): [Wall, Wall] | null {
  return day === null ? null : [day, day];
}

function endOfDay(day: Wall, zone: string): string {
  return instantOf(day + dayMs - minuteMs, zone).toISOString();
}
