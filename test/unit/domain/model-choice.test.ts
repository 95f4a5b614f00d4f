/** Which model and effort hold: what is usual, what was set, what is wished. */
import { describe, expect, it } from 'vitest';
import { addWish, chooseModel } from '../../../src/domain/model-choice.ts';
import { costOf } from '../../../src/domain/usage.ts';

describe('the choice of a model', () => {
  it('is what is usual for the work, then what was set, then what is wished', () => {
    expect(chooseModel('converse', {})).toEqual({ tier: 'standard', effort: 'medium' });
    expect(chooseModel('generate', {})).toEqual({ tier: 'deep', effort: 'medium' });
    expect(chooseModel('generate', { tier: 'standard' })).toEqual({ tier: 'standard', effort: 'medium' });
    expect(chooseModel('converse', { effort: 'low' }, { tier: 'deep' })).toEqual({
      tier: 'deep',
      effort: 'low',
    });
  });

  it('caps the fast tier at high', () => {
    expect(chooseModel('converse', { tier: 'fast', effort: 'max' }).effort).toBe('high');
    expect(chooseModel('converse', { effort: 'max' }, { tier: 'fast' }).effort).toBe('high');
    expect(chooseModel('converse', { effort: 'max' }).effort).toBe('max');
  });

  it('goes one step up for "harder", and no further than max', () => {
    const harder = (effort: 'low' | 'high' | 'max') =>
      chooseModel('converse', { effort }, { harder: true }).effort;
    expect([harder('low'), harder('high'), harder('max')]).toEqual(['medium', 'max', 'max']);
    expect(chooseModel('converse', {}, addWish({ effort: 'high' }, { harder: true })).effort).toBe('max');
  });

  it('forgets "harder" once an effort is named', () => {
    expect(addWish({ harder: true, tier: 'deep' }, { effort: 'low' })).toEqual({
      tier: 'deep',
      effort: 'low',
    });
  });
});

describe('the cost of an answer', () => {
  const tokens = { input: 1000, output: 200, cached: 400, reasoning: 50, estimated: false };

  it('is dollars per million by token, cached ones at their own price', () => {
    expect(costOf(tokens, { input: 1.25, output: 10, cached: 0.125 })).toBe(600 * 1.25 + 400 * 0.125 + 2000);
  });

  it('is not known without a price, or where nobody counted', () => {
    expect(costOf(tokens, undefined)).toBeNull();
    expect(costOf({ ...tokens, estimated: true }, { input: 1, output: 1, cached: 1 })).toBeNull();
  });
});
