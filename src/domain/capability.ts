/** Ideas, products and capabilities: what goes through the pipeline, under one key from idea to shipped (S1-10 to S1-13). */
import * as z from 'zod';
import { Cogs, Money } from './cogs.ts';
import { Id } from './ids.ts';
import { Principal, Role } from './principal.ts';
import { parsePriority } from './priority.ts';
import { Audience, StageId, Standing } from './stage.ts';
import { WorkStatus } from './ticket.ts';

/** `PROJ-123`: of two parts, so that it is never a ticket's key (U-22). A hotfix goes by the key of its ticket. */
export const CapabilityKey = z.string().regex(/^[A-Z][A-Z0-9]{1,9}-\d+$/);
export const IdeaKey = z.string().regex(/^IDEA-\d{4}-\d{3,}$/);

/** Words that approve and refuse there: names of states or labels, or `review:approved` of a pull request (S1-46). */
export const ApprovalMap = z.object({
  approved: z.array(z.string()).default([]),
  rejected: z.array(z.string()).default([]),
});

/** Where an audience's tickets go, and what its system says of them (S1-45). Secrets are never part of it. */
export const Connector = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/),
  provider: z.enum(['local', 'github', 'linear', 'jira']),
  /** The name of a setting that holds the secret, never the secret. */
  auth_ref: z.string().max(100).optional(),
  project: z.string().max(200).optional(),
  board: z.string().max(200).optional(),
  base_url: z.url().optional(),
  audiences: z.array(Audience).min(1),
  approval_map: ApprovalMap.optional(),
  /**
   * What people go by there, to the names of members here: logins on GitHub, addresses or account ids in Linear and Jira. A
   * name on show counts for capacity alone, since anybody may take it.
   */
  actors: z.record(z.string(), z.string()).default({}),
  /** Its words for states to ours: `{ "In QA": "in_progress" }`. */
  status_map: z.record(z.string(), WorkStatus).optional(),
  /** Its words for priorities, or labels that stand for one, to ours: `{ "Show-stopper": "P0" }`. */
  priority_map: z
    .record(
      z.string(),
      z.string().refine((word) => parsePriority(word) !== null, 'is no priority'),
    )
    .optional(),
  /** Its labels to ours; what is sent there goes the other way. */
  label_map: z.record(z.string(), z.string()).optional(),
  capacity: z
    .strictObject({ wip_limit: z.int().min(1).max(100).optional(), velocity_source: z.string().optional() })
    .default({}),
  direction: z.enum(['push', 'pull', 'bidirectional']).default('bidirectional'),
  conflict_policy: z.enum(['local', 'vendor']).default('local'),
  webhook_secret_ref: z.string().max(100).optional(),
  /** Anybody can read what is there; a tracker that says so itself counts too. */
  public: z.boolean().default(false),
  enabled: z.boolean().default(true),
});
export type Connector = z.infer<typeof Connector>;

/** Said once per product (S1-13). */
export const ProductConfig = z.strictObject({
  connectors: z.array(Connector).max(20).default([]),
  repos: z
    .strictObject({
      app: z.string().optional(),
      specs: z.string().default('product-specs'),
      architecture: z.string().default('docs/architecture'),
    })
    .prefault({}),
  /** What the code base is, for whoever works on a capability. */
  codebase_context: z.string().max(20_000).default(''),
  /** `{key}` stands for the key in lower case. */
  channel: z.string().max(80).default('#{key}'),
  cycle_time: z
    .strictObject({
      max_days: z.number().positive().default(7),
      ideal_hours: z.number().positive().default(24),
    })
    .prefault({}),
  compliance_checklist: z.array(z.string().min(1).max(300)).max(50).default([]),
  /** Roles that may decide at a gate instead of the pipeline's, and people who may whatever their roles. */
  approvers: z
    .partialRecord(
      StageId,
      z.strictObject({ roles: z.array(Role).default([]), people: z.array(z.string()).default([]) }),
    )
    .default({}),
  cogs_threshold: Money.nullable().default(null),
  /** Who gets the tickets of an audience, by name; whoever has most room gets the next. */
  assignees: z.partialRecord(Audience, z.array(z.string())).default({}),
  wip_limits: z.partialRecord(Audience, z.int().min(1).max(100)).default({}),
});
export type ProductConfig = z.infer<typeof ProductConfig>;

export const Product = z.object({
  id: Id,
  workspaceId: Id,
  name: z.string().min(1).max(80),
  /** What the keys of its capabilities begin with. */
  prefix: z.string().regex(/^[A-Z][A-Z0-9]{1,9}$/),
  config: ProductConfig,
  version: z.int().min(1),
  createdAt: z.iso.datetime(),
});
export type Product = z.infer<typeof Product>;

export const Idea = z.object({
  id: Id,
  workspaceId: Id,
  key: IdeaKey,
  title: z.string().min(1).max(200),
  description: z.string().max(20_000),
  productId: Id,
  status: z.enum(['new', 'triaged', 'discarded']),
  submittedBy: Principal,
  /** Its ticket at the stage of triage (S1-15). */
  ticketId: Id,
  threadId: Id.nullable(),
  version: z.int().min(1),
  createdAt: z.iso.datetime(),
});
export type Idea = z.infer<typeof Idea>;

export const DocumentKind = z.enum(['spec', 'architecture', 'capability_yaml']);
export type DocumentKind = z.infer<typeof DocumentKind>;

/** One version of a document of a capability; approved where a gate said so of exactly this version. */
export const CapabilityDocument = z.object({
  capabilityId: Id,
  workspaceId: Id,
  kind: DocumentKind,
  version: z.int().min(1),
  path: z.string().max(300),
  url: z.url().nullable(),
  text: z.string().max(200_000),
  createdBy: Principal,
  createdAt: z.iso.datetime(),
  approvedBy: z.string().nullable(),
  approvedAt: z.iso.datetime().nullable(),
});
export type CapabilityDocument = z.infer<typeof CapabilityDocument>;

/** It cannot be built before the other is shipped, unless somebody who may has waived that. */
export const CapabilityDependency = z.object({
  workspaceId: Id,
  capabilityId: Id,
  dependsOnId: Id,
  waivedBy: z.string().nullable(),
  waivedReason: z.string().nullable(),
  waivedAt: z.iso.datetime().nullable(),
});
export type CapabilityDependency = z.infer<typeof CapabilityDependency>;

/** What was heard of the work since its stage was entered. */
export const DeliverySignals = z.object({
  merged: z.iso.datetime().nullable(),
  ci: z.enum(['success', 'failure']).nullable(),
  /** Environments it was deployed to, since it came to this stage. */
  deployed: z.array(z.string()),
  /** What was merged for it became these commits, since it was last sent back; the last one is what is checked. */
  commits: z.array(z.string()).optional(),
});
export type DeliverySignals = z.infer<typeof DeliverySignals>;

export function noSignals(): DeliverySignals {
  return { merged: null, ci: null, deployed: [] };
}

export const Capability = z.object({
  id: Id,
  workspaceId: Id,
  key: z.string(),
  productId: Id,
  ideaId: Id.nullable(),
  lane: z.enum(['capability', 'hotfix']),
  title: z.string().min(1).max(200),
  description: z.string().max(20_000),
  stage: Standing,
  status: z.enum(['active', 'rework', 'blocked', 'shipped', 'cancelled']),
  /** How often each stage was entered. */
  visits: z.partialRecord(StageId, z.int()),
  owner: z.string().nullable(),
  ownerName: z.string().nullable(),
  channel: z.string(),
  /** The thread it is talked about in. */
  threadId: Id.nullable(),
  /** The umbrella: its tickets are below it (S1-35). */
  ticketId: Id,
  cogs: Cogs.nullable(),
  introducesTech: z.boolean(),
  /** Answers to the questions a spec is written from, by question. */
  answers: z.record(z.string(), z.string()),
  signals: DeliverySignals,
  /** Of the pipeline it goes through, as it was when it began. */
  pipeline: z.string(),
  /** A hotfix of this capability, or component. */
  context: z.string().nullable(),
  version: z.int().min(1),
  /** Since when the clock of its cycle time runs: the idea's first moment. */
  begunAt: z.iso.datetime(),
  enteredStageAt: z.iso.datetime(),
  createdAt: z.iso.datetime(),
  shippedAt: z.iso.datetime().nullable(),
});
export type Capability = z.infer<typeof Capability>;

export function isEnded({ status }: Pick<Capability, 'status'>): boolean {
  return status === 'shipped' || status === 'cancelled';
}

/** When the longest cycle time its product allows is over. */
export function dueAt({ begunAt }: Pick<Capability, 'begunAt'>, { cycle_time }: ProductConfig): string {
  return new Date(Date.parse(begunAt) + cycle_time.max_days * 86_400_000).toISOString();
}

/** Where a document lies by convention: `product-specs/PROJ-123.md`. */
export function documentPath(kind: DocumentKind, key: string, { repos }: ProductConfig): string {
  if (kind === 'architecture') return `${repos.architecture}/${key}.md`;
  return `${repos.specs}/${key}.${kind === 'spec' ? 'md' : 'yaml'}`;
}
