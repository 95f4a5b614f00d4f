/** Edits to a ticket's content: they never approve anything, and they take an approval back. */
import { effortHours } from '../domain/effort-hours.ts';
import { type Criterion, nodeTypeOf, type Ticket, type TicketEdit } from '../domain/ticket.ts';
import type { Mutation } from './mutate.ts';

/**
 * The ticket with the edit in it and the event that tells which fields changed; null when nothing would. A ticket that
 * was reviewed, or whose push failed, waits for its review again; one that is in a tracker stays there as it is, until
 * somebody sends the change.
 */
export function editTicket(current: Ticket, edit: TicketEdit): Mutation | null {
  const { next: edited, fields } = withEdit(current, edit);
  if (fields.length === 0) return null;
  const next = reopenReview(edited);
  const review =
    next.review.status === current.review.status
      ? {}
      : { review: { from: current.review.status, to: next.review.status } };
  const documentId = current.origin.documentId;
  return { next, events: [{ type: 'TicketDetailsUpdated', documentId, payload: { fields, ...review } }] };
}

/** The ticket with the edit in it, and the fields that are different then; its review is left as it is. */
export function withEdit(current: Ticket, edit: TicketEdit): { next: Ticket; fields: string[] } {
  const content = readEdit(current, edit);
  const fields = Object.keys(content).filter((field) => differs(current, content, field as keyof Content));
  const edited = { ...current, ...content };
  return { next: { ...edited, planning: replan(current, edited) }, fields };
}

type Content = Partial<
  Pick<Ticket, 'title' | 'description' | 'type' | 'priority' | 'labels' | 'criteria' | 'effort'>
>;

function readEdit(current: Ticket, edit: TicketEdit): Content {
  const { criteria, labels, ...rest } = edit;
  const said = Object.entries(rest).filter(([, value]) => value !== undefined);
  return {
    ...Object.fromEntries(said),
    ...(labels ? { labels: [...new Set(labels)] } : {}),
    ...(criteria ? { criteria: criteria.map((text) => keepOrigin(current.criteria, text)) } : {}),
  };
}

/** A text that stood there before keeps where it came from and whether it is met; a new one is the person's. */
function keepOrigin(before: readonly Criterion[], text: string): Criterion {
  return before.find((criterion) => criterion.text === text) ?? { text, met: null, origin: 'person' };
}

function differs(current: Ticket, content: Content, field: keyof Content): boolean {
  return JSON.stringify(current[field]) !== JSON.stringify(content[field]);
}

function replan(before: Ticket, after: Ticket): Ticket['planning'] {
  const planning = { ...before.planning, nodeType: nodeTypeOf(after.type) };
  if (before.effort === after.effort) return planning;
  return { ...planning, effortRange: null, estimatedHours: effortHours(after.effort) };
}

/** After any change of what an approval covers, what was approved or failed to be pushed waits for its review again. */
export function reopenReview(ticket: Ticket): Ticket {
  const { status } = ticket.review;
  // What a gate let be made stays work of its stage; a push still needs a person's word on the content as it is then.
  if (ticket.stage && status === 'reviewed') return ticket;
  if (status !== 'reviewed' && status !== 'push_failed') return ticket;
  const review = { ...ticket.review, status: 'generated' as const, by: null, at: null, pushError: null };
  const { laterLabels: _seenNext, ...planning } = ticket.planning;
  return { ...ticket, review, planning };
}
