/** What an account may be sent: no span of a limit's length ever holds more than the limit. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  breakMs,
  doubt,
  freeFrom,
  freshBudget,
  leastTime,
  rest,
  roomFor,
  type SendLimit,
  spend,
} from '../../../src/domain/send-budget.ts';

const limitOf = (most: number, perMs: number, over: Partial<SendLimit> = {}): SendLimit => ({
  name: `${most} in ${perMs}`,
  most,
  perMs,
  counts: ['issue'],
  ...over,
});
const issues = (issue: number) => ({ write: 1, issue, link: 0 });

describe('a budget', () => {
  it('never lets more through in any span than the limit says, and never waits for longer than it must', () => {
    const wish = fc.record({
      pause: fc.integer({ min: 0, max: 30_000 }),
      issue: fc.integer({ min: 1, max: 20 }),
    });
    const limit = fc.record({
      most: fc.integer({ min: 20, max: 200 }),
      perMs: fc.integer({ min: 600, max: 60_000 }),
    });
    fc.assert(
      fc.property(limit, fc.array(wish, { minLength: 1, maxLength: 60 }), ({ most, perMs }, wishes) => {
        const limits = [limitOf(most, perMs)];
        let budget = freshBudget('github');
        let now = 1_000_000;
        const sent: { at: number; issue: number }[] = [];
        for (const { pause, issue } of wishes) {
          now = freeFrom(budget, limits, issues(issue), now + pause);
          budget = spend(budget, limits, issues(issue), now);
          sent.push({ at: now, issue });
          const span = sent.filter(({ at }) => at > now - perMs);
          expect(span.reduce((sum, one) => sum + one.issue, 0)).toBeLessThanOrEqual(most);
        }
        expect(freeFrom(budget, limits, issues(1), now + perMs + perMs / 30)).toBe(now + perMs + perMs / 30);
      }),
      { numRuns: 60 },
    );
  });

  it('keeps several limits at once, and rests', () => {
    const limits = [limitOf(1, 1000, { counts: ['write'] }), limitOf(3, 60_000)];
    let budget = spend(freshBudget('github'), limits, issues(2), 0);
    expect(freeFrom(budget, limits, issues(1), 0)).toBe(1000);
    expect(freeFrom(budget, limits, issues(2), 1000)).toBe(60_000);
    expect(roomFor(budget, limits, 'issue', 50, 1000)).toBe(1);
    budget = rest(rest(budget, 90_000), 80_000);
    expect(freeFrom(budget, limits, issues(1), 70_000)).toBe(90_000);
  });

  it('lets a request that is larger than a limit go when nothing else was taken of it', () => {
    const limits = [limitOf(10, 1000)];
    const budget = spend(freshBudget('jira'), limits, issues(50), 0);
    expect(freeFrom(budget, limits, issues(50), 0)).toBe(1000);
  });

  it('is not held up by what a clock wrote that has been set back since', () => {
    const limits = [limitOf(1, 1000)];
    const budget = spend(freshBudget('jira'), limits, issues(1), 9_000_000);
    expect(freeFrom(budget, limits, issues(1), 5_000)).toBe(5_000);
  });

  it('opens for a minute after five requests without an answer in a minute, and then wants a question first', () => {
    const after = (times: number[]) => times.reduce(doubt, freshBudget('linear'));
    expect(after([0, 10, 20, 30])).toMatchObject({ probe: false, restUntil: null });
    expect(after([0, 10, 20, 30, 40])).toMatchObject({
      probe: true,
      restUntil: new Date(40 + breakMs).toISOString(),
    });
    expect(after([0, 20_000, 40_000, 60_001, 80_000])).toMatchObject({ probe: false });
  });
});

it('the least time of a push is that of the tightest limit', () => {
  const github = [limitOf(1, 1000, { counts: ['write'] }), limitOf(80, 60_000), limitOf(500, 3_600_000)];
  expect(leastTime(github, { write: 500, issue: 500, link: 0 })).toBe(499_000);
  expect(leastTime(github, { write: 501, issue: 501, link: 0 })).toBe(3_600_000);
  expect(leastTime([], { write: 9, issue: 9, link: 9 })).toBe(0);
});
