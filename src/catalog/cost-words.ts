/** Reads a cost as people type it: `120 USD/month`, `actual 80`, `storage=12 api=3`. */
import { CogsComponent, CogsPeriod, Money } from '../domain/cogs.ts';
import { DocketError } from '../domain/errors.ts';

type Cost = { estimate?: Money; actual?: Money; components?: CogsComponent[] };

/** Throws INVALID_INPUT for words that are no cost. */
export function readCost(words: readonly string[]): Cost {
  const components = words.flatMap((word) => {
    const [kind, amount] = word.split('=');
    const read = CogsComponent.safeParse({ kind, amount: Number(amount) });
    return amount !== undefined && read.success ? [read.data] : [];
  });
  const rest = words.filter((word) => !word.includes('='));
  const isActual = rest[0]?.toLowerCase() === 'actual';
  const said = (isActual ? rest.slice(1) : rest).join(' ');
  const parts = components.length > 0 ? { components } : {};
  if (said === '' && components.length > 0) return parts;
  const money = readMoney(said);
  return { ...parts, ...(isActual ? { actual: money } : { estimate: money }) };
}

function readMoney(text: string): Money {
  const [, amount, currency = 'USD', period = 'month'] =
    /^\$?(\d+(?:\.\d+)?)\s*([A-Za-z]{3})?\s*(?:\/|a\s+|per\s+)?\s*(month|once|run)?$/i.exec(text.trim()) ??
    [];
  if (amount !== undefined) {
    return Money.parse({
      amount: Number(amount),
      currency: currency.toUpperCase(),
      period: CogsPeriod.parse(period.toLowerCase()),
    });
  }
  throw new DocketError('INVALID_INPUT', {
    message: `"${text}" is no cost. Nothing was changed.`,
    remedy: 'Say for example: 120 USD/month, actual 80, 0.02/run, or parts: storage=12 api=3',
  });
}
