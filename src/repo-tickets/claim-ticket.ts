/** Takes, prolongs, takes over and gives back claims. */

import { type Claim, type ClaimEvent, foldClaims, readClaimEvent } from './claims.ts';
import { fault } from './fault.ts';
import type { Mapping } from './format.ts';
import { loadForChange } from './load-ticket.ts';
import { appendEntry, nameRun, type Run } from './logs.ts';
import { readMoment, writeMoment } from './moments.ts';
import { listLogFiles, readLog } from './read-log.ts';
import type { TicketPlace } from './repository.ts';
import { newRunId } from './run-ids.ts';
import { whileLocked } from './write-file.ts';

export function readClaimEvents(place: TicketPlace): ClaimEvent[] {
  return listLogFiles(place).flatMap((path) =>
    readLog(path).flatMap(({ entry }) => (entry && readClaimEvent(entry)) ?? []),
  );
}

export type ClaimWish = {
  ttlMinutes: number;
  release?: boolean | undefined;
  force?: boolean | undefined;
  reason?: string | undefined;
};

/** `done` false: somebody else holds it, or there is nothing to release. `said` is the sentence for people. */
export type ClaimOutcome = { done: boolean; said: string; entry: Mapping | null };

/** Takes, prolongs, takes over or gives back the claim of one ticket; two processes never both get it. */
export function claimTicket(place: TicketPlace, run: Run, wish: ClaimWish): ClaimOutcome {
  return whileLocked(place.folder, () => {
    loadForChange(place);
    const events = readClaimEvents(place);
    const now = run.clock();
    const active = foldClaims(events, now);
    const decided = wish.release ? decideRelease(active, run, wish) : decideClaim(active, run, wish, now);
    if ('refusal' in decided) return { done: false, said: decided.refusal, entry: null };
    const { runStarted } = nameRun(run, now);
    const content = {
      ts: momentBehind(events, runStarted, now),
      summary: decided.summary,
      event_type: 'claim',
      written_by: 'tickets',
      claim: writeClaim(decided, run, wish, now),
    };
    return {
      done: true,
      said: decided.summary,
      entry: appendEntry(place, { ...run, runStarted }, content, now),
    };
  });
}

/** Events are ordered by second and run: what comes after another event in the same second is written a second later. */
function momentBehind(events: readonly ClaimEvent[], runStarted: string, now: Date): string {
  const last = events.reduce((most, { order }) => (order > most ? order : most), '');
  const ts = writeMoment(now);
  if (`${ts}:${runStarted}` > last) return ts;
  const lastAt = readMoment(last.slice(0, ts.length));
  return lastAt === null ? ts : writeMoment(new Date(lastAt + 1000));
}

type Decision =
  | { refusal: string }
  | { action: string; claimId: string; supersedes: string | null; summary: string };

function decideRelease(active: Claim | null, run: Run, wish: ClaimWish): Decision {
  if (!active) return { refusal: 'No active claim.' };
  if (active.holder_id !== run.actorId) {
    if (!wish.force) return { refusal: sayHeld(active) };
    if (!wish.reason) throw fault('Forced claim release requires --reason');
  }
  const claimId = active.claim_id;
  return { action: 'release', claimId, supersedes: null, summary: `Released claim ${claimId}` };
}

function decideClaim(active: Claim | null, run: Run, wish: ClaimWish, now: Date): Decision {
  const fresh = newRunId(now);
  if (!active)
    return { action: 'acquire', claimId: fresh, supersedes: null, summary: `Acquired claim ${fresh}` };
  const held = active.claim_id;
  if (active.holder_id === run.actorId)
    return { action: 'renew', claimId: held, supersedes: null, summary: `Renewed claim ${held}` };
  if (!wish.force) return { refusal: sayHeld(active) };
  if (!wish.reason) throw fault('Forced claim override requires --reason');
  return { action: 'override', claimId: fresh, supersedes: held, summary: `Overrode claim ${held}` };
}

function sayHeld(active: Claim): string {
  return `Ticket is claimed by ${active.holder_id} until ${active.expires_at}.`;
}

function writeClaim(
  decided: Exclude<Decision, { refusal: string }>,
  run: Run,
  wish: ClaimWish,
  now: Date,
): Mapping {
  const claim: Mapping = {
    action: decided.action,
    claim_id: decided.claimId,
    holder_id: run.actorId,
    holder_type: run.actorType,
    reason: wish.reason ?? '',
    supersedes_claim_id: decided.supersedes,
  };
  if (decided.action === 'release') return claim;
  const until = new Date(now.getTime() + wish.ttlMinutes * 60_000);
  return { ...claim, ttl_minutes: wish.ttlMinutes, expires_at: writeMoment(until) };
}
