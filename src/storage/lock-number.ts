/** The number of a named advisory lock; every lock of Docket takes its number here, so that no two names share one. */
import { createHash } from 'node:crypto';

/** A signed 64-bit number, as text because JavaScript's numbers are too small for it. */
export function lockNumber(name: string): string {
  return String(createHash('sha256').update(`docket:${name}`).digest().readBigInt64BE());
}
