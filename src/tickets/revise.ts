/** What a ticket becomes when its requirement reads differently or stands elsewhere: changed at once, or up to a person. */
import type { Block, Document } from '../domain/document.ts';
import { effortHours } from '../domain/effort-hours.ts';
import type { Id } from '../domain/ids.ts';
import { type Baseline, nodeTypeOf, type Ticket } from '../domain/ticket.ts';
import type { Matched } from './diff-proposals.ts';
import { reopenReview } from './edit.ts';
import type { PlacedDraft } from './match-drafts.ts';
import type { EventDraft, Mutation } from './mutate.ts';
import { baseOf, contentOf, differingFields, isUntouched, mergeFields } from './three-way.ts';

export type Place = {
  document: Document;
  blocks: readonly Block[];
  /** The parent the draft names; undefined when it names none that is there. */
  parentId: Id | undefined;
  /** Tickets that stand before this one now. */
  needs: readonly Id[];
};

/** What a draft says, and where. */
type Said = Omit<Matched, 'ticket'>;

/**
 * A ticket nobody worked on follows the document. On any other the new content waits beside what people wrote, until
 * one of them decides; where both say the same already there is nothing to decide.
 */
export function reviseTicket(current: Ticket, said: Said, place: Place): Mutation {
  if (isUntouched(current)) return rewriteTicket(current, said, place);
  const found = { ...current, origin: { ...current.origin, ...whereIs(said.next, place) } };
  const ours = { ...current, dependsOn: place.needs };
  if (mergeFields(baseOf(current), ours, said.content).length === 0) {
    return told(settle(found, said.content), ['source'], current);
  }
  return told(waitFor(found, said.content), ['stale'], current);
}

/** A discarded ticket whose requirement reads differently now: a person may bring it back with these words. */
export function offerTicket(current: Ticket, { next, content }: Said, place: Place): Mutation {
  const found = { ...current, origin: { ...current.origin, ...whereIs(next, place) } };
  return told(waitFor(found, content), ['stale'], current);
}

/** The same words in another place: nothing anybody decides on, whatever state the ticket is in. */
export function relocateTicket(current: Ticket, said: Said, place: Place): Mutation {
  if (isUntouched(current)) return reviseTicket(current, said, place);
  const { text, path } = said.content;
  const { base, incoming } = current.origin;
  const origin = {
    ...current.origin,
    ...whereIs(said.next, place),
    ...(base ? { base: { ...base, text, path } } : {}),
    ...(incoming?.kind === 'update'
      ? { incoming: { ...incoming, content: { ...incoming.content, text, path } } }
      : {}),
  };
  return told({ ...current, origin }, ['source'], current);
}

/**
 * The ticket as the document has it, whatever anybody wrote on it. An approval ends, and one that was deleted is there
 * again.
 */
export function rewriteTicket(current: Ticket, { next, content }: Said, place: Place): Mutation {
  const { draft } = next;
  const nodeType = nodeTypeOf(draft.type);
  const planning = {
    ...current.planning,
    ...{ nodeType, effortRange: draft.effortRange, estimatedHours: effortHours(draft.effort) },
  };
  const parentId = nodeType === 'work' ? (place.parentId ?? current.parentId) : current.parentId;
  const fields: string[] = differingFields(current, content);
  if (parentId !== current.parentId) fields.push('parent');
  const origin = { ...current.origin, ...whereIs(next, place), ended: null };
  const found = { ...current, ...contentOf(content), planning, parentId, origin, deletedAt: null };
  const asked = fields.length > 0 ? reopenReview(found) : found;
  return told(settle(asked, content), fields.length > 0 ? fields : ['source'], current);
}

/** The document dropped it, and a person has to say what becomes of it. */
export function orphanTicket(current: Ticket): Mutation {
  const origin = { ...current.origin, incoming: { kind: 'obsolete' as const, kept: false } };
  return told({ ...current, review: { ...current.review, stale: true }, origin }, ['stale'], current);
}

/** The document asks for it as it is: nothing is left to decide. */
export function refreshTicket(current: Ticket): Mutation {
  return told(settle(current), ['stale'], current);
}

/** People and document agree again, on `base` where that is given. */
export function settle(ticket: Ticket, base: Baseline | null = null): Ticket {
  const origin = { ...ticket.origin, incoming: null, ...(base ? { base } : {}) };
  return { ...ticket, review: { ...ticket.review, stale: false }, origin };
}

/** True when the new content was taken over, false when a person is asked; `needs` stand before the ticket now. */
export function followsDocument({ ticket, content }: Matched, needs: readonly Id[]): boolean {
  const ours = { ...ticket, dependsOn: needs };
  return isUntouched(ticket) || mergeFields(baseOf(ticket), ours, content).length === 0;
}

/** The document's words beside the ticket's, until a person decides. */
function waitFor(ticket: Ticket, content: Baseline): Ticket {
  const incoming = { kind: 'update' as const, content };
  return {
    ...ticket,
    review: { ...ticket.review, stale: true },
    origin: { ...ticket.origin, incoming },
  };
}

function whereIs({ draft }: PlacedDraft, { document, blocks }: Place) {
  return {
    madeBy: draft.madeBy,
    documentVersion: document.version,
    primaryBlockId: blocks[draft.blockIndexes[0]!]!.id,
    sourceLines: draft.sourceLines,
    sourceQuote: draft.sourceQuote,
    sourceKey: draft.sourceKey,
  };
}

function told(next: Ticket, fields: string[], { origin, review }: Ticket): Mutation {
  const stale = next.review.stale === review.stale ? {} : { stale: next.review.stale };
  const event: EventDraft = {
    type: 'TicketDetailsUpdated',
    documentId: origin.documentId,
    payload: { fields, ...stale, because: 'document' },
  };
  return { next, events: [event] };
}
