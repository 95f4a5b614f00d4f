/** Claims: leases that live in the logs alone and say who works on a ticket until when. */
import { isMapping, type Mapping } from './format.ts';
import { readMoment } from './moments.ts';

/** As it stands in the log. */
export type Claim = Mapping & {
  claim_id: string;
  holder_id: string;
  holder_type: string;
  expires_at: string;
};

export type ClaimEvent = { order: string; claim: Mapping };

/** The claim a log entry carries, or null. */
export function readClaimEvent(entry: Mapping): ClaimEvent | null {
  if (entry.event_type !== 'claim' || !isMapping(entry.claim)) return null;
  return { order: `${String(entry.ts)}:${String(entry.run_started)}`, claim: entry.claim };
}

/** Who holds the ticket at `now`: the last claim that was neither released nor has run out. */
export function foldClaims(events: readonly ClaimEvent[], now: Date): Claim | null {
  let active: Mapping | null = null;
  const ordered = events.toSorted((one, other) =>
    one.order < other.order ? -1 : one.order > other.order ? 1 : 0,
  );
  for (const { claim } of ordered) {
    if (claim.action !== 'release') active = claim;
    else if (claim.claim_id === undefined || claim.claim_id === active?.claim_id) active = null;
  }
  const until = readMoment(active?.expires_at);
  return active && until !== null && until > now.getTime() ? (active as Claim) : null;
}
