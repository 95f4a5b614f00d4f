/** Capabilities as people and programs read them: alone, on the board, in the dashboard and in the digest. */
import * as z from 'zod';
import { Capability, CapabilityDocument, Idea, Product } from './capability.ts';
import { CogsGroup, CogsGroupBy, Money } from './cogs.ts';
import { DomainEvent } from './event.ts';
import { Id } from './ids.ts';
import { Role } from './principal.ts';
import { Audience, GateDecision, StageId, Standing } from './stage.ts';
import { TicketView } from './ticket-view.ts';

export const IdeaView = z.object({
  idea: Idea,
  product: Product,
  ticketKey: z.string(),
  capabilities: z.array(z.object({ key: z.string(), title: z.string(), stage: Standing })),
});
export type IdeaView = z.infer<typeof IdeaView>;

export const Neighbour = z.object({
  key: z.string(),
  title: z.string(),
  stage: Standing,
  /** Who waived it, and why; null where it counts. */
  waived: z.string().nullable(),
});
export type Neighbour = z.infer<typeof Neighbour>;

/** A word that a gate still waits for: anyone of these roles, and the people who may whatever their roles. */
export const OpenSeat = z.object({ roles: z.array(Role), people: z.array(z.string()), taken: z.boolean() });
export type OpenSeat = z.infer<typeof OpenSeat>;

export const GateView = z.object({
  stage: StageId,
  visit: z.int(),
  seats: z.array(OpenSeat),
  /** Members who may take a seat that is free, by name; empty where nobody has the role. */
  deciders: z.array(z.object({ id: Id, name: z.string() })),
  decisions: z.array(GateDecision),
  /** The document it decides about, at its latest version. */
  document: CapabilityDocument.pick({ kind: true, version: true, path: true, url: true }).nullable(),
  costReview: z.boolean(),
  findings: z.array(z.string()),
  checklist: z.array(z.string()),
});
export type GateView = z.infer<typeof GateView>;

export const CapabilityView = z.object({
  capability: Capability,
  product: Product,
  umbrellaKey: z.string(),
  stages: z.array(z.object({ id: StageId, type: z.enum(['work', 'gate']), visits: z.int() })),
  tickets: z.array(TicketView),
  documents: z.array(CapabilityDocument),
  decisions: z.array(GateDecision),
  blockedBy: z.array(Neighbour),
  blocking: z.array(Neighbour),
  estimate: z.array(Money),
  actual: z.array(Money),
  estimateIsExplicit: z.boolean(),
  /** Set at a gate that still waits. */
  gate: GateView.nullable(),
  /** What keeps it from going on, in words of the guard; empty where it can. */
  missing: z.array(z.string()),
  next: Standing.nullable(),
  /** Rework: how often a stage was entered again. */
  reentries: z.int(),
  overdue: z.boolean(),
  dueAt: z.iso.datetime(),
  /** A sentence on what a click just did. */
  notice: z.string().nullable(),
});
export type CapabilityView = z.infer<typeof CapabilityView>;

/** One row of what leadership looks at, as the store gives it. */
export const CapabilityOverview = z.object({
  id: Id,
  key: z.string(),
  lane: z.enum(['capability', 'hotfix']),
  title: z.string(),
  stage: Standing,
  status: Capability.shape.status,
  owner: z.string().nullable(),
  productId: Id,
  productName: z.string(),
  maxDays: z.number(),
  idealHours: z.number(),
  begunAt: z.string(),
  enteredStageAt: z.string(),
  tickets: z.int(),
  open: z.int(),
  done: z.int(),
  blocked: z.int(),
  overCapacity: z.int(),
  pushErrors: z.int(),
  blockers: z.array(z.string()),
  estimate: z.array(Money),
  actual: z.array(Money),
  specUrl: z.string().nullable(),
  architectureUrl: z.string().nullable(),
  specVersion: z.int().nullable(),
  architectureVersion: z.int().nullable(),
  waitsFor: z.array(z.string()),
  decided: z.int(),
});
export type CapabilityOverview = z.infer<typeof CapabilityOverview>;

export const DashboardRow = CapabilityOverview.extend({
  overdue: z.boolean(),
  inStageMs: z.number(),
  ageMs: z.number(),
  blocker: z.string().nullable(),
});
export type DashboardRow = z.infer<typeof DashboardRow>;

export const Act = z.object({
  key: z.string(),
  title: z.string(),
  kind: z.enum(['decide', 'blocked', 'overdue', 'over_capacity', 'conflict', 'work', 'triage']),
  why: z.string(),
});
export type Act = z.infer<typeof Act>;

export const Dashboard = z.object({
  at: z.iso.datetime(),
  rows: z.array(DashboardRow),
  hotfixes: z.array(DashboardRow),
  /** How many are at each stage now. */
  funnel: z.array(z.object({ stage: StageId, count: z.int(), averageInStageMs: z.number() })),
  estimate: z.array(Money),
  actual: z.array(Money),
  act: z.array(Act),
});
export type Dashboard = z.infer<typeof Dashboard>;

export const Digest = z.object({
  dashboard: Dashboard,
  since: z.iso.datetime(),
  shipped: z.array(z.object({ key: z.string(), title: z.string() })),
  advanced: z.array(z.object({ key: z.string(), stage: z.string() })),
  rejected: z.array(z.object({ key: z.string(), gate: z.string(), reason: z.string() })),
  ideas: z.array(z.object({ key: z.string(), title: z.string() })),
});
export type Digest = z.infer<typeof Digest>;

export const CogsReport = z.object({
  by: CogsGroupBy,
  groups: z.array(CogsGroup),
  estimate: z.array(Money),
  actual: z.array(Money),
});
export type CogsReport = z.infer<typeof CogsReport>;

export const CapacityRow = z.object({
  id: z.string().nullable(),
  name: z.string(),
  audience: Audience,
  open: z.int(),
  inProgress: z.int(),
  wipLimit: z.int().nullable(),
  /** Null where there is no limit. */
  available: z.int().nullable(),
});
export type CapacityRow = z.infer<typeof CapacityRow>;

export const ContextBundle = z.object({
  view: CapabilityView,
  inStageMs: z.number(),
  criteria: z.array(z.string()),
  codebase: z.string().nullable(),
  channel: z.string(),
  meetings: z.array(z.string()),
  history: z.array(DomainEvent),
  releaseNotes: z.string(),
});
export type ContextBundle = z.infer<typeof ContextBundle>;
