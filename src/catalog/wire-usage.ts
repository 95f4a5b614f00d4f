/** The JSON other programs read of what models used. */
import type { UsageReport, UsageSum } from '../domain/usage.ts';

/** `cost_usd` sums the answers whose cost is known; `unpriced_calls` are the others. */
export function wireUsage({ since, by, total, rows }: UsageReport) {
  const { name: _, ...sum } = wireSum(total);
  return { since, by, total: sum, rows: rows.map(wireSum) };
}

function wireSum({ name, calls, input, output, cached, reasoning, costMicros, unpriced }: UsageSum) {
  return {
    name,
    calls,
    input_tokens: input,
    output_tokens: output,
    cached_tokens: cached,
    reasoning_tokens: reasoning,
    cost_usd: unpriced === calls ? null : costMicros / 1_000_000,
    unpriced_calls: unpriced,
  };
}
