/** Reads a span of days from words: "today", "this week", "last month", "since monday". */
import * as z from 'zod';
import {
  dayMs,
  instantOf,
  startOfDay,
  startOfMonth,
  startOfWeek,
  type Wall,
  wallOf,
  weekdayOf,
} from './local-time.ts';
import { readSince } from './since.ts';

/** `to` is not part of it. `words` say it to people: "last week". */
export const Period = z.object({ from: z.iso.datetime(), to: z.iso.datetime(), words: z.string() });
export type Period = z.infer<typeof Period>;

/** Days begin at midnight in the zone. Null for words that name no time. */
export function readPeriod(words: string, now: Date, zone: string): Period | null {
  const said = words
    .trim()
    .toLowerCase()
    .replace(/^(?:in|during|from|for) (?:the )?/, '');
  const here = wallOf(now, zone);
  const span = readSpan(said, here);
  if (span) return periodOf(span, zone, sayPeriod(said));
  // Read on the wall clock, so that a day is one of the zone.
  const since = readSince(said, new Date(here))?.getTime();
  if (since === undefined || since >= here) return null;
  const from = instantOf(/\bhours?\b/.test(said) ? since : startOfDay(since), zone);
  return { from: from.toISOString(), to: now.toISOString(), words: sayPeriod(said, 'since') };
}

/** As it stands behind a deed: "finished in the last 7 days". */
function sayPeriod(said: string, before?: 'since'): string {
  if (/^(?:last|past|previous) \d/.test(said)) return `in the ${said}`;
  return before && !said.startsWith(before) ? `${before} ${said}` : said;
}

/** From the last working day on: what a stand-up tells of. */
export function sinceLastWorkday(now: Date, zone: string): Period {
  const here = wallOf(now, zone);
  const today = startOfDay(here);
  const back = { 0: 2, 1: 3 }[weekdayOf(here)] ?? 1;
  const words = back === 1 ? 'since yesterday' : 'since Friday';
  return periodOf([today - back * dayMs, today + dayMs], zone, words);
}

function readSpan(said: string, here: Wall): [Wall, Wall] | null {
  const today = startOfDay(here);
  const week = startOfWeek(here);
  if (/^(?:so far )?(?:today|this (?:morning|afternoon|evening)|tonight)\b/.test(said))
    return [today, today + dayMs];
  if (/^yesterday\b/.test(said)) return [today - dayMs, today];
  if (/^this week\b/.test(said)) return [week, week + 7 * dayMs];
  if (/^(?:last|past|previous) week\b/.test(said)) return [week - 7 * dayMs, week];
  if (/^this month\b/.test(said)) return [startOfMonth(here), startOfMonth(here, 1)];
  if (/^(?:last|past|previous) month\b/.test(said)) return [startOfMonth(here, -1), startOfMonth(here)];
  const days = /^(?:last|past|previous) (\d{1,3}) (day|week)s?\b/.exec(said);
  return days ? [today - (Number(days[1]) * (days[2] === 'week' ? 7 : 1) - 1) * dayMs, today + dayMs] : null;
}

function periodOf([from, to]: [Wall, Wall], zone: string, words: string): Period {
  return { from: instantOf(from, zone).toISOString(), to: instantOf(to, zone).toISOString(), words };
}
