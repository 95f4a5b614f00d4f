/** What an approving click just did, in a sentence or two for the board. */
import type { Member } from '../domain/principal.ts';
import { approverOf } from './read-board.ts';
import { sayHeld } from './say-held.ts';
import type { Judged } from './standing.ts';

/** `given` were approved now; `already` needed it no more; both as they were judged before the click. */
export type ApprovalOutcome = { given: Judged[]; already: Judged[] };

/** `Approved 4 tickets. 3 were already approved by Ana.` */
export function sayApproved({ given, already }: ApprovalOutcome, members: readonly Member[]): string {
  const parts = [sayGiven(given), sayBefore(already, members), sayHeld(already), sayOut(already)].filter(
    (part) => part !== '',
  );
  return parts.length > 0 ? parts.join(' ') : 'Nothing on this board waits for approval.';
}

function sayGiven(given: readonly Judged[]): string {
  if (given.length === 0) return '';
  return `Approved ${given.length === 1 ? given[0]!.ticket.key : `${given.length} tickets`}.`;
}

function sayBefore(already: readonly Judged[], members: readonly Member[]): string {
  const before = already.filter(({ standing }) => standing.kind === 'approved' || standing.kind === 'busy');
  if (before.length === 0) return '';
  const what = before.length === 1 ? `${before[0]!.ticket.key} was` : `${before.length} were`;
  const people = new Set(before.map((one) => approverOf(one, members) ?? 'somebody'));
  return `${what} already approved by ${[...people].join(' and ')}.`;
}

/** Only for a click on one ticket: that others are out already is nothing anybody asked about. */
function sayOut(already: readonly Judged[]): string {
  const [only, ...others] = already;
  return only?.standing.kind === 'pushed' && others.length === 0
    ? `${only.ticket.key} was pushed already.`
    : '';
}
