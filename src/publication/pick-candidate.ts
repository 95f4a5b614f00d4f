/** Which candidate a person means, among all that were found for a ticket. */
import {
  candidateRef,
  type DuplicateCandidate,
  type DuplicateChoice,
  type DuplicateFinding,
} from '../domain/duplicate.ts';
import { DocketError } from '../domain/errors.ts';
import type { Id } from '../domain/ids.ts';
import type { Ticket } from '../domain/ticket.ts';

export type DuplicateWish = {
  ticketId: Id;
  /** Its key, id or reference; left out, the only one there is. `create` and `undo` are about all of them. */
  candidate?: string | undefined;
  /** `undo` leaves the ticket undecided again. */
  choice: DuplicateChoice | 'undo';
  expectedVersion?: number | undefined;
};

/** `meant` are the findings the decision is about: those of every destination where the candidate was found. */
export type Picked = { candidate: DuplicateCandidate | null; meant: DuplicateFinding[] };

/**
 * Throws STALE when the candidate is not among what was last found, AMBIGUOUS when none was named and there are several,
 * and INVALID_INPUT for a choice that the candidate does not allow.
 */
export function pickCandidate(
  ticket: Ticket,
  findings: readonly DuplicateFinding[],
  { candidate: name, choice }: Pick<DuplicateWish, 'candidate' | 'choice'>,
): Picked {
  const about = findings.filter(({ candidates, decision }) => candidates.length > 0 || decision !== null);
  if (choice === 'undo' || (choice === 'create' && name === undefined)) {
    if (about.length === 0) throw nothingFound(ticket);
    return { candidate: null, meant: about };
  }
  const all = new Map(about.flatMap(candidatesOf).map((one) => [candidateRef(one), one]));
  const fitting = [...all.values()].filter((one) => name === undefined || isCalled(one, name));
  const [candidate] = fitting;
  if (!candidate) throw name === undefined ? nothingFound(ticket) : goneCandidate(ticket, name);
  if (fitting.length > 1) throw severalCandidates(ticket, fitting);
  if (choice === 'update' && candidate.kind === 'ticket') throw refuseUpdate(ticket, candidate);
  const holds = (finding: DuplicateFinding) =>
    candidatesOf(finding).some((one) => candidateRef(one) === candidateRef(candidate));
  return { candidate: choice === 'create' ? null : candidate, meant: about.filter(holds) };
}

/** The one a decision was about stays known, also when it is no longer among the most alike. */
function candidatesOf({ candidates, decision }: DuplicateFinding): DuplicateCandidate[] {
  return decision?.candidate ? [...candidates, decision.candidate] : candidates;
}

function isCalled(candidate: DuplicateCandidate, name: string): boolean {
  const wanted = name.toLowerCase();
  return [candidate.key, candidate.id, candidateRef(candidate)].some((one) => one.toLowerCase() === wanted);
}

function nothingFound({ key }: Ticket): DocketError {
  return new DocketError('NOT_FOUND', {
    message: `Nothing was found that ${key} may duplicate. Nothing was changed.`,
    remedy: `Look again with: /docket duplicates ${key}`,
  });
}

function goneCandidate({ key }: Ticket, name: string): DocketError {
  const what = /^[0-9a-f]{12}$/.test(name) ? 'That' : name;
  return new DocketError('STALE', {
    message: `${what} is not among what ${key} may duplicate any more. Nothing was changed.`,
    remedy: `Look again with: /docket duplicates ${key}`,
  });
}

function severalCandidates({ key }: Ticket, found: readonly DuplicateCandidate[]): DocketError {
  const keys = found.map((one) => one.key);
  return new DocketError('AMBIGUOUS', {
    message: `${key} may duplicate ${keys.join(' or ')}. Nothing was changed.`,
    remedy: `Say which one, for example: /docket duplicate ${key} link ${keys[0]}`,
    details: { candidates: keys },
  });
}

function refuseUpdate({ key }: Ticket, candidate: DuplicateCandidate): DocketError {
  return new DocketError('INVALID_INPUT', {
    message: `${candidate.key} is a ticket in Docket and has no issue that could be updated. Nothing was changed.`,
    remedy: `Edit ${candidate.key} and skip ${key}, or link the two.`,
  });
}
