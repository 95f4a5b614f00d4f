/** What an approving click just did, in a sentence or two for the board. */
import type { Member } from '../domain/principal.ts';
import { sayMissing } from './consent.ts';
import type { Granted } from './grant.ts';
import { approverOf } from './read-board.ts';
import { sayHeld } from './say-held.ts';
import type { Judged } from './standing.ts';

/** `already` needed no approval any more; all as they were judged before the click. */
export type ApprovalOutcome = Granted & { already: Judged[] };

/** `Approved 4 tickets. 3 were already approved by Ana.` */
export function sayApproved(outcome: ApprovalOutcome, members: readonly Member[]): string {
  const { complete, already } = outcome;
  const parts = [
    sayGiven(complete),
    sayPartial(outcome),
    sayRefused(outcome),
    sayBefore(already, members),
    sayHeld(already),
    sayOut(already),
  ].filter((part) => part !== '');
  return parts.length > 0 ? parts.join(' ') : 'Nothing on this board waits for approval.';
}

function sayGiven(given: readonly Judged[]): string {
  if (given.length === 0) return '';
  return `Approved ${given.length === 1 ? given[0]!.ticket.key : `${given.length} tickets`}.`;
}

/** `Your approval of 3 tickets is noted. Each needs 1 more approval, by somebody else.` */
export function sayPartial({ partial, rules }: Granted): string {
  const [first] = partial;
  if (!first) return '';
  const least = Math.min(...partial.map(({ consent }) => consent.given.length + 1));
  const given = Math.min(least, rules.policy.approvalQuorum - 1);
  const what = partial.length === 1 ? first.ticket.key : `${partial.length} tickets`;
  const each = partial.length === 1 ? 'It' : 'Each';
  return `Your approval of ${what} is noted. ${each} needs ${sayMissing(rules, given)}.`;
}

function sayRefused({ refused }: Granted): string {
  const [first] = refused;
  if (!first) return '';
  const what = refused.length === 1 ? `${first.judged.ticket.key} was` : `${refused.length} were`;
  return `${what} left out: ${first.why}`;
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
