/** Writes down what a tracker says of issues of ours: once, in order, and with nothing of it going back there. */
import { DocketError } from '../../domain/errors.ts';
import type { Id } from '../../domain/ids.ts';
import type { Caller } from '../../domain/principal.ts';
import { type IssueSnapshot, isIntentOpen } from '../../domain/push.ts';
import type { SyncBase, SyncField } from '../../domain/sync.ts';
import type { ExternalRef, Ticket } from '../../domain/ticket.ts';
import type { Nouns } from '../../ports/store.ts';
import { readConnectors, readThrough } from '../connectors.ts';
import { type Desk, scopeOf } from '../desk.ts';
import { isNews, markGone, type Pair, tellSynced } from '../mirror.ts';
import { type Merged, mergeIssue, type Told } from './merge-issue.ts';
import { fieldsOfIssue, firstBase } from './sides.ts';

export type Reading = Pair & { issue: IssueSnapshot | null };

export type Taken = {
  ticketId: Id;
  before: Ticket['work']['status'];
  outcome: 'synced' | 'unchanged' | 'error';
  externalStatus: string | null;
  /** The ticket's own fields that the issue changed. */
  fields: SyncField[];
  /** Fields that both sides changed. */
  conflicts: SyncField[];
  told: Told[];
  /** On its way to another place, so its content may not change now: it is to be read again later. */
  parked: boolean;
};

/**
 * Takes these readings in, with the nouns of a transaction. What was read is older than what was seen before changes
 * nothing. Throws CONCURRENCY_CONFLICT when another instance takes the same in at this moment.
 */
export async function takeIssues(
  desk: Desk,
  nouns: Nouns,
  caller: Caller,
  readings: readonly Reading[],
): Promise<Taken[]> {
  const ids = readings.map(({ ticket }) => ticket.id);
  const bases = await nouns.syncBases.ofTickets(caller.workspaceId, ids);
  const baseOf = new Map(bases.map((base) => [`${base.ticketId} ${base.tracker}`, base]));
  const intents = await nouns.pushes.intentsOfTickets(caller.workspaceId, ids);
  const busy = new Set(intents.filter(isIntentOpen).map((intent) => intent.ticketId));
  const amended = new Set(
    intents.filter(({ existing }) => existing?.choice === 'update').map((intent) => intent.ticketId),
  );
  const connectorOf = await readConnectors(
    nouns,
    caller.workspaceId,
    readings.map(({ ticket }) => ticket),
  );
  const taken: Taken[] = [];
  for (const given of readings) {
    const { ticket, ref } = given;
    const connector = connectorOf(ticket, ref.tracker);
    // What is only sent to is not listened to.
    if (connector?.direction === 'push' && given.issue) {
      taken.push(untouched(ticket, given.issue.rawStatus));
      continue;
    }
    const reading = { ...given, issue: given.issue && readThrough(connector, given.issue) };
    const known = baseOf.get(`${ticket.id} ${ref.tracker}`) ?? null;
    const standing = { known, own: !amended.has(ticket.id), busy: busy.has(ticket.id) };
    taken.push(await takeIssue(desk, nouns, caller, reading, standing));
  }
  return taken;
}

type Standing = { known: SyncBase | null; own: boolean; busy: boolean };

async function takeIssue(
  desk: Desk,
  nouns: Nouns,
  caller: Caller,
  { ticket, ref, issue }: Reading,
  { known, own, busy }: Standing,
): Promise<Taken> {
  const pair = { ticket, ref };
  if (issue === null) return takeEnd(desk, nouns, caller, pair);
  if (known && isOvertaken(known, issue)) return untouched(ticket, ref.rawStatus);
  const at = desk.clock.now().toISOString();
  const { workspaceId } = caller;
  const first = { workspaceId, tracker: ref.tracker, destination: ref.destination, own };
  const base = known ?? { ...firstBase(first, ticket, issue), rev: 0 };
  const merge = (current: Ticket) => mergeIssue({ ticket: current, ref }, base, issue, { caller, at });
  let merged = merge(ticket);
  if (busy && merged.taken.length > 0) return { ...untouched(ticket, issue.rawStatus), parked: true };
  const isChanged = isNews(pair, issue) || merged.taken.length > 0;
  if (isChanged) {
    await desk.mutate(nouns, scopeOf(caller), ticket.id, (current) => {
      merged = merge(current);
      return merged;
    });
  } else await tellDoubt(desk, nouns, caller, pair, issue, merged, base);
  await nouns.externalRefs.put({ ...ref, ...seenOf(issue), syncedAt: at });
  if (!known || isDifferent(base, merged.base)) await write(nouns, merged.base, base.rev);
  return {
    ticketId: ticket.id,
    before: ticket.work.status,
    outcome: isChanged ? 'synced' : 'unchanged',
    externalStatus: issue.rawStatus,
    fields: merged.taken,
    conflicts: merged.conflicts,
    told: merged.told,
    parked: false,
  };
}

/** Reordered news is of no use; what has the same time may still be another state. */
function isOvertaken({ seenAt }: SyncBase, { updatedAt }: IssueSnapshot): boolean {
  return Date.parse(updatedAt) < Date.parse(seenAt);
}

async function takeEnd(desk: Desk, nouns: Nouns, caller: Caller, pair: Pair): Promise<Taken> {
  const isFirst = isNews(pair, null);
  if (isFirst) {
    const change = (ticket: Ticket) => markGone({ ...pair, ticket });
    await desk.mutate(nouns, scopeOf(caller), pair.ticket.id, change);
  }
  const told: Told[] = isFirst ? [{ field: 'gone', was: '', became: '' }] : [];
  return { ...untouched(pair.ticket, null), outcome: 'error', told };
}

/** Cards that show the ticket are drawn again where both sides have come apart and the ticket stays as it is. */
async function tellDoubt(
  desk: Desk,
  nouns: Nouns,
  caller: Caller,
  { ticket, ref }: Pair,
  issue: IssueSnapshot,
  { conflicts }: Merged,
  base: SyncBase,
): Promise<void> {
  if (conflicts.length === 0 || same(base.seen, fieldsOfIssue(issue))) return;
  const event = { ...tellSynced(ticket, ref, issue, ticket.work.status), ticketId: ticket.id };
  await desk.append(nouns, scopeOf(caller), [event]);
}

async function write(nouns: Nouns, base: SyncBase, expected: number): Promise<void> {
  if (await nouns.syncBases.swap(base, expected)) return;
  throw new DocketError('CONCURRENCY_CONFLICT', {
    message: 'The same issue was being read by another instance. Nothing was changed.',
    remedy: 'Try again in a moment.',
    retryAfterMs: 100,
  });
}

function isDifferent({ rev: _, ...base }: SyncBase, { rev: __, ...next }: SyncBase): boolean {
  return !same(base, next);
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Keys and addresses change when an issue is moved to another team. */
function seenOf(issue: IssueSnapshot): Pick<ExternalRef, 'externalKey' | 'url' | 'rawStatus'> {
  return { externalKey: issue.externalKey, url: issue.url, rawStatus: issue.rawStatus };
}

function untouched(ticket: Ticket, externalStatus: string | null): Taken {
  const nothing = { fields: [], conflicts: [], told: [], parked: false };
  return {
    ticketId: ticket.id,
    before: ticket.work.status,
    outcome: 'unchanged',
    externalStatus,
    ...nothing,
  };
}
