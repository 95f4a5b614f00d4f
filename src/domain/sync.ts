/** What a ticket and its issue last agreed on, field by field, and how the two have come apart since. */
import * as z from 'zod';
import { Id } from './ids.ts';
import { Priority } from './priority.ts';
import { WorkStatus } from './ticket.ts';

export const SyncField = z.enum(['title', 'body', 'status', 'priority', 'labels']);
export type SyncField = z.infer<typeof SyncField>;

/** One side as it is compared. `body` is the description with the acceptance criteria, in one form on both sides. */
export const SyncFields = z.object({
  title: z.string(),
  body: z.string(),
  status: WorkStatus,
  /** Null where the tracker's word stands for none of ours. */
  priority: Priority.nullable(),
  labels: z.array(z.string()),
});
export type SyncFields = z.infer<typeof SyncFields>;

/**
 * Both sides as they were when they last agreed: each is compared with itself alone, because no tracker gives a text back
 * exactly as it took it.
 */
export const SyncBase = z.object({
  workspaceId: Id,
  ticketId: Id,
  tracker: z.string(),
  destination: z.string(),
  /** False for an issue that others wrote and Docket only added to: of that only the status is followed. */
  own: z.boolean(),
  ours: SyncFields,
  theirs: SyncFields,
  /** The issue as last read, which differs from `theirs` where nobody has decided between two changes. */
  seen: SyncFields,
  /** Who works on it there, as last read. */
  assignee: z.string().nullable(),
  /** By the tracker's clock: what is older than this has been overtaken. */
  seenAt: z.string(),
  /** Rises with every write; what a press was shown is named by it. */
  rev: z.int().min(1),
});
export type SyncBase = z.infer<typeof SyncBase>;

/** `ours`: only Docket changed it, and the tracker has not been told. `conflict`: both did, to different ends. */
export const SyncDifference = z.object({
  field: SyncField,
  kind: z.enum(['ours', 'theirs', 'conflict', 'agreed']),
});
export type SyncDifference = z.infer<typeof SyncDifference>;

const fields = SyncField.options;

/**
 * How the ticket as it is now and the issue as it was read stand to what they agreed on. A field that neither side changed
 * is left out; `agreed` is one both changed to the same end. Labels never conflict: each side's are added and taken away.
 */
export function compareFields(base: SyncBase, now: SyncFields, seen: SyncFields): SyncDifference[] {
  const compared = base.own ? fields : (['status'] as const);
  return compared.flatMap((field): SyncDifference[] => {
    const [we, they] = [differs(now, base.ours, field), differs(seen, base.theirs, field)];
    if (!we && !they) return [];
    if (we && they && !differs(now, seen, field)) return [{ field, kind: 'agreed' }];
    if (!they) return [{ field, kind: 'ours' }];
    return [{ field, kind: we && field !== 'labels' ? 'conflict' : 'theirs' }];
  });
}

function differs(one: SyncFields, other: SyncFields, field: SyncField): boolean {
  if (field === 'labels') {
    const { add, remove } = changeOfLabels(one.labels, other.labels);
    return add.length + remove.length > 0;
  }
  return one[field] !== other[field];
}

/** What has to be added to and removed from the first for the second, whatever the case of the names. */
export function changeOfLabels(
  from: readonly string[],
  to: readonly string[],
): { add: string[]; remove: string[] } {
  return { add: without(to, from), remove: without(from, to) };
}

/** The labels with such a change made to them; those it names twice stand once. */
export function applyToLabels(
  labels: readonly string[],
  { add, remove }: { add: readonly string[]; remove: readonly string[] },
): string[] {
  const kept = without(labels, remove);
  return [...kept, ...without(add, kept)];
}

function without(labels: readonly string[], those: readonly string[]): string[] {
  const names = new Set(those.map((label) => label.toLowerCase()));
  return labels.filter((label) => !names.has(label.toLowerCase()));
}

/** Something that changed at a tracker, kept until it has been told in the thread the push came from. */
export const SyncNews = z.object({
  id: Id,
  workspaceId: Id,
  threadId: Id,
  ticketId: Id,
  tracker: z.string(),
  field: z.enum([...fields, 'assignee', 'conflict', 'gone']),
  was: z.string(),
  became: z.string(),
  at: z.iso.datetime(),
  toldAt: z.iso.datetime().nullable(),
});
export type SyncNews = z.infer<typeof SyncNews>;

/** Something a person has let out to an issue that exists: changed fields, or a comment. Sent once. */
export const IssueWrite = z.object({
  id: Id,
  workspaceId: Id,
  threadId: Id.nullable(),
  ticketId: Id,
  tracker: z.string(),
  destination: z.string(),
  externalId: z.string(),
  kind: z.enum(['update', 'comment', 'context']),
  /** What an update sends; `text` is its body, a comment's, or what the issue says of its capability. */
  fields: SyncFields.partial().nullable(),
  labels: z.object({ add: z.array(z.string()), remove: z.array(z.string()) }).nullable(),
  text: z.string().nullable(),
  /** The key a comment is written under; of an update the issue's own. */
  marker: z.string(),
  uuid: z.string(),
  commentId: Id.nullable(),
  requestedBy: z.string(),
  requestedByName: z.string(),
  state: z.enum(['planned', 'sending', 'unknown', 'done', 'failed']),
  /** Rises with every claim; a settle with an older one changes nothing. */
  epoch: z.int(),
  attempts: z.int(),
  sentAt: z.iso.datetime().nullable(),
  notBefore: z.iso.datetime().nullable(),
  reason: z.string().nullable(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type IssueWrite = z.infer<typeof IssueWrite>;

export function isWriteOpen({ state }: Pick<IssueWrite, 'state'>): boolean {
  return state === 'planned' || state === 'sending' || state === 'unknown';
}
