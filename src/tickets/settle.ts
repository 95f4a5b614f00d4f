/** A person's decision on what the document proposes for one ticket: take it over, whole or by field, or keep the ticket. */
import type { FieldProposal, ProposedField, SettleChoice } from '../domain/document-changes.ts';
import { DocketError } from '../domain/errors.ts';
import type { Id } from '../domain/ids.ts';
import type { Baseline, Ticket, TicketContent } from '../domain/ticket.ts';
import { discardTickets, type Writing } from './discard.ts';
import { addLinks, dropLinks, type LinkWriting, liveEdges } from './document-links.ts';
import { type Edge, sortEdges } from './draft-rows.ts';
import { editTicket, reopenReview } from './edit.ts';
import type { Mutation } from './mutate.ts';
import { openFields } from './open-proposal.ts';
import { needsOf } from './plan-needs.ts';
import { settle } from './revise.ts';
import { contentOf } from './three-way.ts';

export type Settlement = {
  choice: SettleChoice;
  /** Only these fields; the others stay open, or are kept as they are with `rest`. */
  fields?: readonly ProposedField[];
  rest?: 'keep';
};

export type SettleWriting = Writing & LinkWriting;

/**
 * Taking changes the fields that differ and voids approvals as any edit does; it discards a ticket the document dropped,
 * and brings back a discarded one that the document asks for in other words. Keeping changes nothing but that it was
 * decided. Where a tracker has the ticket, its issue stays as it is until a person sends the change. Throws STALE when
 * nothing waits for a decision, VERSION_CONFLICT, LINK_CYCLE, TICKET_ALREADY_PUSHED for dropping what a tracker has,
 * NOT_FOUND and WORKSPACE_MISMATCH.
 */
export async function settleProposal(
  writing: SettleWriting,
  id: Id,
  settlement: Settlement,
  expectedVersion: number | undefined,
): Promise<Ticket> {
  const { nouns, scope, mutate } = writing;
  const edges = await liveEdges(nouns, scope.workspaceId);
  const needs = needsOf(edges, id);
  let taken: FieldProposal[] = [];
  const decide = (current: Ticket): Mutation => {
    const decision = decideOn(current, settlement, needs);
    taken = decision.taken;
    return decision.mutation;
  };
  const options = { deleted: true, ...(expectedVersion === undefined ? {} : { expectedVersion }) };
  const { before, after } = (await mutate(nouns, scope, id, decide, options))!;
  const relinked = taken.find(({ field }) => field === 'dependsOn');
  if (relinked) await relink(writing, after, { now: needs, wanted: relinked.theirs as Id[], edges });
  if (settlement.choice === 'keep' || before.origin.incoming?.kind !== 'obsolete') return after;
  return discardGone(writing, after);
}

async function discardGone(writing: Writing, { id, key }: Ticket): Promise<Ticket> {
  const { discarded, refused } = await discardTickets(writing, [id], 'superseded');
  if (discarded[0]) return discarded[0];
  throw new DocketError('TICKET_ALREADY_PUSHED', {
    message: `${key} cannot be discarded. ${refused[0]!.why} Nothing was changed.`,
    remedy: 'Close the issue in the tracker as out of scope, then keep the ticket here.',
  });
}

type Decision = { mutation: Mutation; taken: FieldProposal[] };

function decideOn(current: Ticket, settlement: Settlement, needs: readonly Id[]): Decision {
  const { incoming } = current.origin;
  const takes = settlement.choice === 'take';
  if (incoming?.kind === 'obsolete' && !incoming.kept) {
    const kept = { ...settle(current), origin: { ...current.origin, incoming: { ...incoming, kept: true } } };
    return { mutation: tell(takes ? settle(current) : kept), taken: [] };
  }
  if (incoming?.kind !== 'update') throw nothingOpen(current);
  if (current.deletedAt !== null) {
    const mutation = takes ? restore(current, incoming.content) : tell(settle(current, incoming.content));
    return { mutation, taken: [] };
  }
  return decideFields(current, incoming.content, settlement, openFields(current, needs));
}

function decideFields(
  current: Ticket,
  content: Baseline,
  { choice, fields, rest }: Settlement,
  open: readonly FieldProposal[],
): Decision {
  const named = open.filter(({ field }) => !fields || fields.includes(field));
  if (named.length === 0) throw nothingOpen(current, fields);
  const taken = choice === 'take' ? named : [];
  const edit = Object.fromEntries(
    taken.flatMap(({ field, theirs }) => (field === 'dependsOn' ? [] : [[field, theirs]])),
  );
  const edited = taken.length > 0 ? editTicket(current, edit) : null;
  const next = ownWords((edited?.next ?? current) as Ticket, content);
  const decided = new Set((rest ? open : named).map(({ field }) => field));
  const after = decided.size === open.length ? settle(next, content) : rebase(next, content, decided);
  return { mutation: { next: after, events: edited?.events ?? tell(after).events }, taken };
}

/** On the decided fields people and document agree from now on; the others wait on. */
function rebase(ticket: Ticket, content: Baseline, decided: ReadonlySet<ProposedField>): Ticket {
  const before = ticket.origin.base ?? { ...contentOf(ticket), text: content.text, path: content.path };
  const settled = Object.fromEntries([...decided].map((field) => [field, content[field]]));
  return { ...ticket, origin: { ...ticket.origin, base: { ...before, ...settled } } };
}

function restore(current: Ticket, content: Baseline): Mutation {
  const origin = { ...current.origin, ended: null };
  const back = reopenReview({ ...current, ...contentOf(content), deletedAt: null, origin });
  const documentId = current.origin.documentId;
  const next = settle(back, content);
  return { next, events: [{ type: 'TicketDetailsUpdated', documentId, payload: { fields: ['restored'] } }] };
}

async function relink(
  writing: SettleWriting,
  { id, key }: Ticket,
  { now, wanted, edges }: { now: readonly Id[]; wanted: readonly Id[]; edges: readonly Edge[] },
): Promise<void> {
  const edge = (sourceId: Id): Edge => ({ sourceId, targetId: id });
  const drop = now.filter((one) => !wanted.includes(one));
  const standing = edges.filter(({ sourceId, targetId }) => targetId !== id || !drop.includes(sourceId));
  const add = wanted.filter((one) => !now.includes(one));
  const sorted = sortEdges(add.map(edge), standing);
  if (sorted.circular.length > 0) {
    throw new DocketError('LINK_CYCLE', {
      message: `${key} would wait for itself. Nothing was changed.`,
      remedy: 'Take the other fields alone, or take one of the links away first.',
    });
  }
  await dropLinks(writing, drop.map(edge));
  await addLinks(writing, sorted.edges);
}

/** Criteria that were taken over come from the document, not from the person who took them. */
function ownWords(ticket: Ticket, { criteria }: TicketContent): Ticket {
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

export function nothingOpen({ key }: Ticket, fields?: readonly ProposedField[]): DocketError {
  const where = fields?.length ? ` in its ${fields.join(', ')}` : '';
  return new DocketError('STALE', {
    message: `Nothing is proposed for ${key}${where} any more. Nothing was changed.`,
    remedy: 'Generate tickets from the document again to see what it proposes now.',
  });
}
