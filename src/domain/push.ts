/** A push, its intents, and the three ways an attempt at a tracker can end. */
import * as z from 'zod';
import { Destination } from './approval.ts';
import { Id, type IssueKey } from './ids.ts';
import { Priority } from './priority.ts';
import { TicketType, WorkStatus } from './ticket.ts';

/** The links between tickets that trackers know too (spec 05, 7.4); the others live in Docket alone. */
export const LinkKind = z.enum(['blocks', 'relatesTo', 'duplicateOf']);
export type LinkKind = z.infer<typeof LinkKind>;

/** What a tracker is asked to create, in our words; each tracker's `mapping.ts` turns it into its own. */
export const IssueDraft = z.object({
  title: z.string(),
  /** Markdown, complete: context, criteria, effort and the source line. Trackers only add their marker. */
  body: z.string(),
  type: TicketType,
  priority: Priority,
  labels: z.array(z.string()),
  estimate: z.number().nullable(),
  /** Where the work already stands; left out, the tracker's own first state. */
  workStatus: WorkStatus.optional(),
  /** External id of the parent's issue at the same destination, once that exists. */
  parentExternalId: z.string().nullable(),
  /** Links to issues that exist there; only trackers that embed links look at them. */
  links: z
    .array(z.object({ type: LinkKind, role: z.enum(['source', 'target']), externalId: z.string() }))
    .optional(),
});
export type IssueDraft = z.infer<typeof IssueDraft>;

/**
 * planned: not sent. sending: claimed and committed, a request may be under way. unknown: sent, outcome not known,
 * must be looked up before it is sent again. confirmed, failed, cancelled: ended.
 */
export const IntentState = z.enum(['planned', 'sending', 'unknown', 'confirmed', 'failed', 'cancelled']);
export type IntentState = z.infer<typeof IntentState>;

/** An issue that was there before the push, and what the approver wants with it; `close` belongs to that op alone. */
export const ExistingIssue = z.object({
  choice: z.enum(['update', 'close']),
  externalId: z.string(),
  externalKey: z.string(),
});
export type ExistingIssue = z.infer<typeof ExistingIssue>;

/** What an intent does: `create` makes a ticket's issue, `link` one link of it, `close` closes a second issue of it. */
export const IntentOp = z.enum(['create', 'link', 'close']);
export type IntentOp = z.infer<typeof IntentOp>;

/**
 * A link from the issue of an intent's ticket: to that of another ticket, to one that was there before and is related to
 * it, or to where the ticket was read from.
 */
export const IntentLink = z.discriminatedUnion('type', [
  z.object({ type: LinkKind, toTicketId: Id }),
  z.object({ type: z.literal('issue'), externalId: z.string(), externalKey: z.string() }),
  z.object({ type: z.literal('source'), url: z.string(), title: z.string() }),
]);
export type IntentLink = z.infer<typeof IntentLink>;

export const Intent = z.object({
  id: Id,
  pushId: Id,
  workspaceId: Id,
  ticketId: Id,
  op: IntentOp,
  destination: z.string(),
  /** The key of what is made: of the issue, or of the link. */
  marker: z.string(),
  uuid: z.string(),
  /** What the approval was given for: the content the payload below is built from, or the terms of the link. */
  contentHash: z.string(),
  /** Only and always of a `create`. */
  payload: IssueDraft.nullable(),
  /** Only and always of a `link`. */
  link: IntentLink.nullable(),
  /** Null creates an issue and nothing else. */
  existing: ExistingIssue.nullable(),
  /** Another ticket whose issue must exist first, when it is pushed to the same place: the parent, or a link's far end. */
  waitsFor: Id.nullable(),
  order: z.int(),
  state: IntentState,
  /** Rises with every claim; a settle with an older epoch changes nothing. */
  epoch: z.int(),
  owner: z.string().nullable(),
  attempts: z.int(),
  sentAt: z.iso.datetime().nullable(),
  notBefore: z.iso.datetime().nullable(),
  reason: z.string().nullable(),
  adopted: z.boolean(),
  updatedAt: z.iso.datetime(),
});
export type Intent = z.infer<typeof Intent>;

/** True while what it makes may still come to be; while that is an issue, its ticket's content must stay as it is. */
export function isIntentOpen({ state }: Pick<Intent, 'state'>): boolean {
  return state === 'planned' || state === 'sending' || state === 'unknown';
}

export const Push = z.object({
  id: Id,
  workspaceId: Id,
  threadId: Id.nullable(),
  boardId: Id.nullable(),
  destination: Destination,
  requestedBy: z.string(),
  requestedByName: z.string(),
  createdAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
  cancelledAt: z.iso.datetime().nullable(),
});
export type Push = z.infer<typeof Push>;

/** A tracker's issue as read back. `workStatus` is ours, `rawStatus` the tracker's own word, kept verbatim. */
export const IssueSnapshot = z.object({
  externalId: z.string(),
  externalKey: z.string(),
  url: z.string(),
  title: z.string(),
  rawStatus: z.string(),
  workStatus: z.enum(['open', 'in_progress', 'blocked', 'done', 'failed', 'cancelled']),
  resolution: z.enum(['completed', 'merged', 'dropped']).nullable(),
  assignee: z.string().nullable(),
  /** Markdown as far as it can be told, without our marker. */
  text: z.string(),
  /** Null where the tracker's own word stands for none of ours. */
  priority: Priority.nullable(),
  /** The tracker's own word for it, where it has one. */
  rawPriority: z.string().nullish(),
  /** Without those that only carry a type, a status or a priority for us. */
  labels: z.array(z.string()),
  updatedAt: z.string(),
});
export type IssueSnapshot = z.infer<typeof IssueSnapshot>;

/** Somebody's word on an issue: the state or label it was given. Labels that were taken away are not told. */
export const IssueWord = z.object({
  /** The tracker's id of it. */
  id: z.string(),
  at: z.iso.datetime({ offset: true }),
  /** What nobody else can go by there: login, account id, address. Empty where the tracker names nobody. */
  by: z.array(z.string()),
  kind: z.enum(['state', 'label', 'review']),
  word: z.string(),
});
export type IssueWord = z.infer<typeof IssueWord>;

/** An issue as far as comparing it with a ticket needs it. */
export const ListedIssue = z.object({
  externalId: z.string(),
  externalKey: z.string(),
  url: z.string(),
  title: z.string(),
  /** The beginning of its text. */
  text: z.string(),
  rawStatus: z.string(),
  open: z.boolean(),
  /** `IssueKey.marker` where it was Docket that created it. */
  marker: z.string().nullable(),
});
export type ListedIssue = z.infer<typeof ListedIssue>;

/** One attempt at an issue that exists already: `refused` has certainly changed nothing, `unknown` may have. */
export type StepOutcome =
  | { kind: 'done'; issue: IssueSnapshot }
  | {
      kind: 'refused';
      reason: string;
      retryable: boolean;
      retryAfterMs: number | null;
      auth: boolean;
      /** Refused for what it was sent together with: sent by itself it may be taken. */
      alone?: boolean;
    }
  | { kind: 'unknown'; reason: string };

export type Refused = Extract<StepOutcome, { kind: 'refused' }>;

/** Certain to have changed nothing, and for good unless `more` says otherwise. */
export function refuse(reason: string, more: Partial<Refused> = {}): Refused {
  return { kind: 'refused', reason, retryable: false, retryAfterMs: null, auth: false, ...more };
}

/** One issue to be created, and the key it is created under. */
export type IssueOrder = { draft: IssueDraft; key: IssueKey };

/**
 * One link of an issue, both by external id: it blocks, relates to, or is a duplicate of the other. Or `source`: where
 * what it says comes from, for trackers that show such a thing.
 */
export type LinkOrder =
  | { type: LinkKind; fromId: string; toId: string; key: IssueKey }
  | { type: 'source'; fromId: string; url: string; title: string; key: IssueKey };

/** The fields to be changed of one issue; what is not named stays. */
export type IssueChange = {
  externalId: string;
  title?: string;
  /** Written in the place of all that stands there, but for what the tracker keeps of ours. */
  body?: { text: string; marker: string };
  priority?: Priority;
  /** Labels that are ours to change; all others stay. */
  labels?: { add: readonly string[]; remove: readonly string[] };
  workStatus?: WorkStatus;
};

/** How one attempt ended. `refused` is certain not to have created anything; `unknown` may have. */
export type CreateOutcome =
  | {
      kind: 'created' | 'existed';
      issue: IssueSnapshot;
      warnings: string[];
      /** External ids of `draft.links` that were made with it. */
      linked?: string[];
    }
  | Exclude<StepOutcome, { kind: 'done' }>;
