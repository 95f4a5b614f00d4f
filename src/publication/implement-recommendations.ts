/** A recommendation is implemented once the issues that were created from it are closed (S0-59). */
import type { Id } from '../domain/ids.ts';
import type { Caller } from '../domain/principal.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Recommendation } from '../domain/upstream.ts';
import type { Nouns } from '../ports/store.ts';
import { traceTickets } from '../tickets/trace.ts';
import type { Desk } from './desk.ts';

/**
 * Given tickets that a tracker reports as done, marks the recommendations they were made from as implemented where no
 * other issue made from them is still open, and returns these. A rejected one stays rejected. Doing it again does nothing.
 */
export function implementRecommendations(
  { store, clock }: Desk,
  { workspaceId }: Caller,
  done: readonly Ticket[],
): Promise<Recommendation[]> {
  return store.transact(async (nouns) => {
    const chains = await traceTickets(nouns, workspaceId, done);
    const named = new Map(chains.flatMap(({ recommendation: one }) => (one ? [[one.id, one]] : [])));
    const waiting = [...named.values()].filter(isOpen);
    if (waiting.length === 0) return [];
    const busy = await findBusy(nouns, workspaceId);
    const implemented: Recommendation[] = [];
    for (const { id } of waiting.filter((one) => !busy.has(one.id))) {
      const current = await nouns.upstream.recommendations.lock(workspaceId, id);
      if (!current || !isOpen(current)) continue;
      const next = { ...current, status: 'implemented' as const, updatedAt: clock.now().toISOString() };
      await nouns.upstream.recommendations.put(next);
      implemented.push(next);
    }
    return implemented;
  });
}

function isOpen({ status }: Recommendation): boolean {
  return status !== 'implemented' && status !== 'rejected';
}

/** Recommendations that an issue which is still open was created from. */
async function findBusy(nouns: Nouns, workspaceId: Id): Promise<Set<Id>> {
  const pushed = await nouns.tickets.list(workspaceId, { review: ['pushed', 'synced'] });
  const open = pushed.filter(({ work }) => work.status !== 'done' && work.status !== 'cancelled');
  const chains = await traceTickets(nouns, workspaceId, open);
  return new Set(chains.flatMap(({ recommendation }) => recommendation?.id ?? []));
}
