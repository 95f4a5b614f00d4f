/** Clock time in a time zone: instants to what a clock on the wall shows there, and back, with daylight saving. */

export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

/** What the wall clock shows, in milliseconds as if it were UTC, so that UTC getters read its fields. */
export type Wall = number;

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formats.set(zone, format);
  return format;
}

export function wallOf(at: Date, zone: string): Wall {
  const parts = formatOf(zone).formatToParts(at);
  const field = (type: string) => Number(parts.find((part) => part.type === type)!.value);
  return Date.UTC(
    field('year'),
    field('month') - 1,
    field('day'),
    field('hour'),
    field('minute'),
    field('second'),
  );
}

/**
 * The instant at which the clock shows this. A time that the clock skips in spring is as much later; of one that it
 * shows twice in autumn it is the first.
 */
export function instantOf(wall: Wall, zone: string): Date {
  const offsetNear = (time: number) => wallOf(new Date(time), zone) - time;
  const before = wall - offsetNear(wall - dayMs);
  const after = wall - offsetNear(wall + dayMs);
  const fits = [before, after].find((time) => wallOf(new Date(time), zone) === wall);
  return new Date(fits ?? before);
}

export function startOfDay(wall: Wall): Wall {
  return Math.floor(wall / dayMs) * dayMs;
}

/** 0 is Sunday. */
export function weekdayOf(wall: Wall): number {
  return new Date(wall).getUTCDay();
}

/** Midnight of the week's Monday. */
export function startOfWeek(wall: Wall): Wall {
  return startOfDay(wall) - ((weekdayOf(wall) + 6) % 7) * dayMs;
}

/** The first of the month `months` later. */
export function startOfMonth(wall: Wall, months = 0): Wall {
  const date = new Date(wall);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1);
}

export const weekdayNames = [
  'sunday',
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
] as const;

/** The weekday a word is, short or plural too; null for any other word. */
export function readWeekday(word: string): number | null {
  const said = word.toLowerCase().replace(/s$/, '');
  if (!/^(?:sun|mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?)(?:day)?$/.test(said)) return null;
  return weekdayNames.findIndex((name) => name.startsWith(said.slice(0, 3)));
}
