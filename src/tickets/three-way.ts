/** The three-way merge of one ticket: what was generated then, what people made of it, what the document says now. */
import { mergeTexts } from '../documents/merge-texts.ts';
import type { ContentField, FieldProposal, ProposedField } from '../domain/document-changes.ts';
import type { Id } from '../domain/ids.ts';
import type { Baseline, Criterion, Ticket, TicketContent } from '../domain/ticket.ts';

const contentFields: readonly ContentField[] = [
  'title',
  'type',
  'priority',
  'effort',
  'labels',
  'criteria',
  'description',
];

/** One side of a merge; `dependsOn` are ids of tickets, absent where they are not known or play no part. */
export type Side = TicketContent & { dependsOn?: readonly Id[] };

export function contentOf(of: TicketContent): TicketContent {
  const { title, description, type, priority, labels, criteria, effort } = of;
  return { title, description, type, priority, labels, criteria, effort };
}

/** What generation made of this ticket last that was settled; null for one of an older release that changed since. */
export function baseOf(ticket: Ticket): Side | null {
  return ticket.origin.base ?? (ticket.version === 1 ? contentOf(ticket) : null);
}

/** What the document was last known to say about this ticket. */
export function latestOf({ origin }: Ticket): Baseline | null {
  return (origin.incoming?.kind === 'update' ? origin.incoming.content : origin.base) ?? null;
}

/** A value as people compare it: criteria by their words, labels and dependencies in any order. */
function readField(side: Side, field: ProposedField): unknown {
  if (field === 'criteria') return side.criteria.map((criterion: Criterion) => criterion.text);
  if (field === 'labels') return [...side.labels].sort();
  if (field === 'dependsOn') return [...(side.dependsOn ?? [])].sort();
  return side[field];
}

export function differingFields(one: TicketContent, other: TicketContent): ContentField[] {
  return contentFields.filter((field) => !same(readField(one, field), readField(other, field)));
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** True while nobody has reviewed, edited or begun it: then the document alone decides what it says. */
export function isUntouched(ticket: Ticket): boolean {
  const base = baseOf(ticket);
  if (ticket.review.status !== 'generated' || ticket.work.status !== 'open' || base === null) return false;
  return differingFields(base, ticket).length === 0;
}

/** The fields in which the document moved on and the ticket does not say the same already, as they would read when taken. */
export function mergeFields(base: Side | null, ours: Side, theirs: Side): FieldProposal[] {
  const then = base ?? ours;
  const moved = new Set(differingFields(withoutLines(then), withoutLines(theirs)));
  const content = contentFields
    .filter((field) => moved.has(field) && !same(readField(ours, field), readField(theirs, field)))
    .map((field) => mergeField(field, base, ours, theirs));
  return [...content, ...mergeNeeds(base, ours, theirs)].filter((one) => !same(one.ours, one.theirs));
}

function mergeField(field: ContentField, base: Side | null, ours: Side, theirs: Side): FieldProposal {
  const [then, mine, now] = [
    base && readField(base, field),
    readField(ours, field),
    readField(theirs, field),
  ];
  const joined = same(then, mine) ? now : joinField(field, then, mine, now);
  return { field, base: then, ours: mine, theirs: joined ?? now, conflict: joined === null };
}

/** Both changes in one value; null where they do not fit together. */
function joinField(field: ContentField, then: unknown, mine: unknown, now: unknown): unknown {
  if (field === 'labels') return joinSets(then as string[] | null, mine as string[], now as string[]).sort();
  if (then === null) return null;
  if (field === 'criteria') return joinLines(then as string[], mine as string[], now as string[]);
  if (field !== 'description') return null;
  const [before, edited, next] = [then, mine, now].map((text) => String(text).split('\n'));
  return joinLines(before!, edited!, next!)?.join('\n') ?? null;
}

function joinLines(before: string[], ours: string[], theirs: string[]): string[] | null {
  const { lines, clashes } = mergeTexts(before, ours, theirs);
  return clashes.length === 0 ? lines : null;
}

/** Ours with what the document added and without what it dropped. Where `then` is not known, nothing was dropped. */
function joinSets<One>(then: readonly One[] | null, ours: readonly One[], theirs: readonly One[]): One[] {
  const before = then ?? ours.filter((one) => theirs.includes(one));
  const dropped = before.filter((one) => !theirs.includes(one));
  const added = theirs.filter((one) => !before.includes(one) && !ours.includes(one));
  return [...ours.filter((one) => !dropped.includes(one)), ...added];
}

/** Links a person made or removed stay so, since only what the document itself changed is taken over. */
function mergeNeeds(base: Side | null, ours: Side, theirs: Side): FieldProposal[] {
  if (!ours.dependsOn || !theirs.dependsOn) return [];
  const joined = joinSets(base?.dependsOn ?? null, ours.dependsOn, theirs.dependsOn);
  const field = 'dependsOn' as const;
  return [
    {
      field,
      base: base?.dependsOn ? readField(base, field) : null,
      ours: readField(ours, field),
      theirs: joined.sort(),
      conflict: false,
    },
  ];
}

/** Line numbers move with every edit above them, and are no news about the ticket. */
function withoutLines(side: Side): Side {
  return { ...side, description: side.description.replace(/^Source: .*$/gm, '') };
}
