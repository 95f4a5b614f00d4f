/** A person chooses between two changes of the same field; what they did not choose stays in the ticket's history. */
import { DocketError } from '../../domain/errors.ts';
import type { Id } from '../../domain/ids.ts';
import { type Caller, requirePerson, requireWriter } from '../../domain/principal.ts';
import { compareFields, type SyncBase, type SyncField } from '../../domain/sync.ts';
import type { Ticket } from '../../domain/ticket.ts';
import type { Nouns } from '../../ports/store.ts';
import { withEdit } from '../../tickets/edit.ts';
import type { Mutation } from '../../tickets/mutate.ts';
import { getLive } from '../../tickets/view.ts';
import { type Desk, scopeOf } from '../desk.ts';
import { findStanding } from './read-updates.ts';
import { fieldsOfTicket, textEdit, withTicks } from './sides.ts';

export type DifferenceWish = { ticketId: Id; field: SyncField; keep: 'ours' | 'theirs'; rev: number };

/**
 * `theirs` comes into the ticket; `ours` stays, and waits to be sent. A person's deed only. Throws STALE when the issue
 * was read again since, or when the field differs no more.
 */
export async function settleDifference(desk: Desk, caller: Caller, wish: DifferenceWish): Promise<void> {
  requirePerson(caller, 'choose between two changes');
  requireWriter(caller);
  await desk.store.transact(async (nouns) => {
    const [ticket] = await getLive(nouns, caller.workspaceId, [wish.ticketId]);
    const standing = await findStanding(nouns, ticket!);
    if (!standing || !isOpen(standing.base, ticket!, wish)) throw stale(ticket!);
    const after = await choose(desk, nouns, caller, standing.base, wish);
    if (!(await nouns.syncBases.swap(after, standing.base.rev))) throw stale(ticket!);
  });
}

function isOpen(base: SyncBase, ticket: Ticket, { field, rev }: DifferenceWish): boolean {
  const found = compareFields(base, fieldsOfTicket(ticket), base.seen).find((one) => one.field === field);
  return base.rev === rev && found?.kind === 'conflict';
}

async function choose(
  desk: Desk,
  nouns: Nouns,
  caller: Caller,
  base: SyncBase,
  { ticketId, field, keep }: DifferenceWish,
): Promise<SyncBase> {
  const theirs = { ...base.theirs, [field]: base.seen[field] };
  const rev = base.rev + 1;
  const change = (current: Ticket) => decide(current, base, field, keep);
  const written = await desk.mutate(nouns, scopeOf(caller), ticketId, change);
  if (keep === 'ours') return { ...base, theirs, rev };
  return { ...base, theirs, ours: { ...base.ours, [field]: fieldsOfTicket(written!.after)[field] }, rev };
}

function decide(current: Ticket, base: SyncBase, field: SyncField, keep: 'ours' | 'theirs'): Mutation {
  const { seen, tracker } = base;
  const edits = {
    title: { title: seen.title.trim().slice(0, 256) || current.title },
    body: textEdit(seen.body),
    priority: seen.priority === null ? {} : { priority: seen.priority },
    status: {},
    labels: { labels: seen.labels },
  };
  const { next: edited, fields } = withEdit(current, keep === 'theirs' ? edits[field] : {});
  const next = keep === 'theirs' && field === 'body' ? withTicks(edited, seen.body) : edited;
  const lost = keep === 'theirs' ? fieldsOfTicket(current)[field] : seen[field];
  const payload = { fields, tracker, kept: keep, was: { [field]: lost } };
  const documentId = current.origin.documentId;
  return { next, events: [{ type: 'TicketDetailsUpdated', documentId, payload }] };
}

function stale({ key }: Ticket): DocketError {
  return new DocketError('STALE', {
    message: `${key} or its issue changed since this was shown. Nothing was changed.`,
    remedy: `Look at both as they are now: /docket update ${key}`,
  });
}
