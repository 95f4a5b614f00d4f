/** Reads what models cost: `gpt-5=1.25/10/0.125, gpt-5-mini=0.25/2`, in dollars per million tokens. */
import type { ModelPrice } from '../domain/usage.ts';

/** By model; null for a text that cannot be read. A model's name may hold slashes and colons. */
export function readPrices(text: string): Record<string, ModelPrice> | null {
  const prices: Record<string, ModelPrice> = {};
  for (const entry of text.split(',').map((one) => one.trim())) {
    if (entry === '') continue;
    const at = entry.lastIndexOf('=');
    const name = entry.slice(0, Math.max(at, 0)).trim();
    const parts = entry
      .slice(at + 1)
      .split('/')
      .map((one) => one.trim());
    if (name === '' || parts.length < 2 || parts.length > 3) return null;
    if (!parts.every((part) => /^\d+(?:\.\d+)?$/.test(part))) return null;
    const [input = 0, output = 0, cached = input] = parts.map(Number);
    prices[name] = { input, output, cached };
  }
  return prices;
}
