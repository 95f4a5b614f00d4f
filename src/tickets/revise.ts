/** What a ticket becomes when its requirement reads differently or stands elsewhere: changed at once, or up to a person. */
import type { Block, Document } from '../domain/document.ts';
import type { Id } from '../domain/ids.ts';
import { type Baseline, effortHours, nodeTypeOf, type Ticket } from '../domain/ticket.ts';
import type { Matched } from './diff-proposals.ts';
import type { PlacedDraft } from './match-drafts.ts';
import type { EventDraft, Mutation } from './mutate.ts';
import { baseOf, contentOf, differingFields, isUntouched, mergeFields } from './three-way.ts';

export type Place = {
  document: Document;
  blocks: readonly Block[];
  /** The parent the draft names; undefined when it names none that is there. */
  parentId: Id | undefined;
};

/**
 * A ticket nobody worked on follows the document. On any other the new content waits beside what people wrote, until
 * one of them decides; where both say the same already there is nothing to decide.
 */
export function reviseTicket(current: Ticket, next: PlacedDraft, place: Place): Mutation {
  const found = { ...current, origin: { ...current.origin, ...whereIs(next, place) } };
  const theirs = baselineOf(next);
  if (isUntouched(current)) return follow(current, found, theirs, next, place);
  if (mergeFields(baseOf(current), current, theirs).length === 0) {
    return told(settle(found, theirs), ['source'], current);
  }
  const incoming = { kind: 'update' as const, content: theirs };
  const waiting = {
    ...found,
    review: { ...found.review, stale: true },
    origin: { ...found.origin, incoming },
  };
  return told(waiting, ['stale'], current);
}

/** The same words in another place: nothing anybody decides on, whatever state the ticket is in. */
export function relocateTicket(current: Ticket, next: PlacedDraft, place: Place): Mutation {
  if (isUntouched(current)) return reviseTicket(current, next, place);
  const { text } = next;
  const spot = { text, path: [...next.path] };
  const { base, incoming } = current.origin;
  const origin = {
    ...current.origin,
    ...whereIs(next, place),
    ...(base ? { base: { ...base, ...spot } } : {}),
    ...(incoming?.kind === 'update'
      ? { incoming: { ...incoming, content: { ...incoming.content, ...spot } } }
      : {}),
  };
  return told({ ...current, origin }, ['source'], current);
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

/** What is kept of a draft to compare later versions and people's edits with. */
export function baselineOf({ draft, text, path }: PlacedDraft): Baseline {
  return { ...contentOf(draft), text, path: [...path] };
}

/** True when the new content was taken over, false when a person is asked. */
export function followsDocument({ ticket, next }: Matched): boolean {
  return isUntouched(ticket) || mergeFields(baseOf(ticket), ticket, baselineOf(next)).length === 0;
}

function follow(
  current: Ticket,
  found: Ticket,
  theirs: Baseline,
  { draft }: PlacedDraft,
  place: Place,
): Mutation {
  const nodeType = nodeTypeOf(draft.type);
  const planning = {
    ...found.planning,
    ...{ nodeType, effortRange: draft.effortRange, estimatedHours: effortHours(draft.effort) },
  };
  const parentId = nodeType === 'work' ? (place.parentId ?? found.parentId) : found.parentId;
  const fields: string[] = differingFields(current, theirs);
  if (parentId !== found.parentId) fields.push('parent');
  const next = settle({ ...found, ...contentOf(theirs), planning, parentId }, theirs);
  return told(next, fields.length > 0 ? fields : ['source'], current);
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
