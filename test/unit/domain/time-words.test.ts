/** Rhythms, moments and periods in people's words, in a time zone with daylight saving. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextTime, readCadence } from '../../../src/domain/cadence.ts';
import { instantOf, wallOf } from '../../../src/domain/local-time.ts';
import { readMoment } from '../../../src/domain/moment-words.ts';
import { readPeriod, sinceLastWorkday } from '../../../src/domain/period.ts';

const berlin = 'Europe/Berlin';
/** A Wednesday, half past four in the afternoon in Berlin. */
const now = new Date('2026-11-18T15:30:00Z');

/** As the clock in Berlin shows it. */
const shown = (at: Date | null) => at && new Date(wallOf(at, berlin)).toISOString().slice(0, 16);

describe('a rhythm', () => {
  it.each([
    ['daily', '2026-11-19T09:00'],
    ['daily 9:30', '2026-11-19T09:30'],
    ['daily 9', '2026-11-19T09:00'],
    ['every day at 5pm', '2026-11-18T17:00'],
    ['nightly', '2026-11-18T20:00'],
    ['every monday at 9', '2026-11-23T09:00'],
    ['monday 9:00', '2026-11-23T09:00'],
    ['friday 16:00', '2026-11-20T16:00'],
    ['every Friday at 4pm', '2026-11-20T16:00'],
    ['fridays at 4', '2026-11-20T16:00'],
    ['wednesday 16:00', '2026-11-25T16:00'],
    ['mondays and thursdays at 8', '2026-11-19T08:00'],
    ['weekdays 8:15', '2026-11-19T08:15'],
    ['mon-fri 8:15', '2026-11-19T08:15'],
    ['weekly', '2026-11-23T09:00'],
    ['monthly', '2026-12-01T09:00'],
    ['monthly on the 20th', '2026-11-20T09:00'],
  ])('reads "%s"', (words, expected) => {
    expect(shown(nextTime(readCadence(words)!, now, berlin))).toBe(expected);
  });

  it.each(['', 'soon', 'every other monday', 'hourly', 'biweekly', 'every 2 days', 'daily 25:00'])(
    'reads none in "%s"',
    (words) => {
      expect(readCadence(words)).toBeNull();
    },
  );

  it('leaves the weekend out from Monday to Friday', () => {
    expect(readCadence('mon-fri')!.weekdays).toEqual([1, 2, 3, 4, 5]);
    expect(readCadence('weekdays')!.weekdays).toEqual([1, 2, 3, 4, 5]);
  });

  it('keeps its time on the clock over both changes of daylight saving', () => {
    const daily = readCadence('daily 9:00')!;
    const spring = new Date('2026-03-28T08:00:00Z');
    expect(nextTime(daily, spring, berlin).toISOString()).toBe('2026-03-29T07:00:00.000Z');
    const autumn = new Date('2026-10-24T07:00:00Z');
    expect(nextTime(daily, autumn, berlin).toISOString()).toBe('2026-10-25T08:00:00.000Z');
  });

  it('comes once where the clock skips or repeats its time', () => {
    const night = readCadence('daily 02:30')!;
    const skipped = nextTime(night, new Date('2026-03-28T12:00:00Z'), berlin);
    expect(shown(skipped)).toBe('2026-03-29T03:30');
    const twice = nextTime(night, new Date('2026-10-24T12:00:00Z'), berlin);
    expect(twice.toISOString()).toBe('2026-10-25T00:30:00.000Z');
    expect(shown(nextTime(night, twice, berlin))).toBe('2026-10-26T02:30');
  });

  it('always comes later, within a month, at the time it names', () => {
    const zones = fc.constantFrom(berlin, 'America/New_York', 'Asia/Kolkata', 'Pacific/Auckland', 'UTC');
    const cadence = fc.record({
      weekdays: fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { minLength: 1 }),
      monthDay: fc.option(fc.integer({ min: 1, max: 28 })),
      hour: fc.integer({ min: 4, max: 23 }),
      minute: fc.integer({ min: 0, max: 59 }),
    });
    const instants = fc.date({
      min: new Date('2020-01-01'),
      max: new Date('2030-01-01'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(cadence, instants, zones, (one, after, zone) => {
        const next = nextTime(one, after, zone);
        const wall = new Date(wallOf(next, zone));
        expect(next > after && next.getTime() - after.getTime() < 32 * 86_400_000).toBe(true);
        expect([wall.getUTCHours(), wall.getUTCMinutes()]).toEqual([one.hour, one.minute]);
        expect(instantOf(wallOf(next, zone), zone)).toEqual(next);
      }),
      { numRuns: 150 },
    );
  });
});

describe('a moment to come', () => {
  it.each([
    ['in 2 hours', '2026-11-18T18:30'],
    ['in half an hour', '2026-11-18T17:00'],
    ['in 30 minutes', '2026-11-18T17:00'],
    ['in 3 days', '2026-11-21T09:00'],
    ['in a week', '2026-11-25T09:00'],
    ['tomorrow', '2026-11-19T09:00'],
    ['tomorrow at 10', '2026-11-19T10:00'],
    ['tomorrow afternoon', '2026-11-19T14:00'],
    ['today', '2026-11-18T17:00'],
    ['tonight', '2026-11-18T20:00'],
    ['tonight at 8', '2026-11-18T20:00'],
    ['on thursday', '2026-11-19T09:00'],
    ['tuesday', '2026-11-24T09:00'],
    ['fri', '2026-11-20T09:00'],
    ['wednesday', '2026-11-25T09:00'],
    ['wednesday at 18:00', '2026-11-18T18:00'],
    ['next friday', '2026-11-27T09:00'],
    ['friday 16:00', '2026-11-20T16:00'],
    ['next week', '2026-11-23T09:00'],
    ['next month', '2026-12-01T09:00'],
    ['end of the week', '2026-11-20T17:00'],
    ['eod', '2026-11-18T17:00'],
    ['at 16:00', '2026-11-19T16:00'],
    ['at 5', '2026-11-18T17:00'],
    ['noon', '2026-11-19T12:00'],
    ['2026-12-24 at 15:00', '2026-12-24T15:00'],
    ['24 december', '2026-12-24T09:00'],
    ['march 3rd', '2027-03-03T09:00'],
    ['on the 5th', '2026-12-05T09:00'],
  ])('reads "%s"', (words, expected) => {
    expect(shown(readMoment(words, now, berlin))).toBe(expected);
  });

  it.each(['', 'someday', 'when it is done', '2026-02-31', 'the apple pay ticket'])(
    'reads none in "%s"',
    (words) => {
      expect(readMoment(words, now, berlin)).toBeNull();
    },
  );

  it('tells of a date that is over', () => {
    expect(readMoment('2026-11-01', now, berlin)! < now).toBe(true);
  });
});

describe('a period', () => {
  it.each([
    ['today', '2026-11-18T00:00', '2026-11-19T00:00'],
    ['yesterday', '2026-11-17T00:00', '2026-11-18T00:00'],
    ['this week', '2026-11-16T00:00', '2026-11-23T00:00'],
    ['last week', '2026-11-09T00:00', '2026-11-16T00:00'],
    ['this month', '2026-11-01T00:00', '2026-12-01T00:00'],
    ['last month', '2026-10-01T00:00', '2026-11-01T00:00'],
    ['last 7 days', '2026-11-12T00:00', '2026-11-19T00:00'],
    ['past 2 weeks', '2026-11-05T00:00', '2026-11-19T00:00'],
    ['since monday', '2026-11-16T00:00', '2026-11-18T16:30'],
    ['3 days ago', '2026-11-15T00:00', '2026-11-18T16:30'],
  ])('reads "%s"', (words, from, to) => {
    const period = readPeriod(words, now, berlin)!;
    expect([shown(new Date(period.from)), shown(new Date(period.to))]).toEqual([from, to]);
  });

  it('is of the zone’s own days, west of Greenwich too', () => {
    const { from } = readPeriod('since monday', new Date('2026-11-19T02:00:00Z'), 'America/New_York')!;
    expect(from).toBe('2026-11-16T05:00:00.000Z');
    const hours = { from: '2026-11-18T13:30:00.000Z', words: 'in the last 2 hours' };
    expect(readPeriod('last 2 hours', now, berlin)).toMatchObject(hours);
  });

  it.each(['', 'this sprint', 'whenever'])('reads none in "%s"', (words) => {
    expect(readPeriod(words, now, berlin)).toBeNull();
  });

  it('begins a Monday’s stand-up on Friday', () => {
    const monday = new Date('2026-11-23T08:00:00Z');
    expect(sinceLastWorkday(monday, berlin)).toMatchObject({
      from: '2026-11-19T23:00:00.000Z',
      words: 'since Friday',
    });
    expect(sinceLastWorkday(now, berlin).from).toBe('2026-11-16T23:00:00.000Z');
  });
});
