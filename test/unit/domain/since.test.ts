/** Times in people's words. */
import { expect, it } from 'vitest';
import { readBlockType } from '../../../src/domain/document-edit.ts';
import { readSince } from '../../../src/domain/since.ts';

/** A Wednesday. */
const now = new Date('2026-11-18T15:30:00Z');

it.each([
  ['today', '2026-11-18T00:00:00.000Z'],
  ['this morning', '2026-11-18T00:00:00.000Z'],
  ['yesterday', '2026-11-17T00:00:00.000Z'],
  ['monday', '2026-11-16T00:00:00.000Z'],
  ['since Friday', '2026-11-13T00:00:00.000Z'],
  ['wednesday', '2026-11-11T00:00:00.000Z'],
  ['the weekend', '2026-11-14T00:00:00.000Z'],
  ['last week', '2026-11-11T00:00:00.000Z'],
  ['last month', '2026-10-19T00:00:00.000Z'],
  ['3 days ago', '2026-11-15T15:30:00.000Z'],
  ['two hours', '2026-11-18T13:30:00.000Z'],
  ['a week ago', '2026-11-11T15:30:00.000Z'],
  ['2026-11-01', '2026-11-01T00:00:00.000Z'],
])('reads "%s"', (words, expected) => {
  expect(readSince(words, now)?.toISOString()).toBe(expected);
});

it.each(['', 'the beginning of time', '2026-99-99'])('reads no time in "%s"', (words) => {
  expect(readSince(words, now)).toBeNull();
});

it.each([
  ['Non-functional requirements', 'nfr'],
  ['user stories', 'user_story'],
  ['Risks', 'risk'],
  ['KPI', 'metrics'],
  ['open question', 'question'],
  ['non-goals', 'out_of_scope'],
  ['milestone', 'milestone'],
])('reads the block type %s', (words, type) => {
  expect(readBlockType(words)).toBe(type);
});

it('refuses words that cannot be a type', () => {
  expect(() => readBlockType('1st!')).toThrow('"1st!" is no type of block. Nothing was changed.');
});
