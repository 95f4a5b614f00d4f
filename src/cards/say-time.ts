/** Says moments and rhythms to people: "today at 16:00", "Thu 26 Nov", "every Monday at 09:00". */
import type { Cadence } from '../domain/cadence.ts';
import { dayMs, startOfDay, wallOf, weekdayNames } from '../domain/local-time.ts';
import { capitalize, enumerate } from './phrases.ts';

/** `2026-07-01 14:05 UTC` from an ISO time. */
export function sayUtc(iso: string): string {
  return `${new Date(iso).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/** `today`, `yesterday`, `tomorrow`, or `Thu 26 Nov`, with the year where it is another. */
export function sayDay(iso: string, zone: string, now: string): string {
  const wall = wallOf(new Date(iso), zone);
  const here = wallOf(new Date(now), zone);
  const away = (startOfDay(wall) - startOfDay(here)) / dayMs;
  if (Math.abs(away) < 2) return ['yesterday', 'today', 'tomorrow'][away + 1]!;
  const [day, date] = [new Date(wall).toUTCString().slice(0, 3), new Date(wall)];
  const [, number, month, year] = date.toUTCString().split(' ');
  const isSameYear = date.getUTCFullYear() === new Date(here).getUTCFullYear();
  return `${day} ${Number(number)} ${month}${isSameYear ? '' : ` ${year}`}`;
}

/** `Fri 27 Nov 2026` from a day. */
export function sayDate(day: string): string {
  const [weekday = '', number, month, year] = new Date(`${day}T00:00:00Z`).toUTCString().split(' ');
  return `${weekday.slice(0, 3)} ${Number(number)} ${month} ${year}`;
}

/** `tomorrow at 09:00`. */
export function sayMoment(iso: string, zone: string, now: string): string {
  const clock = new Date(wallOf(new Date(iso), zone)).toISOString().slice(11, 16);
  return `${sayDay(iso, zone, now)} at ${clock}`;
}

/** `every day at 09:00`, `Monday to Friday at 08:15`, `every Monday and Thursday at 16:00`. */
export function sayCadence({ weekdays, monthDay, hour, minute }: Cadence): string {
  const time = [hour, minute].map((part) => String(part).padStart(2, '0')).join(':');
  if (monthDay !== null) return `on day ${monthDay} of every month at ${time}`;
  return `${sayWeekdays(weekdays)} at ${time}`;
}

function sayWeekdays(weekdays: readonly number[]): string {
  if (weekdays.length === 7) return 'every day';
  const sorted = weekdays.toSorted((one, other) => ((one + 6) % 7) - ((other + 6) % 7));
  if (sorted.join() === '1,2,3,4,5') return 'Monday to Friday';
  return `every ${enumerate(sorted.map((day) => capitalize(weekdayNames[day]!)))}`;
}
