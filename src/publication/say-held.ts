/** Why tickets stay out of approvals and pushes: they may be duplicates, or a person said that they are. */
import { undecided } from '../domain/duplicate.ts';
import type { Judged } from './standing.ts';

/** Continues a sentence that began with the ticket; null for a ticket that no duplicate holds back. */
export function whyHeld({ standing, finding }: Judged): string | null {
  if (standing.kind === 'skipped') return `is not pushed: duplicate of ${finding?.decision?.candidate?.key}.`;
  if (standing.kind !== 'undecided') return null;
  const [first] = undecided(finding);
  return `may duplicate ${first?.key} "${first?.title}".`;
}

export function sayDecide(key: string): string {
  return `Decide with the buttons on its row, or with: /docket duplicate ${key} create|link|update|skip`;
}

/** `FEAT-2026-003 and FEAT-2026-007 may be duplicates and wait for your decision.`; empty when none does. */
export function sayHeld(judged: readonly Judged[]): string {
  const keys = judged.filter(({ standing }) => standing.kind === 'undecided').map(({ ticket }) => ticket.key);
  if (keys.length === 0) return '';
  const named = keys.slice(0, 5).join(', ') + (keys.length > 5 ? ` and ${keys.length - 5} more` : '');
  return `${named} may be ${keys.length === 1 ? 'a duplicate and waits' : 'duplicates and wait'} for your decision.`;
}
