/** The ticket: a small core, and facets for review, work, planning and origin. */
import * as z from 'zod';
import { CoordinationFacet } from './coordination.ts';
import { ExecutionFacet } from './execution.ts';
import { Id, TicketKey } from './ids.ts';
import { Principal } from './principal.ts';
import { Priority } from './priority.ts';
import { StageFacet } from './stage.ts';

export const TicketType = z.enum([
  'task',
  'bug',
  'feature',
  'story',
  'doc',
  'qa',
  'epic',
  'security',
  'tech_debt',
  'approval',
  'capability',
  'release',
  'release_note',
  'press_release',
  'campaign',
  'hotfix',
  'checkpoint',
]);
export type TicketType = z.infer<typeof TicketType>;

const keyPrefixes: Record<TicketType, string> = {
  bug: 'BUG',
  feature: 'FEAT',
  story: 'FEAT',
  doc: 'DOC',
  qa: 'QA',
  epic: 'EPIC',
  security: 'SEC',
  task: 'TASK',
  tech_debt: 'DEBT',
  hotfix: 'HOT',
  release: 'REL',
  release_note: 'REL',
  press_release: 'PRESS',
  campaign: 'MKT',
  approval: 'STG',
  checkpoint: 'STG',
  capability: 'CAP',
};

/** The first part of a ticket's key (U-20). */
export function keyPrefix(type: TicketType): string {
  return keyPrefixes[type];
}

export const WorkStatus = z.enum(['open', 'in_progress', 'blocked', 'done', 'failed', 'cancelled']);
export type WorkStatus = z.infer<typeof WorkStatus>;

export const ReviewStatus = z.enum(['generated', 'reviewed', 'pushed', 'push_failed', 'synced']);
export type ReviewStatus = z.infer<typeof ReviewStatus>;

export const Resolution = z.enum(['completed', 'merged', 'dropped']);
export type Resolution = z.infer<typeof Resolution>;

/** `origin` says whether the criterion stands in the document, was restated from it, or a person wrote it. */
export const Criterion = z.object({
  text: z.string().min(1),
  met: z.boolean().nullable(),
  origin: z.enum(['document', 'derived', 'person']),
});
export type Criterion = z.infer<typeof Criterion>;

/** One of S0-14's words, or any other text of up to 40 characters kept as given; null when nothing was said. */
export const Effort = z.string().min(1).max(40);
export const effortWords = ['trivial', 'small', 'medium', 'large', 'xlarge'] as const;

export const ReviewFacet = z.object({
  /** Null: not subject to review before a push (a ticket a person wrote). */
  status: ReviewStatus.nullable(),
  by: z.string().nullable(),
  at: z.iso.datetime().nullable(),
  pushError: z.string().max(500).nullable(),
  /** The document said something else since this ticket was made (S0-17). */
  stale: z.boolean(),
});
export type ReviewFacet = z.infer<typeof ReviewFacet>;

export const WorkFacet = z.object({
  status: WorkStatus,
  resolution: Resolution.nullable(),
  resolutionDetail: z.string().nullable(),
  blocker: z
    .object({
      text: z.string(),
      by: z.string().nullable(),
      at: z.iso.datetime(),
      /** It waits for other tickets alone and goes on when the last of them is finished (U-43). */
      onTickets: z.boolean().optional(),
    })
    .nullable(),
  errorMessage: z.string().nullable(),
  assigneeId: z.string().nullable(),
  assigneeType: z.enum(['agent', 'user']),
  /** Since when they have it. Absent on tickets of older releases. */
  assignedAt: z.iso.datetime().nullish(),
  startedAt: z.iso.datetime().nullable(),
  blockedAt: z.iso.datetime().nullable(),
  completedAt: z.iso.datetime().nullable(),
  cancelledAt: z.iso.datetime().nullable(),
  finishedAt: z.iso.datetime().nullable(),
  reopenCount: z.int().min(0),
});
export type WorkFacet = z.infer<typeof WorkFacet>;

export const MadeBy = z.enum(['rules', 'model', 'person']);
export type MadeBy = z.infer<typeof MadeBy>;

/** What a document says about a ticket: the fields a person may also edit. */
export const TicketContent = z.object({
  title: z.string().min(1).max(256),
  description: z.string(),
  type: TicketType,
  priority: Priority,
  labels: z.array(z.string()),
  criteria: z.array(Criterion),
  effort: Effort.nullable(),
});
export type TicketContent = z.infer<typeof TicketContent>;

/** The content with the passage it was made from, the headings above that, and what the document puts before it. */
export const Baseline = TicketContent.extend({
  text: z.string(),
  path: z.array(z.string()),
  /** Ids of the tickets the document says must be done first. Absent on tickets of older releases. */
  dependsOn: z.array(Id).optional(),
});
export type Baseline = z.infer<typeof Baseline>;

/** What the document says by now and nobody has decided on; `kept`: a person keeps a ticket the document dropped. */
export const Incoming = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('update'), content: Baseline }),
  z.object({ kind: z.literal('obsolete'), kept: z.boolean() }),
]);
export type Incoming = z.infer<typeof Incoming>;

/**
 * Why a ticket was deleted. `discarded` and `merged` (into the ticket of that key) are a person's word that its requirement
 * needs no ticket of its own, which later runs respect; `superseded`: the document dropped it.
 */
export const Ending = z.object({
  reason: z.enum(['discarded', 'superseded', 'merged']),
  into: z.string().optional(),
});
export type Ending = z.infer<typeof Ending>;

export const OriginFacet = z.object({
  kind: z.enum([
    'manual',
    'generated',
    'pipelineStep',
    'agentDelegation',
    'externalSync',
    'repoImport',
    'recovery',
  ]),
  madeBy: MadeBy,
  documentId: Id.nullable(),
  documentVersion: z.int().nullable(),
  primaryBlockId: Id.nullable(),
  /** 1-based line numbers of that document version, ascending. */
  sourceLines: z.array(z.int().min(1)),
  /** Byte for byte what stands on those lines. */
  sourceQuote: z.string().nullable(),
  /** Survives rewording of the document: the requirement's own id (FR-1.2), else a hash of its place and text. */
  sourceKey: z.string().nullable(),
  /** What generation made of the document when people and document last agreed. Absent on tickets of older releases. */
  base: Baseline.nullish(),
  incoming: Incoming.nullish(),
  /** Made by a run that named block types, so that a run without them says nothing about it. */
  narrowed: z.boolean().nullish(),
  ended: Ending.nullish(),
});
export type OriginFacet = z.infer<typeof OriginFacet>;

export const PlanningFacet = z.object({
  nodeType: z.enum(['work', 'group', 'checkpoint']),
  /** Story points, lowest and highest; null when unknown. */
  effortRange: z.tuple([z.number(), z.number()]).nullable(),
  estimatedHours: z.number().nullable(),
  /** Order suggested by the document's own sequence; weaker than a `blocks` link. Ticket ids. */
  suggestedAfter: z.array(Id),
  /** By when it is to be done: the last minute of a day in the workspace's time zone. Absent on tickets of older releases. */
  slaDueAt: z.iso.datetime().nullish(),
  projectId: Id.nullish(),
  sprintIds: z.array(Id).optional(),
  /** Labels of Docket's own that came after the approval: no part of what was approved, and not pushed with it. */
  laterLabels: z.array(z.string()).optional(),
  /** `phase-2`. */
  lane: z.string().nullish(),
  /** When it is planned for: `2026-W48`. */
  horizon: z.string().nullish(),
});
export type PlanningFacet = z.infer<typeof PlanningFacet>;

export const Ticket = z.object({
  id: Id,
  workspaceId: Id,
  key: TicketKey,
  type: TicketType,
  title: z.string().min(1).max(256),
  description: z.string(),
  criteria: z.array(Criterion),
  labels: z.array(z.string().min(1)),
  priority: Priority,
  effort: Effort.nullable(),
  parentId: Id.nullable(),
  review: ReviewFacet,
  work: WorkFacet,
  planning: PlanningFacet,
  /** Null until an agent has to do with it; `executionOf` reads it. */
  execution: ExecutionFacet.nullish(),
  /** Null until it is coordinated; `coordinationOf` reads it. */
  coordination: CoordinationFacet.nullish(),
  stage: StageFacet.nullish(),
  origin: OriginFacet,
  version: z.int().min(1),
  createdBy: Principal,
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  archivedAt: z.iso.datetime().nullable(),
  deletedAt: z.iso.datetime().nullable(),
});
export type Ticket = z.infer<typeof Ticket>;

/** The fields a person edits during review (S0-30). */
export const TicketEdit = z
  .object({
    title: z.string().trim().min(1).max(256),
    description: z.string().max(60_000),
    type: TicketType,
    priority: Priority,
    labels: z.array(z.string().trim().min(1).max(50)).max(100),
    criteria: z.array(z.string().trim().min(1).max(1000)).max(100),
    effort: Effort.nullable(),
  })
  .partial();
export type TicketEdit = z.infer<typeof TicketEdit>;

/** How the owning tracker's copy of a ticket is called there. Unique per ticket and tracker. */
export const ExternalRef = z.object({
  ticketId: Id,
  workspaceId: Id,
  tracker: z.string(),
  /** `Destination.id` the issue was created at. */
  destination: z.string(),
  externalId: z.string(),
  externalKey: z.string(),
  url: z.string(),
  rawStatus: z.string().nullable(),
  sandbox: z.boolean(),
  syncedAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
});
export type ExternalRef = z.infer<typeof ExternalRef>;

/** Epics and capabilities gather other tickets (U-2). */
export function nodeTypeOf(type: TicketType): PlanningFacet['nodeType'] {
  if (type === 'epic' || type === 'capability') return 'group';
  return type === 'checkpoint' ? 'checkpoint' : 'work';
}

/** A work facet for a ticket that has not been started. */
export function newWork(): WorkFacet {
  return {
    status: 'open',
    resolution: null,
    resolutionDetail: null,
    blocker: null,
    errorMessage: null,
    assigneeId: null,
    assigneeType: 'user',
    startedAt: null,
    blockedAt: null,
    completedAt: null,
    cancelledAt: null,
    finishedAt: null,
    reopenCount: 0,
  };
}
