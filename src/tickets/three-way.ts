/** The three-way merge of one ticket: what was generated then, what people made of it, what the document says now. */
import type { ContentField, FieldProposal, TicketProposal } from '../domain/document-changes.ts';
import type { Criterion, Ticket, TicketContent } from '../domain/ticket.ts';

const fields: readonly ContentField[] = [
  'title',
  'type',
  'priority',
  'effort',
  'labels',
  'criteria',
  'description',
];

export function contentOf(of: TicketContent): TicketContent {
  const { title, description, type, priority, labels, criteria, effort } = of;
  return { title, description, type, priority, labels, criteria, effort };
}

/** What generation made of this ticket last that was settled; null for one of an older release that changed since. */
export function baseOf(ticket: Ticket): TicketContent | null {
  return ticket.origin.base ?? (ticket.version === 1 ? contentOf(ticket) : null);
}

/** A value as people compare it: criteria by their words, labels in any order. */
export function readField(content: TicketContent, field: ContentField): unknown {
  if (field === 'criteria') return content.criteria.map((criterion: Criterion) => criterion.text);
  return field === 'labels' ? [...content.labels].sort() : content[field];
}

export function differingFields(one: TicketContent, other: TicketContent): ContentField[] {
  const say = (content: TicketContent, field: ContentField) => JSON.stringify(readField(content, field));
  return fields.filter((field) => say(one, field) !== say(other, field));
}

/** True while nobody has reviewed, edited or begun it: then the document alone decides what it says. */
export function isUntouched(ticket: Ticket): boolean {
  const base = baseOf(ticket);
  if (ticket.review.status !== 'generated' || ticket.work.status !== 'open' || base === null) return false;
  return differingFields(base, ticket).length === 0;
}

/** The fields in which the document moved on and the ticket does not say the same already. */
export function mergeFields(
  base: TicketContent | null,
  ours: TicketContent,
  theirs: TicketContent,
): FieldProposal[] {
  const moved = new Set(differingFields(withoutLines(base ?? ours), withoutLines(theirs)));
  return differingFields(ours, theirs)
    .filter((field) => moved.has(field))
    .map((field) => ({
      field,
      base: base && readField(base, field),
      ours: readField(ours, field),
      theirs: readField(theirs, field),
    }));
}

/** Line numbers move with every edit above them, and are no news about the ticket. */
function withoutLines(content: TicketContent): TicketContent {
  return { ...content, description: content.description.replace(/^Source: .*$/gm, '') };
}

/** What waits for a person's decision on this ticket; null when nothing does. */
export function openProposal(ticket: Ticket): TicketProposal | null {
  const { incoming } = ticket.origin;
  const about = { key: ticket.key, title: ticket.title, applied: false };
  if (!incoming) return null;
  if (incoming.kind === 'obsolete') {
    if (incoming.kept) return null;
    return {
      ...about,
      kind: 'obsolete',
      why: `The document no longer asks for it, and ${reasonToAsk(ticket)}.`,
    };
  }
  const open = mergeFields(baseOf(ticket), ticket, incoming.content);
  if (open.length === 0) return null;
  const clash = open.filter(({ base, ours }) => JSON.stringify(base) !== JSON.stringify(ours));
  const names = clash.map(({ field }) => field).join(', ');
  if (clash.length === 0) {
    return {
      ...about,
      kind: 'update',
      fields: open,
      why: `The document changed, and ${reasonToAsk(ticket)}.`,
    };
  }
  return {
    ...about,
    kind: 'conflict',
    fields: open,
    why: `A person and the document both changed: ${names}.`,
  };
}

function reasonToAsk({ review, work }: Ticket): string {
  if (review.status === 'pushed' || review.status === 'synced') return 'it is in the tracker already';
  if (work.status !== 'open') return `its work is ${work.status.replace('_', ' ')}`;
  return review.status === 'reviewed' ? 'a person approved it' : 'a person worked on it';
}
