/** Due days in words: the last minute of the day meant, and the days that a question spans. */
import { describe, expect, it } from 'vitest';
import { readDueAt, readDueSpan } from '../../../src/domain/due-words.ts';

/** A Saturday, ten at night in UTC, eleven in Berlin. */
const now = new Date('2026-11-21T22:00:00Z');

describe('a due day', () => {
  it.each([
    ['today', '2026-11-21T22:59:00.000Z'],
    ['friday', '2026-11-27T22:59:00.000Z'],
    ['next friday', '2026-11-27T22:59:00.000Z'],
    ['end of november', '2026-11-30T22:59:00.000Z'],
    ['end of march', '2027-03-31T21:59:00.000Z'],
    ['15 december', '2026-12-15T22:59:00.000Z'],
    ['2026-12-01', '2026-12-01T22:59:00.000Z'],
    ['end of the week', '2026-11-27T22:59:00.000Z'],
  ])('%s ends with its last minute in the zone', (words, expected) => {
    expect(readDueAt(words, now, 'Europe/Berlin')).toBe(expected);
  });

  it('is none where the words name no day', () => {
    expect(readDueAt('soonish', now, 'UTC')).toBeNull();
  });
});

describe('a question for what is due', () => {
  it.each([
    ['this week', '2026-11-16T00:00:00.000Z', '2026-11-22T23:59:00.000Z'],
    ['next week', '2026-11-23T00:00:00.000Z', '2026-11-29T23:59:00.000Z'],
    ['next month', '2026-12-01T00:00:00.000Z', '2026-12-31T23:59:00.000Z'],
    ['tomorrow', '2026-11-22T00:00:00.000Z', '2026-11-22T23:59:00.000Z'],
    ['by friday', null, '2026-11-27T23:59:00.000Z'],
    ['overdue', null, '2026-11-21T22:00:00.000Z'],
  ])('%s spans its days', (words, from, to) => {
    expect(readDueSpan(words, now, 'UTC')).toEqual({ from, to });
  });

  it('has no span where the words name no time', () => {
    expect(readDueSpan('whenever', now, 'UTC')).toBeNull();
  });
});
