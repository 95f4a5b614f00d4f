/** The value below which a share of the values lies. */

/** 0 for no values; `share` from 0 to 1, 1 being the largest value. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
}
