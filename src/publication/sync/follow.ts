/** Takes in what trackers say of themselves, asked or not, and keeps what is to be told about it. */
import type { Destination } from '../../domain/approval.ts';
import type { Id } from '../../domain/ids.ts';
import type { Caller } from '../../domain/principal.ts';
import type { IssueSnapshot } from '../../domain/push.ts';
import type { ExternalRef } from '../../domain/ticket.ts';
import type { Nouns } from '../../ports/store.ts';
import type { TrackerName } from '../../ports/tracker.ts';
import type { Desk } from '../desk.ts';
import { onceMore } from '../grant.ts';
import { implementRecommendations } from '../implement-recommendations.ts';
import type { Pair } from '../mirror.ts';
import { heedWords } from './heed-words.ts';
import { readLater } from './jobs.ts';
import { keepNews } from './keep-news.ts';
import { takeIssues } from './take-issue.ts';

/** Pushed tickets whose issues these are, at one destination. */
export async function pairsOf(nouns: Nouns, workspaceId: Id, refs: readonly ExternalRef[]): Promise<Pair[]> {
  if (refs.length === 0) return [];
  const ids = refs.map((ref) => ref.ticketId);
  const tickets = await nouns.tickets.list(workspaceId, { ids, review: ['pushed', 'synced'] });
  const byId = new Map(tickets.map((ticket) => [ticket.id, ticket]));
  return refs.flatMap((ref) => {
    const ticket = byId.get(ref.ticketId);
    return ticket ? [{ ticket, ref }] : [];
  });
}

/**
 * Takes these issues in where they are ours, once; null in the map is an issue that is gone. What cannot be taken in
 * now, because its ticket is on its way elsewhere, is read again in a while.
 */
export async function takeIn(
  desk: Desk,
  caller: Caller,
  destination: Destination,
  issues: ReadonlyMap<string, IssueSnapshot | null>,
): Promise<void> {
  const { store } = desk;
  const { workspaceId } = caller;
  const refs = await store.externalRefs.ofIssues(workspaceId, destination.id, [...issues.keys()]);
  if (refs.length === 0) return;
  const parked = await onceMore(() =>
    store.transact(async (nouns) => {
      const pairs = await pairsOf(nouns, workspaceId, refs);
      const readings = pairs.map((pair) => ({ ...pair, issue: issues.get(pair.ref.externalId) ?? null }));
      const taken = await takeIssues(desk, nouns, caller, readings);
      await keepNews(desk, nouns, caller, destination.tracker, taken);
      return readings.flatMap(({ ref }, at) => (taken[at]!.parked ? [ref.externalId] : []));
    }),
  );
  await heedWords(desk, caller, destination, refs);
  await implement(desk, caller, refs);
  const tracker = destination.tracker as TrackerName;
  if (parked.length > 0) await readLater(desk, { tracker, externalIds: parked, tries: 0, workspaceId });
}

async function implement(desk: Desk, caller: Caller, refs: readonly ExternalRef[]): Promise<void> {
  const ids = refs.map((ref) => ref.ticketId);
  const tickets = await desk.store.tickets.list(caller.workspaceId, { ids });
  const done = tickets.filter((ticket) => ticket.work.status === 'done');
  if (done.length > 0) await implementRecommendations(desk, caller, done);
}
