/** What a message asks of the model itself, told apart from what it is about. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readModelWish } from '../../../src/domain/model-words.ts';

describe('the wish in a message', () => {
  it.each([
    ['think harder', { harder: true }, ''],
    ['Can you think a bit harder on this one?', { harder: true }, ''],
    ['ok, think carefully. Push 3 to linear', { harder: true }, 'ok, Push 3 to linear'],
    ['regenerate 4 and think harder', { harder: true }, 'regenerate 4'],
    ['take your time and draft the tickets', { harder: true }, 'draft the tickets'],
    ['think as hard as you can: what is missing?', { effort: 'max' }, 'what is missing?'],
    ['use max effort', { effort: 'max' }, ''],
    ['quick answer: who is on this?', { tier: 'fast', effort: 'low' }, 'who is on this?'],
    ['don’t overthink it, just list them', { tier: 'fast', effort: 'low' }, 'just list them'],
    ['use the deep model for this: summarize the PRD', { tier: 'deep' }, 'summarize the PRD'],
    ['generate tickets with the strongest model', { tier: 'deep' }, 'generate tickets'],
    ['please use the fast model and list the tickets', { tier: 'fast' }, 'list the tickets'],
    ['use the deep model, max effort please', { tier: 'deep', effort: 'max' }, ''],
    ['Denk noch mal genauer nach', { harder: true }, ''],
    ['réfléchis mieux', { harder: true }, ''],
    ['piénsalo mejor', { harder: true }, ''],
    ['pense melhor', { harder: true }, ''],
  ])('is heard in "%s"', (text, wish, rest) => {
    expect(readModelWish(text)).toEqual({ wish, rest });
  });

  it('leaves the request whole where the wish is a part of it', () => {
    const text = 'think harder about what covers SSO';
    expect(readModelWish(text)).toEqual({ wish: { harder: true }, rest: text });
  });

  it.each([
    'rename 3 to "think harder"',
    'create a ticket: quick answer',
    'create a ticket for training with the fast model',
    'show me the low effort tickets',
    'which tickets have high effort',
    'I think harder tickets should go first',
    'tickets about the deep model, grouped by label',
    'push 3, 5 and the login one, but not the apple pay thing',
  ])('is not read into "%s"', (text) => {
    expect(readModelWish(text)).toEqual({ wish: null, rest: text });
  });

  it('changes no text in which it hears nothing', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), (text) => {
        const { wish, rest } = readModelWish(text);
        if (wish === null) expect(rest).toBe(text);
      }),
      { numRuns: 300 },
    );
  });
});
