/** A person's decision on what the document proposes for one ticket: take it over, or keep the ticket as it is. */
import { DocketError } from '../domain/errors.ts';
import type { Id } from '../domain/ids.ts';
import type { Baseline, Ticket } from '../domain/ticket.ts';
import { discardTickets, type Writing } from './discard.ts';
import { editTicket } from './edit.ts';
import type { Mutation } from './mutate.ts';
import { settle } from './revise.ts';
import { baseOf, mergeFields, openProposal } from './three-way.ts';

export type SettleChoice = 'take' | 'keep';

/**
 * Taking changes the fields that differ and voids approvals as any edit does, or discards a ticket the document
 * dropped. Keeping changes nothing but that it was decided. Throws STALE when nothing waits for a decision,
 * VERSION_CONFLICT, TICKET_ALREADY_PUSHED for taking where a tracker has the ticket, NOT_FOUND and WORKSPACE_MISMATCH.
 */
export async function settleProposal(
  writing: Writing,
  id: Id,
  choice: SettleChoice,
  expectedVersion: number | undefined,
): Promise<Ticket> {
  const { nouns, scope, mutate } = writing;
  const options = expectedVersion === undefined ? {} : { expectedVersion };
  const change = choice === 'take' ? takeProposal : keepTicket;
  const written = await mutate(nouns, scope, id, change, options);
  const { before, after } = written!;
  if (choice === 'keep' || before.origin.incoming?.kind !== 'obsolete') return after;
  const { discarded, refused } = await discardTickets(writing, [id]);
  if (discarded[0]) return discarded[0];
  throw new DocketError('TICKET_ALREADY_PUSHED', {
    message: `${after.key} cannot be discarded. ${refused[0]!.why} Nothing was changed.`,
    remedy: 'Close the issue in the tracker, then keep the ticket here.',
  });
}

function keepTicket(current: Ticket): Mutation {
  requireOpen(current);
  const { incoming } = current.origin;
  const settled = settle(current, incoming?.kind === 'update' ? incoming.content : null);
  const kept = incoming?.kind === 'obsolete' ? { incoming: { ...incoming, kept: true } } : {};
  return tell({ ...settled, origin: { ...settled.origin, ...kept } });
}

function takeProposal(current: Ticket): Mutation {
  requireOpen(current);
  const { incoming } = current.origin;
  if (incoming?.kind !== 'update') return tell(settle(current));
  const { content } = incoming;
  const open = mergeFields(baseOf(current), current, content).map(({ field }) => field);
  const edit = Object.fromEntries(open.map((field) => [field, content[field]]));
  const criteria = open.includes('criteria') ? { criteria: content.criteria.map(({ text }) => text) } : {};
  const edited = editTicket(current, { ...edit, ...criteria });
  const next = (edited?.next ?? current) as Ticket;
  return { next: settle(ownWords(next, content), content), events: edited?.events ?? tell(next).events };
}

/** Criteria that were taken over come from the document, not from the person who took them. */
function ownWords(ticket: Ticket, { criteria }: Baseline): Ticket {
  const origins = new Map(criteria.map(({ text, origin }) => [text, origin]));
  return {
    ...ticket,
    criteria: ticket.criteria.map((one) => ({ ...one, origin: origins.get(one.text) ?? one.origin })),
  };
}

function tell(next: Ticket): Mutation {
  const payload = { fields: ['stale'], stale: next.review.stale };
  return { next, events: [{ type: 'TicketDetailsUpdated', documentId: next.origin.documentId, payload }] };
}

function requireOpen(ticket: Ticket): void {
  if (openProposal(ticket)) return;
  throw new DocketError('STALE', {
    message: `Nothing is proposed for ${ticket.key} any more. Nothing was changed.`,
    remedy: 'Generate tickets from the document again to see what it proposes now.',
  });
}
