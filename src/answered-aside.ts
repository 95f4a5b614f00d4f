/** Which presses are answered with a form or for the presser alone, as surfaces have to know before one is worked off. */
import type { House } from './app.ts';

/** Verbs of action tokens. */
export function verbsAnsweredAside(presses: House['catalog']['presses']): Set<string> {
  const isAside = ([, { press }]: [string, { press?: { form?: unknown; answer?: string } }]) =>
    press?.form !== undefined || press?.answer === 'aside';
  return new Set([...presses].filter(isAside).map(([verb]) => verb));
}
