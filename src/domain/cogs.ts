/** What a capability costs to run: estimates and actuals as exact sums, by currency and period (S1-55 to S1-57). */
import * as z from 'zod';

export const CogsPeriod = z.enum(['month', 'once', 'run']);
export type CogsPeriod = z.infer<typeof CogsPeriod>;

/** At most six decimals count. What is paid monthly is never added to what is paid once. */
export const Money = z.object({
  amount: z.number().min(0).max(1_000_000_000),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'a currency of three capital letters')
    .default('USD'),
  period: CogsPeriod.default('month'),
});
export type Money = z.infer<typeof Money>;

export const CogsComponent = z.object({
  kind: z.enum(['model_tokens', 'api', 'storage', 'egress', 'people', 'other']),
  amount: z.number().min(0).max(1_000_000_000),
});
export type CogsComponent = z.infer<typeof CogsComponent>;

export const Cogs = z.object({
  estimate: Money.nullable(),
  actual: Money.nullable(),
  /** Parts of the estimate, in its currency and period. */
  components: z.array(CogsComponent).max(50),
  /** The stage it was said at. */
  sourceStage: z.string(),
  updatedBy: z.string(),
  updatedAt: z.iso.datetime(),
});
export type Cogs = z.infer<typeof Cogs>;

/** Millionths, so that a sum does not depend on its order. */
function micros(amount: number): bigint {
  return BigInt(Math.round(amount * 1_000_000));
}

function amountOf(total: bigint): number {
  return Number(total) / 1_000_000;
}

/** One sum for each currency and period, in alphabetical order; sums of nothing are left out. */
export function addMoney(moneys: readonly Money[]): Money[] {
  const totals = new Map<string, bigint>();
  for (const { amount, currency, period } of moneys) {
    const name = `${currency} ${period}`;
    totals.set(name, (totals.get(name) ?? 0n) + micros(amount));
  }
  return [...totals]
    .filter(([, total]) => total > 0n)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, total]) => {
      const [currency = 'USD', period = 'month'] = name.split(' ');
      return { amount: amountOf(total), currency, period: CogsPeriod.parse(period) };
    });
}

/** What the named parts come to; null without parts. */
export function sumComponents(components: readonly CogsComponent[]): number | null {
  if (components.length === 0) return null;
  return amountOf(components.reduce((total, { amount }) => total + micros(amount), 0n));
}

type Costed = Pick<Cogs, 'estimate' | 'actual'> | null | undefined;

/** The capability's own word, else the sum of its tickets' (S1-55). Actuals always add: what was spent was spent. */
export function rollUpCogs(
  own: Costed,
  tickets: readonly Costed[],
): { estimate: Money[]; actual: Money[]; isExplicit: boolean } {
  const of = (kind: 'estimate' | 'actual', some: readonly Costed[]) =>
    addMoney(some.flatMap((one) => one?.[kind] ?? []));
  const explicit = own?.estimate ?? null;
  return {
    estimate: explicit ? addMoney([explicit]) : of('estimate', tickets),
    actual: of('actual', [own, ...tickets]),
    isExplicit: explicit !== null,
  };
}

/** Whether a gate needs a cost reviewer too: any sum above the threshold, or one it cannot be compared with (S1-56). */
export function exceedsThreshold(estimate: readonly Money[], threshold: Money | null): boolean {
  if (threshold === null) return false;
  return estimate.some(
    ({ amount, currency, period }) =>
      currency !== threshold.currency ||
      period !== threshold.period ||
      micros(amount) > micros(threshold.amount),
  );
}

/** Whether what was agreed to before covers what is asked for now. */
export function coversCost(agreed: readonly Money[], now: readonly Money[]): boolean {
  return now.every(({ amount, currency, period }) =>
    agreed.some(
      (one) => one.currency === currency && one.period === period && micros(one.amount) >= micros(amount),
    ),
  );
}

export const CogsGroupBy = z.enum(['capability', 'stage', 'audience', 'agent', 'ticket']);
export type CogsGroupBy = z.infer<typeof CogsGroupBy>;

/** One cost as it is counted: a ticket's, a capability's own, or what models used. */
export type CostRow = Record<CogsGroupBy, string | null> & { estimate: Money | null; actual: Money | null };

export const CogsGroup = z.object({
  /** Null gathers what has no such thing. */
  name: z.string().nullable(),
  estimate: z.array(Money),
  actual: z.array(Money),
});
export type CogsGroup = z.infer<typeof CogsGroup>;

/** In the order the names first come; every row is in exactly one group. */
export function groupCogs(rows: readonly CostRow[], by: CogsGroupBy): CogsGroup[] {
  return [...Map.groupBy(rows, (row) => row[by])].map(([name, own]) => ({
    name,
    estimate: addMoney(own.flatMap(({ estimate }) => estimate ?? [])),
    actual: addMoney(own.flatMap(({ actual }) => actual ?? [])),
  }));
}

const per: Record<CogsPeriod, string> = { month: ' a month', once: ' once', run: ' a run' };

/** `120.50 USD a month + 40 USD once`. */
export function sayMoney(moneys: readonly Money[]): string {
  if (moneys.length === 0) return 'nothing';
  return moneys
    .map(({ amount, currency, period }) => `${sayAmount(amount)} ${currency}${per[period]}`)
    .join(' + ');
}

function sayAmount(amount: number): string {
  if (Number.isInteger(amount)) return String(amount);
  return amount >= 1 ? amount.toFixed(2) : String(Number(amount.toFixed(6)));
}
