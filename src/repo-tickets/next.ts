/** `next`: the ticket an actor should take up, claimed on the way if they like. */
import { claimTicket } from './claim-ticket.ts';
import type { Run } from './logs.ts';
import { chooseNext } from './plan.ts';
import type { Repository } from './repository.ts';
import { type Row, takeSnapshot } from './snapshot.ts';

/** `claimFor` are the minutes of a claim, null for none. Where somebody else claims first, the next one is tried. */
export function takeNext(
  repository: Repository,
  run: Run,
  wish: { horizon?: string | undefined; claimFor: number | null },
): { row: Row; said: string | null } | null {
  for (;;) {
    const row = chooseNext(takeSnapshot(repository, { now: run.clock() }), run.actorId, wish);
    if (!row) return null;
    if (wish.claimFor === null) return { row, said: null };
    const outcome = claimTicket(row.place, run, { ttlMinutes: wish.claimFor });
    if (outcome.done) return { row, said: outcome.said };
  }
}
