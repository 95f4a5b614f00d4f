/** Which pieces of a message fill arguments, and which look as if they did. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { situationOf } from '../../../src/planner/situation.ts';
import { readSlots, slotsOf } from '../../../src/planner/slots/read-slots.ts';
import { tokenize } from '../../../src/planner/tokens.ts';
import { correctSpelling } from '../../../src/planner/words/spelling.ts';
import { talk } from './talk.ts';

const situation = situationOf(talk());
const idsIn = (text: string) => slotsOf(readSlots(text, situation), 'ids').flatMap((slot) => slot.ids);

describe('numbers', () => {
  it.each([
    ['approve 3-5', [3, 4, 5]],
    ['approve 1..4', [1, 2, 3, 4]],
    ['tickets 1, 2 and 7-9', [1, 2, 7, 8, 9]],
    ['T-3,T-4 → tom', [3, 4]],
    ['#1 through 3', [1, 2, 3]],
    ['show number four', [4]],
  ])('name tickets: %s', (text, ids) => {
    expect(idsIn(text)).toEqual(ids);
  });

  it.each([
    'at most 10 tickets',
    'works on iOS 16',
    'every monday at 9',
    'due 2026-12-01',
    'in 3 bullets',
    'v2 of the prd',
    '8 points',
  ])('name none: %s', (text) => {
    expect(idsIn(text)).toEqual([]);
  });

  it('name every ticket of a range', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 90 }), fc.integer({ min: 1, max: 9 }), (from, more) => {
        expect(idsIn(`approve ${from}-${from + more}`)).toHaveLength(more + 1);
      }),
    );
  });
});

describe('keys, payloads and documents', () => {
  it('keeps keys as written', () => {
    expect(
      slotsOf(readSlots('why TASK-2026-003 and ENG-12?', situation), 'ids').flatMap((slot) => slot.keys),
    ).toEqual(['TASK-2026-003', 'ENG-12']);
  });

  it('reads nothing inside what is dictated', () => {
    const { slots } = readSlots("comment on 4: approve 5 and push 'all' to linear", situation);
    expect(slots.map((slot) => slot.kind)).toEqual(['ids', 'payload']);
  });

  it('knows a document by a word of its title', () => {
    expect(slotsOf(readSlots('summarize the onboarding doc', situation), 'doc')).toMatchObject([
      { id: 'd-1' },
    ]);
  });
});

describe('tokens', () => {
  it('keep their place in the text', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        for (const token of tokenize(text))
          expect(text.slice(token.start, token.end)).toHaveLength(token.text.length);
      }),
    );
  });
});

describe('spelling', () => {
  it.each([
    ['aproved', 'approved'],
    ['tikcets', 'tickets'],
    ['liner', 'linear'],
    ['psuh', 'push'],
  ])('puts %s right', (wrong, right) => {
    expect(correctSpelling(wrong)).toBe(right);
  });

  it.each(['rush', 'story', 'last', 'assignee', 'draft'])('leaves %s alone', (word) => {
    expect(correctSpelling(word)).toBe(word);
  });
});
