/** The arithmetic of costs: exact, whatever the order, and nothing counted twice. */
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  addMoney,
  type CogsGroupBy,
  type CostRow,
  coversCost,
  exceedsThreshold,
  groupCogs,
  type Money,
  rollUpCogs,
  sayMoney,
  sumComponents,
} from '../../../src/domain/cogs.ts';

const amount = fc.integer({ min: 0, max: 1_000_000_000_000 }).map((micros) => micros / 1_000_000);
const money: fc.Arbitrary<Money> = fc.record({
  amount,
  currency: fc.constantFrom('USD', 'EUR'),
  period: fc.constantFrom('month', 'once', 'run'),
});
const name = fc.option(fc.constantFrom('a', 'b', 'c'), { nil: null });
const row: fc.Arbitrary<CostRow> = fc.record({
  ...{ capability: name, stage: name, audience: name, agent: name, ticket: name },
  estimate: fc.option(money, { nil: null }),
  actual: fc.option(money, { nil: null }),
});

it('S1-55: a sum is exact to the millionth and does not depend on the order', () => {
  fc.assert(
    fc.property(fc.array(money), (some) => {
      const total = addMoney(some);
      expect(addMoney(some.toReversed())).toEqual(total);
      for (const { amount: sum, currency, period } of total) {
        const own = some.filter((one) => one.currency === currency && one.period === period);
        const micros = own.reduce((all, one) => all + BigInt(Math.round(one.amount * 1e6)), 0n);
        expect(BigInt(Math.round(sum * 1e6))).toBe(micros);
      }
    }),
  );
  expect(
    addMoney(Array.from({ length: 10 }, () => ({ amount: 0.1, currency: 'USD', period: 'month' as const }))),
  ).toEqual([{ amount: 1, currency: 'USD', period: 'month' }]);
});

it('S1-55: a sum may be added up in parts', () => {
  fc.assert(
    fc.property(fc.array(money), fc.array(money), (one, other) => {
      expect(addMoney([...addMoney(one), ...addMoney(other)])).toEqual(addMoney([...one, ...other]));
    }),
  );
});

it('S1-55: an explicit estimate goes before the sum of the tickets; actuals always add', () => {
  const cogs = fc.record({
    estimate: fc.option(money, { nil: null }),
    actual: fc.option(money, { nil: null }),
  });
  fc.assert(
    fc.property(fc.option(cogs, { nil: null }), fc.array(cogs), (own, tickets) => {
      const { estimate, actual, isExplicit } = rollUpCogs(own, tickets);
      expect(isExplicit).toBe(Boolean(own?.estimate));
      const wanted = own?.estimate ? [own.estimate] : tickets.flatMap((one) => one.estimate ?? []);
      expect(estimate).toEqual(addMoney(wanted));
      expect(actual).toEqual(addMoney([own, ...tickets].flatMap((one) => one?.actual ?? [])));
    }),
  );
});

it('S1-57: every cost is in exactly one group, so that groups add up to the whole', () => {
  const by = fc.constantFrom<CogsGroupBy>('capability', 'stage', 'audience', 'agent', 'ticket');
  fc.assert(
    fc.property(fc.array(row), by, (rows, wanted) => {
      const groups = groupCogs(rows, wanted);
      expect(new Set(groups.map((group) => group.name)).size).toBe(groups.length);
      for (const kind of ['estimate', 'actual'] as const)
        expect(addMoney(groups.flatMap((group) => group[kind]))).toEqual(
          addMoney(rows.flatMap((one) => one[kind] ?? [])),
        );
    }),
  );
});

it('S1-56: above the threshold, or where it cannot be compared, a cost reviewer is needed', () => {
  const threshold: Money = { amount: 100, currency: 'USD', period: 'month' };
  fc.assert(
    fc.property(amount, (value) => {
      expect(exceedsThreshold([{ ...threshold, amount: value }], threshold)).toBe(value > 100);
    }),
  );
  expect(exceedsThreshold([{ ...threshold, amount: 1, currency: 'EUR' }], threshold)).toBe(true);
  expect(exceedsThreshold([{ ...threshold, amount: 1, period: 'once' }], threshold)).toBe(true);
  expect(exceedsThreshold([{ ...threshold, amount: 1e6 }], null)).toBe(false);
  expect(exceedsThreshold([], threshold)).toBe(false);
});

it('S1-56: what was agreed to covers as much and less, and nothing more', () => {
  fc.assert(
    fc.property(fc.array(money), fc.array(money), (one, more) => {
      const agreed = addMoney([...one, ...more]);
      expect(coversCost(agreed, addMoney(one))).toBe(true);
      expect(coversCost(addMoney(one), agreed)).toBe(addMoney(more).length === 0);
    }),
  );
});

it('S1-55: parts are said and added', () => {
  expect(sumComponents([])).toBeNull();
  expect(
    sumComponents([
      { kind: 'api', amount: 0.1 },
      { kind: 'storage', amount: 0.2 },
    ]),
  ).toBe(0.3);
  const sums = addMoney([
    { amount: 120.5, currency: 'USD', period: 'month' },
    { amount: 0.0015, currency: 'USD', period: 'run' },
  ]);
  expect(sayMoney(sums)).toBe('120.50 USD a month + 0.0015 USD a run');
  expect(sayMoney([])).toBe('nothing');
});
